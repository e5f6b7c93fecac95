import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { environmentAt, places, withoutNetwork } from '../../build/luck.js';

/** What a program sees at that place. */
const seenAt = (place: (typeof places)[number]) => {
  const script =
    'const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions(); console.log(timeZone, locale)';
  const options = { env: environmentAt(place), encoding: 'utf8' } as const;
  return execFileSync(process.execPath, ['-e', script], options).trim().split(' ');
};

test('each run is at a place with a time zone and a language of its own', () => {
  const seen = places.map(seenAt);
  expect(seen.map(([zone]) => zone)).toEqual(places.map(({ TZ }) => TZ));
  expect(new Set(seen.map(([, locale]) => locale)).size).toBe(places.length);
});

test('the zones are more than a day apart, and not all of them whole hours from UTC', () => {
  const at = Date.UTC(2026, 0, 1, 12);
  const offsets = places.map(({ TZ }) => {
    const parts = new Intl.DateTimeFormat('en', { timeZone: TZ, timeZoneName: 'longOffset' }).formatToParts(
      at,
    );
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(parts.at(-1)?.value ?? '') ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  });
  expect(Math.max(...offsets) - Math.min(...offsets)).toBeGreaterThan(24 * 60);
  expect(offsets.some((minutes) => minutes % 60 !== 0)).toBe(true);
});

const script = 'require("node:net").connect(9, "192.0.2.1").on("error", ({ code }) => console.log(code))';
const alone = withoutNetwork([process.execPath, '-e', script]);

describe.skipIf(alone === undefined)('without a network', () => {
  test('no other machine is in reach', () => {
    const [program = '', ...args] = alone ?? [];
    expect(execFileSync(program, args, { encoding: 'utf8' }).trim()).toBe('ENETUNREACH');
  });
});
