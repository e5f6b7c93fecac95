import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/gateway/gateway-client.ts';
import { modelListOf } from '../../src/gateway/model-list.ts';
import { growthOf, tooSteep } from '../support/growth.ts';

type Outcome = Exchange['outcome'];

function exchange(body: string, more: Partial<Extract<Outcome, { kind: 'response' }>> = {}): Exchange {
  return {
    outcome: {
      kind: 'response',
      status: 200,
      headers: {},
      body,
      bodyBytes: body.length,
      bodyEnd: 'complete',
      ...more,
    },
    connection: { reused: false },
    timings: { totalMs: 1 },
    method: 'GET',
    path: '/v1/models',
    url: 'https://gateway.example/v1/models',
    credential: 'real',
    clientRequestId: 'id',
    sentAt: '2026-01-02T03:04:05.000Z',
  };
}

const listOf = (json: unknown) => modelListOf(exchange(JSON.stringify(json)));
const idsOf = (json: unknown) => listOf(json)?.models.map(({ id }) => id);

describe('a list is read from', () => {
  test.each([
    ['the OpenAI form', { object: 'list', data: [{ id: 'a' }, { id: 'b' }] }, ['a', 'b']],
    ['models instead of data', { models: [{ id: 'a' }] }, ['a']],
    [
      'models with names for ids',
      { models: [{ name: 'models/a' }, { id: 'b', name: 'B' }, {}] },
      ['models/a', 'b'],
    ],
    ['a bare array', [{ id: 'a' }], ['a']],
    ['names alone', { data: ['a', 'b'] }, ['a', 'b']],
    ['an empty list', { data: [] }, []],
    ['a list with broken items in it', { data: [null, 7, { id: 5 }, { id: '' }, { id: 'a' }] }, ['a']],
  ])('%s', (_, json, ids) => {
    expect(idsOf(json)).toEqual(ids);
  });

  test.each([
    ['an empty object', {}],
    ['items without any id', { data: [null, 7, {}] }],
    ['items of another kind, with names', { data: [{ name: 'Ana' }] }],
    ['a number of models', { models: 7 }],
    ['an object where the list should be', { data: { id: 'a' } }],
    ['text where the list should be', { data: 'a, b' }],
    ['null', null],
  ])('%s: there is none', (_, json) => {
    expect(listOf(json)).toBeUndefined();
  });
});

test('a list with more pages is not complete', () => {
  expect(listOf({ data: [{ id: 'a' }] })?.complete).toBe(true);
  expect(listOf({ data: [{ id: 'a' }], has_more: false })?.complete).toBe(true);
  expect(listOf({ data: [{ id: 'a' }], has_more: true })?.complete).toBe(false);
});

describe('what a gateway says beside the id', () => {
  const first = (item: object) => listOf({ data: [{ id: 'a', ...item }] })?.models[0];

  test('owner, routes and price are taken over', () => {
    expect(
      first({
        owned_by: 'Anthropic',
        supported_endpoints: ['/v1/messages'],
        pricing: { currency: 'IDR', per_million_tokens: { input: '10', output: 30 } },
      }),
    ).toEqual({
      id: 'a',
      owner: 'Anthropic',
      routes: ['/v1/messages'],
      price: { currency: 'IDR', input: 10, output: 30 },
    });
  });

  test.each([
    ['an owner that is empty', { owned_by: '' }],
    ['an owner that is no text', { owned_by: 7 }],
    ['routes that are no paths', { endpoints: ['chat.completions', 7] }],
    ['routes that are text', { endpoints: '/v1/messages' }],
    ['a price without numbers', { pricing: { per_million_tokens: { input: 'free' } } }],
    ['a price of another kind', { pricing: { prompt: '0.1', completion: '0.2' } }],
    ['a price of nothing', { pricing: null }],
  ])('%s is left out', (_, item) => {
    expect(first(item)).toEqual({ id: 'a' });
  });

  test('a price without a currency is in dollars, as the gateway’s own script reads it', () => {
    expect(first({ pricing: { per_million_tokens: { input: 1, output: 2 } } })?.price?.currency).toBe('USD');
  });
});

test.each([
  ['an error', exchange('{"data":[{"id":"a"}]}', { status: 401 })],
  ['a redirect', exchange('{"data":[{"id":"a"}]}', { status: 302 })],
  ['half a body', exchange('{"data":[{"id":"a"}]}', { bodyEnd: 'cut' })],
  ['a page', exchange('<html></html>')],
  ['nothing', exchange('')],
  [
    'no connection',
    { ...exchange(''), outcome: { kind: 'unreachable', phase: 'dns', code: 'ENOTFOUND' } } as Exchange,
  ],
])('%s holds no list', (_, answer) => {
  expect(modelListOf(answer)).toBeUndefined();
});

test('any JSON at all is a list of named models or none', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      for (const { id } of listOf(json)?.models ?? []) expect(id).not.toBe('');
    }),
  );
});

test('reading models takes time in proportion to their number', async () => {
  const answerWith = (length: number) =>
    exchange(
      JSON.stringify({
        data: Array.from({ length }, (_, index) => ({ id: `model-${index}`, object: 'model' })),
      }),
    );
  expect(modelListOf(answerWith(20_000))?.models).toHaveLength(20_000);
  expect(await growthOf(5000, answerWith, modelListOf)).toBeLessThan(tooSteep);
});
