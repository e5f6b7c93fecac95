import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBalance } from '../../src/gateway/read-balance.ts';

describe('an amount is read from', () => {
  test.each([
    ['a number', { balance: 250.5 }, 250.5],
    ['a number as text', { balance: '250.00' }, 250],
    ['available before balance', { balance: 10, available: 3, remaining: 1 }, 3],
    ['balance before remaining', { remaining: 1, balance: 10 }, 10],
    ['remaining', { remaining: 0 }, 0],
    ['one level below', { data: { balance: -5 } }, -5],
    ['an object of that name', { balance: { available: 7, reserved: 2 } }, 7],
    ['the next name where the first is no number', { available: null, balance: 4 }, 4],
    ['the next name where the first is a flag', { available: true, balance: 4 }, 4],
    ['the top before what is below', { limits: { remaining: 59 }, balance: 0 }, 0],
  ])('%s', (_, json, amount) => {
    expect(readBalance(json)).toMatchObject({ kind: 'amount', amount });
  });

  test.each([
    [{ balance: 1, currency: 'RUB' }, 'RUB'],
    [{ data: { balance: 1 }, currency: 'RUB' }, 'RUB'],
    [{ data: { balance: 1, currency: 'IDR' } }, 'IDR'],
    [{ balance: 1, currency: 7 }, undefined],
    [{ balance: 1 }, undefined],
  ])('%j is in %s', (json, currency) => {
    expect((readBalance(json) as { currency?: string }).currency).toBe(currency);
  });
});

describe('a quota is read from a key status', () => {
  const window = (remaining: unknown, reset_at?: string) => ({ used: 1, limit: 10, remaining, reset_at });

  test('the window with the least left decides', () => {
    const usage_info = { daily: window(5), monthly: window(2, '2026-02-01T00:00:00Z') };
    expect(readBalance({ usage_info })).toEqual({
      kind: 'quota',
      window: 'monthly',
      remaining: 2,
      resetAt: '2026-02-01T00:00:00Z',
    });
  });

  test('windows without a number are left out', () => {
    expect(readBalance({ usage_info: { daily: window('0'), monthly: window(null), note: 'x' } })).toEqual({
      kind: 'quota',
      window: 'daily',
      remaining: 0,
    });
    expect(readBalance({ usage_info: {} })).toEqual({ kind: 'not-shown' });
  });
});

test.each([
  [null],
  [[]],
  ['250'],
  [250],
  [{}],
  [{ ok: true }],
  [{ balance: 'plenty' }],
  [{ balance: '' }],
  [{ balance: ' ' }],
  [{ balance: 'Infinity' }],
  [{ balance: [5] }],
  [{ data: { credits: 5 } }],
  [{ a: { b: { balance: 5 } } }],
])('%j shows no balance', (json) => {
  expect(readBalance(json)).toEqual({ kind: 'not-shown' });
});

test('whatever JSON comes, an amount is a finite number', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const balance = readBalance(json);
      if (balance.kind === 'amount') expect(Number.isFinite(balance.amount)).toBe(true);
      if (balance.kind === 'quota') expect(Number.isFinite(balance.remaining)).toBe(true);
    }),
  );
});
