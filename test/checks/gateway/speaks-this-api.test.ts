import { expect, test } from 'vitest';
import { speaksThisApi } from '../../../src/checks/gateway/speaks-this-api.ts';
import {
  apiError,
  checkContext,
  healthyReplies,
  judged,
  page,
  runOne,
  success,
  unreachable,
  where,
} from '../../support/check-context.ts';
import type { FakeReply } from '../../support/fake-network.ts';

const base = {
  where,
  used: 'https://gateway.example',
  sibling: null,
  elsewhere: null,
  behindWall: null,
  totalMs: 20,
};

test.each([
  ['a model list passes', success, 'pass'],
  ['a documented refusal of no key passes', apiError('nexus/invalid_key', 401), 'pass'],
  ['so does one that nobody documents', apiError('edge/http-401', 401), 'pass'],
  ['a 503 of the API is an answer of the API', apiError('edge/http-503', 503), 'pass'],
  ['JSON of another kind fails', { ...success, isModelList: false }, 'fail edge/not-this-api'],
  ['a web page fails', page(200), 'fail edge/html-instead-of-api'],
  ['a web page with 404 fails', page(404), 'fail edge/html-instead-of-api'],
  ['plain text fails', page(200, { body: 'text' }), 'fail edge/not-this-api'],
  ['an empty 200 fails', page(200, { body: 'empty' }), 'fail edge/not-this-api'],
  ['a login page is no refusal of the key', page(401, { asksForLogin: true }), 'fail edge/login-page'],
  ['a 401 in HTML is a login page too', page(401), 'fail edge/login-page'],
  ['a block page is no permission', page(403, { server: 'cloudflare' }), 'fail edge/blocked'],
  ['a captive portal fails', page(511), 'fail edge/captive-portal'],
  ['407 without a proxy of ours', page(407), 'fail network/proxy-authentication'],
  ['an error page of a server before it may pass', page(502), 'unknown edge/server-error-page'],
  ['a 503 page is unknown, never a pass', page(503), 'unknown edge/server-error-page'],
  ['a bare 429 is unknown', page(429, { body: 'text' }), 'unknown edge/http-429'],
  ['a missing route without words is unknown', page(404, { body: 'text' }), 'unknown edge/no-model-list'],
  ['a missing route in JSON is unknown', apiError('edge/http-404', 404), 'unknown edge/no-model-list'],
  [
    'a documented 404 fails: the path before the route is wrong',
    apiError('nexus/unsupported_endpoint', 404),
    'fail nexus/unsupported_endpoint',
  ],
  ['a reset is unknown', unreachable('headers', 'ECONNRESET'), 'unknown network/connection-reset'],
  ['no answer in time is unknown', unreachable('headers', 'TIMEOUT'), 'unknown network/no-answer'],
  [
    'an answer that is not HTTP fails',
    unreachable('headers', 'HPE_INVALID_CONSTANT'),
    'fail network/not-http',
  ],
  [
    'a redirect is shown, not followed',
    { kind: 'redirect' as const, status: 302, to: 'https://portal.example/', loops: false },
    'fail edge/redirect',
  ],
  [
    'a circle is told apart from a redirect',
    { kind: 'redirect' as const, status: 301, to: 'https://gateway.example/v1/models/', loops: true },
    'fail edge/redirect-loop',
  ],
  [
    'half an answer is unknown',
    { kind: 'broken' as const, end: 'cut' as const, bytes: 10 },
    'unknown network/answer-cut',
  ],
  [
    'a flood is unknown',
    { kind: 'broken' as const, end: 'too-large' as const, bytes: 5e7 },
    'unknown network/answer-too-large',
  ],
])('%s', (_, facts, expected) => {
  expect(judged(speaksThisApi, { ...base, facts })).toBe(expected);
});

test('a bare 401 asks for a key, which anything can do: it passes and proves nothing', () => {
  const facts = page(401, { body: 'empty' });
  expect(judged(speaksThisApi, { ...base, facts })).toBe('pass');
  expect(speaksThisApi.proves?.({ ...base, facts })).toBeUndefined();
  expect(speaksThisApi.proves?.({ ...base, facts, behindWall: success })).toBe('speaks-api');
});

test('JSON with a message and nothing else is anybody’s, so it proves nothing', () => {
  const forbidden = apiError('edge/http-403', 403, { answer: { message: 'Forbidden' } });
  expect(speaksThisApi.proves?.({ ...base, facts: forbidden })).toBeUndefined();
  expect(speaksThisApi.proves?.({ ...base, facts: forbidden, sibling: '/v1/balance' })).toBe('speaks-api');
  expect(speaksThisApi.proves?.({ ...base, facts: apiError('nexus/invalid_key', 401) })).toBe('speaks-api');
});

test.each([
  ['a model list', success, 'pass'],
  ['a refusal of the API', apiError('nexus/endpoint_not_allowed', 403), 'pass'],
  ['the same page', page(403), 'fail edge/blocked'],
  ['JSON of another kind', { ...success, isModelList: false }, 'fail edge/blocked'],
])('behind a wall the key finds %s', (_, behindWall, expected) => {
  expect(judged(speaksThisApi, { ...base, facts: page(403), behindWall })).toBe(expected);
});

const missing = page(404, { body: 'text' });

test('another free route of the same base URL proves the path right', () => {
  expect(judged(speaksThisApi, { ...base, facts: missing, sibling: '/v1/balance' })).toBe('pass');
});

test('the API below another path fails, and the finding names the base URL to use', () => {
  const elsewhere = 'https://gateway.example/api';
  const judgement = speaksThisApi.judge({ ...base, facts: missing, elsewhere });
  expect(judgement).toMatchObject({
    kind: 'problems',
    findings: [{ id: 'local/base-url-wrong-path', params: { status: 404, works: elsewhere } }],
  });
});

const notFound: FakeReply['answer'] = { status: 404, body: 'not found' };

test('looking for the API elsewhere never takes the key along and stays on the host', async () => {
  const list = { status: 200, json: { data: [{ id: 'm' }] } };
  const replies = [{ path: '/api/v1/models', answer: list }, { answer: notFound }];
  const context = await checkContext({ replies }, { baseUrl: 'https://gateway.example' });
  const result = await runOne(speaksThisApi, context);
  expect(result).toMatchObject({ status: 'fail', evidence: { elsewhere: 'https://gateway.example/api' } });
  const { sent } = context.system.fakeNetwork;
  expect(new Set(sent.map(({ url }) => new URL(url).host))).toEqual(new Set(['gateway.example']));
  const withKey = sent.filter(({ headers }) => headers.authorization !== undefined);
  // At the address that was set, the key is asked: some gateways say 404 to strangers.
  expect(withKey.map(({ url }) => url)).toEqual(['https://gateway.example/v1/models']);
});

test('a path that the provider documents is not called wrong', async () => {
  const env = { NEOSANTARA_API_KEY: 'nsk_0123456789abcdef0123456789abcdef' };
  const request = { provider: 'nusantara', baseUrl: 'https://api.neosantara.xyz/anthropic' };
  const context = await checkContext({ env, replies: [{ answer: notFound }] }, request);
  expect(await runOne(speaksThisApi, context)).toMatchObject({
    status: 'unknown',
    findings: [{ id: 'edge/no-model-list' }],
  });
});

test.each([
  ['answers at once', base, success, 'GET /v1/models answered 200, 20 ms'],
  [
    'answers by a sibling',
    { ...base, sibling: '/v1/balance' },
    missing,
    'GET /v1/balance does; GET /v1/models is missing',
  ],
  ['does not answer', base, unreachable('headers', 'TIMEOUT'), undefined],
])('the fact of a gateway that %s', (_, found, facts, fact) => {
  expect(speaksThisApi.fact?.({ ...found, facts, totalMs: 20.4 })).toBe(fact);
});

test('a documented error proves the API, and so does one with a code or a type of its own', () => {
  const proves = (answer: object) =>
    speaksThisApi.proves?.({ ...base, facts: apiError('edge/http-401', 401, { answer }) });
  expect(proves({ code: 'no_key' })).toBe('speaks-api');
  expect(proves({ type: 'auth' })).toBe('speaks-api');
  expect(proves({})).toBeUndefined();
  expect(speaksThisApi.proves?.({ ...base, facts: success })).toBe('speaks-api');
});

test('a missing route keeps its status in the finding', () => {
  expect(speaksThisApi.judge({ ...base, facts: apiError('edge/http-404', 404) })).toMatchObject({
    kind: 'unknown',
    findings: [{ params: { route: 'GET /v1/models', status: 404 } }],
  });
});

test('JSON of another kind says what it was', () => {
  expect(speaksThisApi.judge({ ...base, facts: { ...success, isModelList: false } })).toMatchObject({
    findings: [{ params: { route: 'GET /v1/models', status: 200, what: 'JSON of another kind' } }],
  });
});

test('407 in JSON is the word of a proxy', () => {
  expect(judged(speaksThisApi, { ...base, facts: apiError('edge/http-407', 407) })).toMatch(
    /^(?:fail|unknown) /,
  );
});

test('a redirect in a circle is followed without a key and told as one', async () => {
  const circle = { status: 301, body: '', headers: { location: '/v1/models' } };
  const context = await checkContext({ replies: [{ answer: circle }] });
  expect(await runOne(speaksThisApi, context)).toMatchObject({
    status: 'fail',
    findings: [{ id: 'edge/redirect-loop' }],
    evidence: { facts: { loops: true } },
  });
});

test.each([
  ['in a circle', '/v1/models'],
  ['to another host', 'https://other.example/v1/models'],
])(
  'a list that redirects %s is a fault of the list alone, where another free route speaks',
  async (_, location) => {
    const redirect = { path: '/v1/models', answer: { status: 301, body: '', headers: { location } } };
    const context = await checkContext({ replies: [redirect, ...healthyReplies] });
    expect(await runOne(speaksThisApi, context)).toMatchObject({
      status: 'pass',
      fact: 'GET /v1/balance does; GET /v1/models redirects',
      proves: 'speaks-api',
    });
  },
);

test.each([401, 403])('behind a wall of %i the key is tried once on the list', async (status) => {
  const wall = { status, body: '<html></html>', headers: { 'content-type': 'text/html' } };
  const [list] = healthyReplies;
  const context = await checkContext({ replies: [...(list ? [list] : []), { answer: wall }] });
  expect(await runOne(speaksThisApi, context)).toMatchObject({
    status: 'pass',
    proves: 'speaks-api',
    evidence: { behindWall: { kind: 'success', isModelList: true } },
  });
  expect(
    context.system.fakeNetwork.sent.filter(({ headers }) => headers.authorization !== undefined),
  ).toHaveLength(1);
});

test('a wall is not tried with a key that may not go there, and another page not at all', async () => {
  const page = (status: number) => ({
    status,
    body: '<html></html>',
    headers: { 'content-type': 'text/html' },
  });
  for (const [env, answer] of [
    [{}, page(403)],
    [undefined, page(410)],
  ] as const) {
    const context = await checkContext({ replies: [{ answer }], ...(env && { env }) });
    expect(await runOne(speaksThisApi, context)).toMatchObject({ evidence: { behindWall: null } });
    expect(context.system.fakeNetwork.sent).toHaveLength(1);
  }
});

test('a list that is missing beside a balance that asks for a key is found by the balance', async () => {
  const [, ...others] = healthyReplies;
  const context = await checkContext({ replies: [{ path: '/v1/models', answer: notFound }, ...others] });
  expect(await runOne(speaksThisApi, context)).toMatchObject({
    status: 'pass',
    fact: 'GET /v1/balance does; GET /v1/models is missing',
    evidence: { sibling: '/v1/balance', elsewhere: null, used: 'https://api.nexus-hub.ru' },
  });
});
