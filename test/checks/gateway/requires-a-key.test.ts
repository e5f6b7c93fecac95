import { expect, test } from 'vitest';
import { requiresAKey } from '../../../src/checks/gateway/requires-a-key.ts';
import type { WireFacts } from '../../../src/errors/answer.ts';
import { apiError, checkContext, judged, page, runOne, success, where } from '../../support/check-context.ts';

const refused = apiError('nexus/invalid_key', 401);

function route(path: string, none: WireFacts, wrong: WireFacts | null, real: WireFacts | null) {
  return { path, none, wrong, real, remembered: false };
}

test.each([
  ['both halves are refused', [route('/v1/models', refused, refused, success)], 'pass'],
  ['without a key of our own the refusal is enough', [route('/v1/models', refused, null, null)], 'pass'],
  [
    'everything is open',
    [route('/v1/models', success, success, success)],
    'unknown local/key-not-verifiable',
  ],
  ['any key passes', [route('/v1/models', refused, success, success)], 'unknown local/key-not-verifiable'],
  [
    'the list is public and the balance asks for the key',
    [route('/v1/models', success, success, success), route('/v1/balance', refused, refused, success)],
    'pass',
  ],
  [
    'one closed route lets any key in and another does not',
    [route('/v1/models', refused, success, success), route('/v1/balance', refused, refused, success)],
    'pass',
  ],
  [
    'a fault instead of a refusal',
    [route('/v1/models', apiError('edge/http-503', 503), refused, success)],
    'unknown edge/http-503',
  ],
  ['a web page that a key gets past', [route('/v1/models', page(200), refused, success)], 'pass'],
  [
    'a web page that a key does not get past',
    [route('/v1/models', page(200), page(200), page(200))],
    'unknown edge/html-instead-of-api',
  ],
  [
    'a keyless 422 where a random key is refused and the real one is told something else',
    [route('/v1/models', apiError('edge/http-422', 422), refused, apiError('edge/http-402', 402))],
    'pass',
  ],
  ['there is no free route at all', [], 'unknown local/key-not-verifiable'],
])('%s', (_, routes, expected) => {
  expect(judged(requiresAKey, { where, routes })).toBe(expected);
});

test('the finding names the open routes', () => {
  const routes = [route('/v1/models', success, success, success)];
  expect(requiresAKey.judge({ where, routes })).toMatchObject({
    findings: [{ params: { routes: ['GET /v1/models'], answered: 'no-key' } }],
  });
});

test('the evidence shows how each route answered', async () => {
  const result = await runOne(requiresAKey, await checkContext());
  expect(result).toMatchObject({
    status: 'pass',
    fact: '401 without one',
    evidence: { routes: [{ path: '/v1/models', remembered: false }, { path: '/v1/balance' }] },
  });
});

test('the finding names the routes where a random key is as good as a real one', () => {
  const routes = [
    route('/v1/models', refused, success, success),
    route('/v1/balance', success, success, success),
  ];
  expect(requiresAKey.judge({ where, routes })).toMatchObject({
    kind: 'unknown',
    findings: [{ params: { routes: ['GET /v1/models'], answered: 'wrong-key' } }],
  });
});

test.each([
  ['a 400 that the real key gets past asks for a key', apiError('edge/http-400', 400), success, 'pass'],
  [
    'a 400 that it does not get past may be about anything',
    apiError('edge/http-400', 400),
    apiError('edge/http-400', 400),
    'unknown edge/http-400',
  ],
  ['nor does one without a real key', apiError('edge/http-400', 400), null, 'unknown edge/http-400'],
  ['a limit never asks for a key', apiError('edge/http-429', 429), success, 'unknown edge/http-429'],
])('%s', (_, none, real, expected) => {
  expect(judged(requiresAKey, { where, routes: [route('/v1/models', none, refused, real)] })).toBe(expected);
});

test('the first route that tells something is the one that is told', () => {
  const routes = [
    route('/v1/models', { ...success, isModelList: false }, refused, null),
    route('/v1/balance', apiError('edge/http-503', 503), refused, null),
  ];
  expect(judged(requiresAKey, { where, routes })).toBe('unknown local/key-not-verifiable');
  expect(judged(requiresAKey, { where, routes: routes.slice(1) })).toBe('unknown edge/http-503');
});

test('the fact is the first refusal without a key', () => {
  const fact = (...routes: readonly ReturnType<typeof route>[]) => requiresAKey.fact?.({ where, routes });
  const open = route('/v1/models', success, success, success);
  expect(
    fact(open, route('/v1/balance', apiError('nexus/endpoint_not_allowed', 403), refused, success)),
  ).toBe('403 without one');
  expect(fact(open)).toBeUndefined();
  const inStream = { ...refused, answer: { body: 'api-error' as const } };
  expect(fact(route('/v1/models', inStream, refused, success))).toBe('an error without one');
});
