import { describe, expect, test } from 'vitest';
import { planText } from '../../src/render/plan-text.ts';
import { probeProgressText } from '../../src/render/probe-progress.ts';

const style = { ascii: false };
const costing = (amount: number, currency = 'RUB') =>
  planText({ calls: 10, maxOutputTokens: 160, cost: { amount, currency } }, style);

describe('the plan in one line', () => {
  test('calls, tokens and cost', () => {
    expect(costing(0.0213)).toBe('Plan: 10 calls, at most 160 output tokens, about 0.02 RUB.');
  });

  test.each([
    [0, 'priced at 0 RUB'],
    [0.000_12, 'less than 0.01 RUB'],
    [0.005, 'about 0.01 RUB'],
    [12.345, 'about 12.35 RUB'],
    [12_345.6, 'about 12,346 RUB'],
  ])('%d', (amount, words) => {
    expect(costing(amount)).toContain(`, ${words}.`);
  });

  test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY])(
    'a price that is not known is not guessed: %s',
    (amount) => {
      const text =
        amount === undefined ? planText({ calls: 1, maxOutputTokens: 16 }, style) : costing(amount);
      expect(text).toContain('at a price that is not known.');
    },
  );

  test('one is one, and thousands are grouped', () => {
    expect(planText({ calls: 1, maxOutputTokens: 1 }, style)).toMatch(
      /^Plan: 1 call, at most 1 output token,/,
    );
    expect(planText({ calls: 16_000, maxOutputTokens: 1_640_000 }, style)).toMatch(
      /^Plan: 16,000 calls, at most 1,640,000 output tokens,/,
    );
  });

  test('nothing to send costs nothing', () => {
    expect(planText({ calls: 0, maxOutputTokens: 0 }, style)).toBe('Plan: no calls, nothing is spent.');
  });

  test('a currency from a settings file can neither move the cursor nor leave ASCII', () => {
    expect(costing(1, '\u001b[2K₽\n::error::x')).not.toMatch(/\p{Cc}|^\s*::/mu);
    expect(
      planText({ calls: 1, maxOutputTokens: 1, cost: { amount: 1, currency: '₽' } }, { ascii: true }),
    ).toMatch(/^[ -~]+$/);
  });
});

describe('the progress of a sweep', () => {
  const at = (done: number, nowMs: number) =>
    probeProgressText({ done, total: 40, sent: done + 1, startedMs: 1000, nowMs });

  test('counts cells and calls', () => {
    expect(at(0, 1000)).toBe('0 of 40 probed, 1 call sent');
    expect(at(12, 1500)).toBe('12 of 40 probed, 13 calls sent');
  });

  test.each([
    [10, 11_000, '30 s'],
    [39, 40_000, '5 s'],
    [10, 101_000, '5 min'],
    [1, 301_000, '3 h 15 min'],
  ])('after %d cells at %d ms about %s are left', (done, nowMs, words) => {
    expect(at(done, nowMs)).toContain(`, about ${words} left`);
  });

  test('makes no promise too early, at the end, or with a clock that went back', () => {
    for (const text of [at(3, 2000), at(40, 60_000), at(3, 0)]) expect(text).not.toContain('left');
  });
});
