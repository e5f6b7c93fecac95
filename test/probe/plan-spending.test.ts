import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planCells } from '../../src/probe/plan-cells.ts';
import { planSpending } from '../../src/probe/plan-spending.ts';
import { customProfile } from '../../src/providers/custom/profile.ts';
import { nexus } from '../../src/providers/nexus/profile.ts';
import type { GatewayState } from '../../src/sandbox/scenario.ts';
import { nexus as wire } from '../../src/sandbox/wire/nexus.ts';
import { gatewayWith, posts, probeAt } from './probe-sandbox.ts';

const cellsOf = (...models: readonly string[]) =>
  planCells({
    profile: nexus,
    baseUrl: nexus.baseUrl,
    listed: undefined,
    routes: ['/v1/chat/completions'],
    models,
    allModels: false,
    keyHeader: 'authorization',
    modes: ['plain', 'stream'],
  });

describe('the plan', () => {
  test('of nothing is nothing', () => {
    expect(planSpending([], nexus)).toEqual({ calls: 0, maxOutputTokens: 0 });
  });

  test('counts a correction for each cell, and a repeat for a stream', () => {
    expect(planSpending(cellsOf('gpt-5.4'), nexus)).toMatchObject({
      calls: 5,
      maxOutputTokens: 16 + 256 + 64 + 256 + 256,
    });
  });

  test('leaves out what is ruled out', () => {
    const cells = cellsOf('gpt-5.4').map((cell) => ({ ...cell, skip: 'done before' }));
    expect(planSpending(cells, nexus).calls).toBe(0);
  });

  test('names no price when one model has none, or another currency', () => {
    expect(planSpending(cellsOf('gpt-5.4', 'unknown'), nexus).cost).toBeUndefined();
    const price = { input: 1, output: 1 };
    const models = [
      { id: 'roubles', price: { ...price, currency: 'RUB' } },
      { id: 'dollars', price: { ...price, currency: 'USD' } },
    ];
    const profile = customProfile({ id: 'mine', baseUrl: 'https://gateway.test', models });
    expect(planSpending(cellsOf('roubles', 'dollars'), profile).cost).toBeUndefined();
    expect(planSpending(cellsOf('roubles'), profile).cost).toMatchObject({ currency: 'RUB' });
  });

  test('never rounds a price down, and hardly up', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e6, noNaN: true }), (output) => {
        const models = [{ id: 'priced', price: { currency: 'RUB', input: 0, output } }];
        const profile = customProfile({ id: 'mine', baseUrl: 'https://gateway.test', models });
        const { cost, maxOutputTokens } = planSpending(cellsOf('priced'), profile);
        const exact = (maxOutputTokens * output) / 1_000_000;
        expect(cost?.amount).toBeGreaterThanOrEqual(exact * (1 - 1e-12));
        expect(cost?.amount).toBeLessThanOrEqual(exact * 1.11);
      }),
    );
  });

  test('of a free model costs nothing', () => {
    const models = [{ id: 'free', price: { currency: 'USD', input: 0, output: 0 } }];
    const profile = customProfile({ id: 'mine', baseUrl: 'https://gateway.test', models });
    expect(planSpending(cellsOf('free'), profile).cost).toEqual({ amount: 0, currency: 'USD' });
  });
});

describe('the plan bounds what a gateway really sees', () => {
  const fault = fc.constantFrom(
    { kind: 'sound' },
    { kind: 'late-burst', holdMs: 320 },
    { kind: 'gzip-buffered', holdMs: 320 },
    { kind: 'at-once' },
    { kind: 'cut' },
    { kind: 'plain-json' },
    { kind: 'error', after: 'nothing' },
  ) satisfies fc.Arbitrary<GatewayState['stream']>;
  const [chat, messages] = ['/v1/chat/completions', '/v1/messages'];
  const rule = fc.record(
    {
      field: fc.constantFrom('max_tokens', 'max_completion_tokens'),
      minimum: fc.constantFrom(1, 20, 100, 256, 300),
    },
    { requiredKeys: [] },
  );

  test('whatever the gateway does', async () => {
    await fc.assert(
      fc.asyncProperty(fault, rule, async (stream, limits) => {
        const { field: _, ...minimum } = limits;
        const outputLimits = Object.fromEntries(
          wire.models.map(({ id }) => [id, id.startsWith('claude') ? minimum : limits]),
        );
        const streamAt = { [chat]: stream, [messages]: stream };
        const sandbox = await gatewayWith({ streamAt, outputLimits });
        const route = ['--route', `${chat},${messages}`];
        const { json } = await probeAt(sandbox, ['--yes', '--concurrency', '16', ...route]);
        const sent = posts(sandbox);
        expect(sent.length).toBeGreaterThan(0);
        expect(json.spend.calls).toBe(sent.length);
        expect(sent.length).toBeLessThanOrEqual(json.plan.calls);
        const tokens = sent.reduce((sum, { outputLimit }) => sum + (outputLimit ?? Number.NaN), 0);
        expect(tokens).toBeLessThanOrEqual(json.plan.maxOutputTokens);
        expect(json.spend.outputTokens).toBeLessThanOrEqual(tokens);
      }),
      { numRuns: 8 },
    );
  });
});
