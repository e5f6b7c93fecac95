import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typedTime } from '../../src/ticket/typed-time.ts';

const moscow = { nowMs: Date.parse('2026-11-22T10:00:00Z'), offsetMinutes: () => 180 };

describe('a time is read as people type it', () => {
  test.each([
    ['09:42', '2026-11-22T06:42:00.000Z', 'assumed-local'],
    ['9:42:07', '2026-11-22T06:42:07.000Z', 'assumed-local'],
    ['2026-11-21 09:42', '2026-11-21T06:42:00.000Z', 'assumed-local'],
    ['2026-11-21T09:42:07.5', '2026-11-21T06:42:07.500Z', 'assumed-local'],
    ['2026-11-22T09:42:07Z', '2026-11-22T09:42:07.000Z', 'stated'],
    ['2026-11-22 09:42 UTC', '2026-11-22T09:42:00.000Z', 'stated'],
    ['2026-11-22T09:42:07-0130', '2026-11-22T11:12:07.000Z', 'to come'],
    ['2026-11-22T12:42:07+03:00', '2026-11-22T09:42:07.000Z', 'stated'],
  ])('%s', (text, value, zone) => {
    expect(typedTime(text, moscow)).toEqual(zone === 'to come' ? undefined : { value, zone });
  });

  test('an hour that the clock has not shown yet today was yesterday', () => {
    expect(typedTime('23:50', moscow)?.value).toBe('2026-11-21T20:50:00.000Z');
  });

  test('the offset is that of the moment itself, not of now', () => {
    const changeMs = Date.parse('2026-10-25T01:00:00Z');
    const berlin = { ...moscow, offsetMinutes: (atMs: number) => (atMs < changeMs ? 120 : 60) };
    expect(typedTime('2026-10-25 01:30', berlin)?.value).toBe('2026-10-24T23:30:00.000Z');
    expect(typedTime('2026-10-25 04:30', berlin)?.value).toBe('2026-10-25T03:30:00.000Z');
  });
});

test.each([
  '',
  'soon',
  '25:00',
  '09:60',
  '2026-13-01 09:42',
  '2026-02-30 09:42',
  '2026-11-23 09:42',
  '9',
  '2026-11-22',
])('%j is no time that has been', (text) => {
  expect(typedTime(text, moscow)).toBeUndefined();
});

test('whatever is typed, the answer is a time up to now or none', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\d:TZ+ -]{0,24}$/), (text) => {
      const found = typedTime(text, moscow);
      if (found !== undefined) expect(Date.parse(found.value)).toBeLessThanOrEqual(moscow.nowMs + 120_000);
    }),
  );
});
