import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PasteContext } from '../../../src/pastes/paste.ts';
import { readMoment } from '../../../src/pastes/time/when.ts';

const moscow: PasteContext = { nowMs: Date.parse('2026-11-23T02:00:00Z'), offsetMinutes: () => 180 };
const shown = (text: string, context = moscow) => {
  const moment = readMoment(text, context);
  if (moment === undefined) return undefined;
  return moment.zone === 'unclear' ? `unclear ${moment.reason}` : `${iso(moment.ms)} ${moment.zone}`;
};
const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

describe('a zone that stands there counts', () => {
  test.each([
    ['2026-11-22 15:42:03 UTC+3', '12:42:03'],
    ['2026-11-22 15:42:03 UTC +3', '12:42:03'],
    ['2026-11-22 15:42:03 GMT+3', '12:42:03'],
    ['2026-11-22 15:42:03 GMT+03:00', '12:42:03'],
    ['2026-11-22 15:42:03 UTC+0530', '10:12:03'],
    ['2026-11-22 15:42:03 UTC-5', '20:42:03'],
    ['2026-11-22 15:42:03 UTC−5', '20:42:03'],
    ['2026-11-22 15:42:03+03', '12:42:03'],
    ['2026-11-22 15:42:03 +03', '12:42:03'],
    ['2026-11-22 15:42:03-0330', '19:12:03'],
    ['2026-11-22T15:42:03+03:00[Europe/Moscow]', '12:42:03'],
    ['2026-11-22 15:42:03 Europe/Moscow', '12:42:03'],
    ['2026-11-22 15:42:03 America/New_York', '20:42:03'],
    ['2026-11-22 15:42:03Z', '15:42:03'],
    ['2026-11-22 15:42:03 utc', '15:42:03'],
    ['2026-11-22 15:42:03 GMT', '15:42:03'],
    ['2026-11-22 15:42:03 EST', '20:42:03'],
    ['2026-11-22 15:42:03 EDT', '19:42:03'],
    ['2026-11-22 15:42:03 PST', '23:42:03'],
    ['2026-11-22 15:42:03 PDT', '22:42:03'],
    ['2026-11-22 15:42:03 CET', '14:42:03'],
    ['2026-11-22 15:42:03 CEST', '13:42:03'],
    ['2026-11-22 15:42:03 (EET)', '13:42:03'],
    ['2026-11-22 15:42:03 MSK', '12:42:03'],
    ['2026-11-22 15:42:03 МСК', '12:42:03'],
    ['22.11.2026 в 15:42:03 по мск', '12:42:03'],
    ['22.11.2026 15:42:03 по Москве', '12:42:03'],
    ['2026-11-22 15:42:03 MSK+2', '10:42:03'],
    ['2026-11-22 15:42:03 WIB', '08:42:03'],
    ['2026-11-22 15:42:03 JST', '06:42:03'],
    ['11/22/2026, 3:42:03 PM EST', '20:42:03'],
    ['22 Nov 2026, 2:15:00 PM GMT+5:30', '08:45:00'],
    ['Sun Nov 22 15:42:03 UTC 2026', '15:42:03'],
    ['Sun Nov 22 15:42:03 JST 2026', '06:42:03'],
    ['Nov 22 15:42:03.123 UTC: %LINK-3', '15:42:03.123'],
    ['Sun Nov 22 2026 15:42:03 GMT+0300 (Moscow Standard Time)', '12:42:03'],
    ['[22/Nov/2026:15:42:03 +0300]', '12:42:03'],
    ['Sun, 22 Nov 2026 15:42:03 GMT', '15:42:03'],
  ])('%s', (text, time) => {
    expect(shown(text)).toBe(`2026-11-22T${time}Z stated`);
  });
});

describe('a zone that more than one is called is not guessed', () => {
  test.each([
    '2026-11-22 15:42:03 IST',
    '2026-11-22 15:42:03 CST',
    '2026-11-22 15:42:03 BST',
    '2026-11-22 15:42:03 (IST)',
    '2026-11-22 15:42:03 EST+1',
    '2026-11-22 15:42:03 UTC+25',
    '2026-11-22 15:42:03 Europe/Atlantis',
    '11/22/2026, 3:42 PM CST',
    'Sun Nov 22 15:42:03 IST 2026',
  ])('%s', (text) => {
    expect(shown(text)).toBe('unclear zone');
  });
});

describe('without a zone it is local time, and what follows is not taken for one', () => {
  test.each([
    '2026-11-22 15:42:03',
    '2026-11-22 15:42:03 +28ms service=llm',
    '2026-11-22 15:42:03-16:20:00',
    '2026-11-22 15:42:03,000 - 10 - x',
    '2026-11-22 15:42:03 POST /v1/messages',
    '2026-11-22 15:42:03 ERROR',
    '2026-11-22 15:42:03 ist der Fehler',
    '2026/11/22 - 15:42:03 | 502 |',
    '11/22/2026, 3:42:03 PM',
    '11/22/2026, 3:42:03\u202fPM',
    '11/22/2026 at 3:42:03 p.m.',
    '2026-11-22 03:42:03 PM',
    '22/11/2026, 15:42:03',
    '22-11-2026 15:42:03',
    '22.11.2026, 15:42:03',
    'November 22, 2026 at 3:42:03 PM',
    'Nov 22, 2026, 3:42:03 PM',
    '22 Nov 2026, 3:42:03 PM',
    '22 Nov 2026, 3:42:03\u202fpm',
    '22 November 2026 at 3:42:03 pm',
    '22.11.2026, 3:42:03 PM',
    'Nov 22 3:42:03 PM',
    'Nov 22 15:42:03 web-2 app',
    'Nov 22 15:42:03 msk web',
    'Sun Nov 22 15:42:03 2026',
    'E1122 15:42:03.000000    1 proxy.go:12] msg',
    'I20261122 15:42:03.000000 77 proxy.cc:12] msg',
  ])('%s', (text) => {
    expect(shown(text)).toBe('2026-11-22T12:42:03Z assumed-local');
  });

  test('it is the local time of that moment, not of the other side of a change of clocks', () => {
    const changeMs = Date.parse('2026-10-25T01:00:00Z');
    const berlin = { ...moscow, offsetMinutes: (atMs: number) => (atMs < changeMs ? 120 : 60) };
    expect(shown('2026-10-25 02:30:00', berlin)).toBe('2026-10-25T01:30:00Z assumed-local');
    expect(shown('2026-10-25 01:30:00', berlin)).toBe('2026-10-24T23:30:00Z assumed-local');
  });
});

describe('noon and midnight', () => {
  test.each([
    ['11/22/2026, 12:05 AM UTC', '2026-11-22T00:05:00Z stated'],
    ['11/22/2026, 12:05 PM UTC', '2026-11-22T12:05:00Z stated'],
    ['11/22/2026, 15:42 PM UTC', '2026-11-22T15:42:00Z stated'],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

describe('a day that may be a month', () => {
  test('is not guessed', () => {
    expect(shown('03/04/2026, 3:42 PM')).toBe('unclear day');
    expect(shown('3/4/2026 15:42 UTC')).toBe('unclear day');
  });

  test('is settled where the two are the same', () => {
    expect(shown('11/11/2026 15:42 UTC')).toBe('2026-11-11T15:42:00Z stated');
  });

  test('is settled where only one of the two has been', () => {
    expect(shown('05/12/2026 15:42 UTC')).toBe('2026-05-12T15:42:00Z stated');
    expect(shown('12/05/2026 15:42 UTC')).toBe('2026-05-12T15:42:00Z stated');
  });

  test('is settled by the other dates of the text', () => {
    expect(shown('03/04/2026 15:42 UTC', { ...moscow, dayOrder: 'day-first' })).toBe(
      '2026-04-03T15:42:00Z stated',
    );
    expect(shown('03/04/2026 15:42 UTC', { ...moscow, dayOrder: 'month-first' })).toBe(
      '2026-03-04T15:42:00Z stated',
    );
  });
});

describe('a time without a year has been', () => {
  test.each([
    ['E1231 23:58:10.000000 1 a.go:1] x', '2025-12-31T20:58:10Z assumed-local'],
    ['Dec 31 23:58:10 UTC host', '2025-12-31T23:58:10Z stated'],
    ['E0229 10:00:00.000000 1 a.go:1] x', undefined],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

describe('a program that is known to write UTC is read so', () => {
  test.each([
    'INFO  2026-11-22T15:42:03 +5ms service=llm providerID=nexus',
    'ERROR 2026-11-22T15:42:03 +4011ms service=session.processor error=x',
  ])('%s', (text) => {
    expect(shown(text)).toBe('2026-11-22T15:42:03Z stated');
    expect(readMoment(text, moscow)).toMatchObject({ writer: 'opencode' });
  });

  test('its form is more than a level and a time', () => {
    expect(shown('ERROR 2026-11-22T15:42:03 service=llm')).toBe('2026-11-22T12:42:03Z assumed-local');
  });
});

describe('numbers of seconds since 1970, and parts of them', () => {
  const seconds = Date.parse('2026-11-22T15:42:03Z') / 1000;
  test.each([
    ['seconds', `${seconds}`],
    ['seconds with a fraction', `${seconds}.000001`],
    ['milliseconds', `${seconds}000`],
    ['microseconds', `${seconds}000000`],
    ['nanoseconds', `${seconds}000000000`],
  ])('%s', (_, text) => {
    expect(shown(text)).toBe('2026-11-22T15:42:03Z stated');
    expect(readMoment(Number(text), moscow)).toEqual(readMoment(text, moscow));
  });
});

test.each([
  '2026-02-30 10:00',
  '2026-11-22 25:00',
  '2026-11-22 10:61',
  '13/13/2026 10:00',
  'Foo 22 10:00:00',
])('%s is no moment', (text) => {
  expect(shown(text)).toBeUndefined();
});

test('a time with a stated zone is never off, however it is written', () => {
  const two = (value: number) => String(value).padStart(2, '0');
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  const zones: readonly (readonly [string, number])[] = [
    ...[['Z', 0] as const, ['UTC', 0] as const, ['EST', -300] as const, ['МСК', 180] as const],
    ...[-720, -330, -60, 0, 45, 180, 330, 840].flatMap((minutes): (readonly [string, number])[] => {
      const size = Math.abs(minutes);
      const sign = minutes < 0 ? '-' : '+';
      const [hours, rest] = [Math.floor(size / 60), two(size % 60)];
      const colon = `${sign}${two(hours)}:${rest}`;
      const names = [colon, colon.replace(':', ''), `UTC${colon}`, `GMT${colon.replace(':', '')}`];
      const short = [`${sign}${two(hours)}`, `UTC${sign}${hours}`];
      return [...names, ...(rest === '00' ? short : [])].map((name) => [name, minutes] as const);
    }),
  ];
  const second = fc.integer({ min: Date.parse('2020-01-01') / 1000, max: Date.parse('2026-11-21') / 1000 });
  fc.assert(
    fc.property(second, fc.constantFrom(...zones), (at, [zone, minutes]) => {
      const wall = new Date((at + minutes * 60) * 1000);
      const date = { d: two(wall.getUTCDate()), y: wall.getUTCFullYear(), m: months[wall.getUTCMonth()] };
      const time = wall.toISOString().slice(11, 19);
      const half = `${wall.getUTCHours() % 12 || 12}${time.slice(2)} ${wall.getUTCHours() < 12 ? 'AM' : 'PM'}`;
      const dashed = wall.toISOString().slice(0, 10);
      const texts = [
        `${dashed} ${time} ${zone}`,
        `${dashed}T${time}${zone}`,
        `${dashed} ${half} ${zone}`,
        `${date.d}/${date.m}/${date.y}:${time} ${zone}`,
        `${date.m} ${date.d}, ${date.y}, ${half} ${zone}`,
        `${wall.getUTCDate()} ${date.m} ${date.y}, ${half.toLowerCase()} ${zone}`,
        `${date.d}.${two(wall.getUTCMonth() + 1)}.${date.y} ${half} ${zone}`,
        `${date.m} ${date.d} ${time} ${zone} ${date.y}`,
        `${date.d}.${two(wall.getUTCMonth() + 1)}.${date.y} ${time} ${zone}`,
      ];
      const slashed = `${two(wall.getUTCMonth() + 1)}/${date.d}/${date.y}, ${half} ${zone}`;
      const expected = `${iso(at * 1000)} stated`;
      expect(texts.map((text) => shown(text))).toEqual(texts.map(() => expected));
      expect([expected, 'unclear day']).toContain(shown(slashed));
    }),
    { numRuns: 300 },
  );
});

test('whatever stands there, reading does not fail', () => {
  const bits = ['2026-11-22', '11/22/2026', ' ', 'T', '15:42', ':03', '.5', ' PM', '+03', 'UTC', '+', 'IST'];
  const more = [
    'Nov 22',
    'E1122 ',
    'Europe/X',
    '[',
    '(',
    'Z',
    '9',
    '0',
    '\u202f',
    'по мск',
    ' 2026',
    '/',
    '',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...bits, ...more), { maxLength: 10 }), (parts) => {
      const moment = readMoment(parts.join(''), moscow);
      if (moment !== undefined) expect(moment.ms).not.toBeNaN();
    }),
  );
});
