import { expect, test } from 'vitest';
import { modelFitsRoute } from '../../../src/checks/model/model-fits-route.ts';
import { checkContext, judged, runOne } from '../../support/check-context.ts';

const routes = ['/v1/chat/completions', '/v1/messages'];

test.each([
  ['a documented pair passes', { model: 'm', route: '/v1/messages', routes }, 'pass'],
  [
    'a pair that the documentation does not name warns',
    { model: 'm', route: '/v1/responses', routes },
    'warn local/model-does-not-fit-route',
  ],
  ['no model chosen', { model: null, route: '/v1/messages', routes: null }, 'not-applicable'],
  ['no route chosen', { model: 'm', route: null, routes }, 'not-applicable'],
  ['a model that nobody documents', { model: 'm', route: '/v1/messages', routes: null }, 'not-applicable'],
])('%s', (_, evidence, expected) => {
  expect(judged(modelFitsRoute, evidence)).toBe(expected);
});

test.each([
  ['claude-sonnet-4-6', '/v1/messages', 'pass'],
  ['claude-sonnet-4-6', '/v1/responses', 'warn'],
  ['gpt-5.4-openai-compact', '/v1/responses/compact', 'pass'],
  ['brand-new-model', '/v1/messages', 'skip'],
])('%s on %s: %s', async (model, route, status) => {
  expect((await runOne(modelFitsRoute, await checkContext({}, { model, route }))).status).toBe(status);
});

test('the finding names the routes that are documented for the model', async () => {
  const request = { model: 'claude-sonnet-4-6', route: '/v1/responses' };
  const result = await runOne(modelFitsRoute, await checkContext({}, request));
  expect(result).toMatchObject({
    findings: [{ params: { ...request, routes: expect.arrayContaining(['/v1/messages']) } }],
    fact: '/v1/responses',
  });
  expect(modelFitsRoute.fact?.({ model: null, route: null, routes: null })).toBeUndefined();
});

test('without a choice the evidence says so', async () => {
  const evidence = await modelFitsRoute.observe(await checkContext(), {});
  expect(evidence).toEqual({ model: null, route: null, routes: null });
});
