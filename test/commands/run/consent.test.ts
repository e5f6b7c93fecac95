import { describe, expect, test } from 'vitest';
import { askConsent, type ConsentRequest } from '../../../src/commands/run/consent.ts';
import { UsageError } from '../../../src/errors/usage-error.ts';
import { fakeSystem } from '../../support/fake-system.ts';

const plan = { calls: 6, maxOutputTokens: 900 };
const asked: ConsentRequest = { yes: false, mayAsk: true, planText: 'Plan: 6 calls.' };

/** How many calls the permit is good for. */
async function allowed(request: Partial<ConsentRequest>, system = fakeSystem()): Promise<number> {
  const permit = await askConsent(plan, { ...asked, ...request }, system);
  let calls = 0;
  while (permit?.take() === true) calls += 1;
  return calls;
}

describe('consent on a terminal', () => {
  test.each(['y', 'Y', 'yes', 'YES', ' y '])('%j is a yes', async (typed) => {
    expect(await allowed({}, fakeSystem({ terminal: { typed } }))).toBe(6);
  });

  test.each(['', 'n', 'no', 'N', 'yep', 'yes please', 'ny', 'да'])('%j is a no', async (typed) => {
    expect(await allowed({}, fakeSystem({ terminal: { typed } }))).toBe(0);
  });

  test('an end of input is a no', async () => {
    expect(await allowed({}, fakeSystem({ terminal: {} }))).toBe(0);
  });

  test('the plan stands before the question', async () => {
    const system = fakeSystem({ terminal: { typed: 'n' } });
    await allowed({}, system);
    expect(system.questions).toEqual(['Plan: 6 calls. Continue? [y/N] ']);
  });
});

describe('consent without a question', () => {
  test('--yes agrees to the whole plan, and nobody is asked', async () => {
    const system = fakeSystem({ terminal: { typed: 'n' } });
    expect(await allowed({ yes: true }, system)).toBe(6);
    expect(system.questions).toEqual([]);
  });

  test('a sandbox costs nothing, so nobody is asked', async () => {
    expect(await allowed({}, fakeSystem({ sandbox: 'healthy' }))).toBe(6);
  });

  test.each([
    ['without a terminal', fakeSystem(), {}],
    ['with --no-input', fakeSystem({ terminal: { typed: 'y' } }), { mayAsk: false }],
    [
      'when the question would go into a file',
      { ...fakeSystem({ terminal: { typed: 'y' } }), stderr: fakeSystem().stderr },
      {},
    ],
  ] as const)('nobody can be asked %s: a usage error that shows the plan', async (_, system, more) => {
    const refused = askConsent(plan, { ...asked, ...more }, system);
    await expect(refused).rejects.toBeInstanceOf(UsageError);
    await expect(refused).rejects.toMatchObject({ hint: expect.stringContaining('Plan: 6 calls.') });
  });
});

describe('--budget', () => {
  test('lowers the permit, and never raises it above the plan', async () => {
    expect(await allowed({ yes: true, budget: 2 })).toBe(2);
    expect(await allowed({ yes: true, budget: 100 })).toBe(6);
  });

  test('is no consent by itself', async () => {
    await expect(askConsent(plan, { ...asked, budget: 1 }, fakeSystem())).rejects.toBeInstanceOf(UsageError);
  });
});
