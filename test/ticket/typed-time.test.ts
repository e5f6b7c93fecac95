import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doubtOf, typedTime } from '../../src/ticket/typed-time.ts';

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
    ['09:42 UTC', '2026-11-22T09:42:00.000Z', 'stated'],
    ['09:42Z', '2026-11-22T09:42:00.000Z', 'stated'],
    ['12:42 МСК', '2026-11-22T09:42:00.000Z', 'stated'],
    ['12:42 по мск', '2026-11-22T09:42:00.000Z', 'stated'],
    ['4:42 AM EST', '2026-11-22T09:42:00.000Z', 'stated'],
    ['23:42 EST', '2026-11-22T04:42:00.000Z', 'stated'],
    ['16:42 UTC+7', '2026-11-22T09:42:00.000Z', 'stated'],
    ['16:42 Asia/Jakarta', '2026-11-22T09:42:00.000Z', 'stated'],
    ['9:42 am', '2026-11-22T06:42:00.000Z', 'assumed-local'],
    ['2026-11-22 12:42 UTC+3', '2026-11-22T09:42:00.000Z', 'stated'],
    ['2026-11-22 12:42 +03', '2026-11-22T09:42:00.000Z', 'stated'],
    ['22.11.2026 12:42', '2026-11-22T09:42:00.000Z', 'assumed-local'],
    ['11/22/2026, 12:42 PM', '2026-11-22T09:42:00.000Z', 'assumed-local'],
    ['22/11/2026 12:42', '2026-11-22T09:42:00.000Z', 'assumed-local'],
    ['Nov 22 12:42:00', '2026-11-22T09:42:00.000Z', 'assumed-local'],
    ['[22/Nov/2026:12:42:00 +0300]', '2026-11-22T09:42:00.000Z', 'stated'],
    ['Sun, 22 Nov 2026 09:42:00 GMT', '2026-11-22T09:42:00.000Z', 'stated'],
    ['Sun Nov 22 2026 12:42:00 GMT+0300 (Moscow Standard Time)', '2026-11-22T09:42:00.000Z', 'stated'],
    ['1795340520', '2026-11-22T09:42:00.000Z', 'stated'],
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
  '2026-11-22 09:42 and more',
  'since 2026-11-22 09:42',
  '09:42 IST',
  '2026-11-22 09:42 CST',
  '03/04/2026 09:42',
  '09:42 pst',
])('%j is no time that has been', (text) => {
  expect(typedTime(text, moscow)).toBeUndefined();
});

test.each([
  ['09:42 IST', 'zone'],
  ['2026-11-22 09:42 CST', 'zone'],
  ['03/04/2026 09:42', 'day'],
  ['09:42', undefined],
  ['soon', undefined],
])('%j: the doubt about it is %s', (text, doubt) => {
  expect(doubtOf(text, moscow)).toBe(doubt);
});

test('whatever is typed, the answer is a time up to now or none', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\d:TZ+ /MSKAP-]{0,24}$/), (text) => {
      const found = typedTime(text, moscow);
      if (found !== undefined) expect(Date.parse(found.value)).toBeLessThanOrEqual(moscow.nowMs + 120_000);
    }),
  );
});
