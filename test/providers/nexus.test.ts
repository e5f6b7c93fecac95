import { expect, test } from 'vitest';
import { nexus } from '../../src/providers/nexus/profile.ts';

test('has the eight documented routes', () => {
  expect(nexus.routes.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /v1/models',
    'GET /v1/balance',
    'POST /v1/chat/completions',
    'POST /v1/completions',
    'POST /v1/messages',
    'POST /v1/messages/count_tokens',
    'POST /v1/responses',
    'POST /v1/responses/compact',
  ]);
});

test('streams on three routes and documents that it does not elsewhere', () => {
  const streaming = nexus.routes.filter(({ streams }) => streams === 'yes').map(({ path }) => path);
  expect(streaming).toEqual(['/v1/messages', '/v1/responses', '/v1/responses/compact']);
  expect(nexus.routes.filter(({ streams }) => streams === 'unknown')).toEqual([]);
});

test('has eleven models, each with its routes and a price in rubles', () => {
  expect(nexus.models).toHaveLength(11);
  for (const { id, routes, price } of nexus.models) {
    expect(routes?.length, id).toBeGreaterThan(0);
    expect(price?.currency, id).toBe('RUB');
  }
});

test('has one model for the compact route and one for legacy completions', () => {
  const on = (path: string) =>
    nexus.models.filter(({ routes }) => routes?.includes(path)).map(({ id }) => id);
  expect(on('/v1/responses/compact')).toEqual(['gpt-5.4-openai-compact']);
  expect(on('/v1/completions')).toEqual(['codex-auto-review']);
});

test('sends Claude models to messages and GPT models to responses, never the other way', () => {
  for (const { id, routes } of nexus.models) {
    expect(routes, id).toContain('/v1/chat/completions');
    expect(routes?.includes('/v1/messages'), id).toBe(id.startsWith('claude-'));
    expect(routes?.includes('/v1/responses'), id).toBe(!id.startsWith('claude-'));
  }
});

test('documents no key prefix, so no key can look foreign by its shape', () => {
  expect(nexus.key).toEqual({ prefixes: [], inApiKey: true, from: 'the bot @nexus_hubbot' });
});

test('names both ways to the support', () => {
  expect(nexus.support).toEqual([
    { label: 'Telegram @nexus_hubbot', link: 'https://t.me/nexus_hubbot' },
    { label: 'direct messages on the marketplace' },
  ]);
});

test('takes the request id from the header that the documentation names, not from a supplier’s', () => {
  expect(nexus.requestId).toEqual({ headers: ['x-request-id'], body: ['request_id', 'error.request_id'] });
});
