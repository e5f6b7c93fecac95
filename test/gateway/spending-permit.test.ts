import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grantSpending } from '../../src/gateway/spending-permit.ts';

describe('a spending permit', () => {
  test('of nothing allows nothing', () => {
    const permit = grantSpending(0);
    expect(permit.take()).toBe(false);
    expect(permit.used).toBe(0);
  });

  test('allows exactly so many calls, however often it is asked', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(100), (calls, asked) => {
        const permit = grantSpending(calls);
        const taken = Array.from({ length: asked }, () => permit.take()).filter(Boolean);
        expect(taken).toHaveLength(Math.min(calls, asked));
        expect(permit.used).toBe(taken.length);
      }),
    );
  });

  test('counts a call when it is taken, so that no two askers get the same one', async () => {
    const permit = grantSpending(3);
    const askers = Array.from({ length: 10 }, async () => permit.take());
    expect((await Promise.all(askers)).filter(Boolean)).toHaveLength(3);
  });
});
