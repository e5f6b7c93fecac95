import { describe, expect, test } from 'vitest';
import { modelItemsIn, wireFactsOf } from '../../src/gateway/wire-facts.ts';
import { profiles } from '../../src/providers/index.ts';
import { checkContext } from '../support/check-context.ts';
import type { FakeReply } from '../support/fake-network.ts';

async function factsOf(answer: FakeReply['answer']) {
  const { gateway } = await checkContext({ replies: [{ answer }] }, { baseUrl: 'https://gateway.example' });
  return wireFactsOf(await gateway.ask('/v1/models', 'none'), profiles.nexus);
}

const body = (text: string, headers = {}) => ({ status: 200, body: text, headers });

test('a list and a balance are told apart', async () => {
  expect(await factsOf({ status: 200, json: { data: [] } })).toMatchObject({
    kind: 'success',
    isModelList: true,
    showsBalance: false,
  });
  expect(await factsOf({ status: 200, json: { balance: 5 } })).toMatchObject({
    isModelList: false,
    showsBalance: true,
  });
});

test('an error is recognised and carries route and time, but no opinion', async () => {
  const error = { code: 'endpoint_not_allowed', message: 'No.' };
  expect(await factsOf({ status: 403, json: { error } })).toMatchObject({
    kind: 'api-error',
    entry: 'nexus/endpoint_not_allowed',
    documented: true,
    access: true,
    provesKey: true,
    answer: { route: 'GET /v1/models', status: 403, at: '2026-01-02T03:04:05.000Z', ...error },
  });
});

describe('a redirect', () => {
  test.each([
    ['https://portal.example/login?from=secret#x', 'https://portal.example/login'],
    ['https://ana:open-sesame@portal.example/', 'https://portal.example/'],
    ['/v1/models/', 'https://gateway.example/v1/models/'],
    ['http://[', 'an address that is not a URL'],
  ])('to %s is shown as %s', async (location, to) => {
    const answer = { status: 302, body: '', headers: { location } };
    expect(await factsOf(answer)).toEqual({ kind: 'redirect', status: 302, to, loops: false });
  });

  test('without a target leads nowhere', async () => {
    expect(await factsOf({ status: 304, body: '' })).toMatchObject({ kind: 'redirect', to: 'nowhere' });
  });
});

describe('a body that was damaged on its way', () => {
  test.each([
    ['JSON that ends in its middle', '{"object":"list","data":[{"id":"gpt', 'cut'],
    ['a list that ends in its middle', '[{"id":"a"},{"id"', 'cut'],
    ['a single bracket', '{', 'cut'],
    ['gzip that was not declared', '\u001f\ufffd\b\u0000abc', 'undecodable'],
  ])('%s', async (_, text, end) => {
    expect(await factsOf(body(text))).toMatchObject({ kind: 'broken', end });
  });

  test.each([
    ['a text in brackets', '[info] the service is up'],
    ['a text in braces', '{{ title }} is not set'],
    ['JSON with a mistake', '{"data": [,]}'],
    ['a page', '<html></html>'],
    ['nothing', ''],
  ])('%s is whole, and no answer of the API', async (_, text) => {
    expect(await factsOf(body(text))).toMatchObject({ kind: 'not-api' });
  });
});

test.each([
  ['Basic realm="company"', true],
  ['Negotiate', true],
  ['Bearer realm="api"', false],
])('www-authenticate: %s asks for a browser login: %s', async (header, asksForLogin) => {
  const answer = { status: 401, body: '', headers: { 'www-authenticate': header } };
  expect(await factsOf(answer)).toMatchObject({ kind: 'not-api', asksForLogin });
});

test('a failure keeps its phase and its code', async () => {
  const answer = { kind: 'unreachable', phase: 'proxy', code: 'UND_ERR_ABORTED', status: 407 } as const;
  expect(await factsOf(answer)).toEqual(answer);
});

test('a list that is null is an empty one: Ollama without a model writes it so', () => {
  expect(modelItemsIn({ object: 'list', data: null })).toEqual([]);
  expect(modelItemsIn({ data: null })).toBeUndefined();
});
