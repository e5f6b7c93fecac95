import { expect, test } from 'vitest';
import { keyIsAccepted } from '../../../src/checks/key/key-is-accepted.ts';
import type { HttpRequest, Network } from '../../../src/system/system.ts';
import {
  apiError,
  checkContext,
  healthyReplies,
  judged,
  page,
  realKey,
  runOne,
  success,
  unreachable,
} from '../../support/check-context.ts';
import { fakeNetwork } from '../../support/fake-network.ts';
import { bare, evidence, limited, notAllowed, refused, route } from './key-answers.ts';

const noMoney = apiError('nexus/insufficient_balance', 402);
const official = apiError('openai/invalid_api_key', 401);
const inOwnWords = (status: number) => apiError(`edge/http-${status}`, status);
const faultyRefusal = apiError('nexus/invalid_key', 500);
const limitedRefusal = apiError('nexus/invalid_key', 429);
const broken = apiError('edge/http-503', 503);

test.each([
  ['the contrast proves the key', [route(refused, refused, success)], 'pass'],
  ['a refused key fails', [route(refused, refused, refused)], 'fail nexus/invalid_key'],
  [
    'a refusal that only a known key gets proves it',
    [route(refused, refused, notAllowed), route(refused, refused, notAllowed, '/v1/balance')],
    'pass',
  ],
  ['an empty balance proves it too', [route(refused, refused, noMoney)], 'pass'],
  [
    'the same answer to the wrong key proves nothing',
    [route(notAllowed, notAllowed, notAllowed)],
    'unknown nexus/endpoint_not_allowed',
  ],
  [
    'a list for everybody proves nothing',
    [route(success, success, success)],
    'unknown local/key-not-verifiable',
  ],
  [
    'a list for any key proves nothing',
    [route(refused, success, success)],
    'unknown local/key-not-verifiable',
  ],
  [
    'one route that tells keys apart is enough',
    [route(success, success, success), route(refused, refused, success, '/v1/balance')],
    'pass',
  ],
  [
    'a proof on one route outweighs a refusal on another',
    [route(refused, refused, success), route(refused, refused, refused, '/v1/balance')],
    'pass',
  ],
  [
    'a 401 that nobody documents fails',
    [route(refused, refused, apiError('edge/http-401', 401))],
    'fail edge/http-401',
  ],
  [
    'a 403 that nobody documents may be about anything',
    [route(refused, refused, apiError('edge/http-403', 403))],
    'unknown edge/http-403',
  ],
  [
    'a wall that only this key meets is broken, and not about the key',
    [route(refused, refused, page(403))],
    'fail edge/refused-with-key',
  ],
  [
    'a wall that only the random key meets gives no contrast',
    [route(refused, page(403), success)],
    'unknown edge/blocked',
  ],
  [
    'a rate limit is never called an invalid key',
    [route(refused, refused, limited)],
    'unknown edge/http-429',
  ],
  ['a 503 is never called an invalid key', [route(refused, refused, broken)], 'unknown edge/http-503'],
  [
    'a time-out is never called an invalid key',
    [route(refused, refused, unreachable('headers', 'TIMEOUT'))],
    'unknown network/no-answer',
  ],
  [
    'a wrong key that ran into a limit gives no contrast',
    [route(refused, limited, success)],
    'unknown edge/http-429',
  ],
  ['neither does a fault without a key', [route(broken, refused, success)], 'unknown edge/http-503'],
  [
    'a route that is missing for everybody has no say',
    [route(success, success, success), route(page(404), page(404), page(404), '/v1/balance')],
    'unknown local/key-not-verifiable',
  ],
  [
    'a wall that met everybody but the real key judged no key',
    [route(page(403), page(403), success)],
    'unknown edge/blocked',
  ],
  ['a 401 judged it, whatever page is on it', [route(page(401), page(401), success)], 'pass'],
  [
    'a code that refuses a key is no refusal beside the status of a fault',
    [route(faultyRefusal, faultyRefusal, success)],
    'unknown edge/http-500',
  ],
  ['nor beside that of a limit', [route(limitedRefusal, limitedRefusal, success)], 'unknown edge/http-429'],
  ['and it condemns no key there', [route(refused, refused, faultyRefusal)], 'unknown edge/http-500'],
  [
    'an empty balance that a random key is told of is no refusal of it',
    [route(noMoney, noMoney, success)],
    'unknown nexus/insufficient_balance',
  ],
  [
    'a 400 in the gateway’s own words to everybody else is a contrast',
    [route(inOwnWords(400), inOwnWords(400), success)],
    'pass',
  ],
  ['and so is a 402', [route(inOwnWords(402), inOwnWords(402), success)], 'pass'],
  ['and a 403', [route(inOwnWords(403), inOwnWords(403), success)], 'pass'],
  [
    'a success that shows neither models nor money proves nothing',
    [route(refused, refused, { ...success, isModelList: false })],
    'unknown local/answer-form-unknown',
  ],
  [
    'a 404 to everybody else beside a list for this key is a proof',
    [route(page(404, { body: 'empty' }), page(404, { body: 'empty' }), success)],
    'pass',
  ],
  [
    'a 404 to everybody else beside JSON of another kind is none',
    [route(page(404, { body: 'empty' }), page(404, { body: 'empty' }), { ...success, isModelList: false })],
    'unknown local/answer-form-unknown',
  ],
  ['a bare 401 to every key fails', [route(bare, bare, bare)], 'fail edge/http-401'],
  [
    'a login page to every key is not about the key',
    [route(page(401), page(401), page(401))],
    'fail edge/login-page',
  ],
  [
    'beside an open list the provider’s own refusal counts',
    [route(success, success, success), route(refused, refused, refused, '/v1/balance')],
    'fail nexus/invalid_key',
  ],
  [
    'beside an open list the refusal of a wire format does not, and is told',
    [route(success, success, success), route(official, official, official, '/v1/balance')],
    'unknown local/key-refused-in-part',
  ],
  [
    'a route that only the real key finds missing may lie below another path',
    [route(refused, refused, apiError('edge/http-404', 404))],
    'unknown edge/no-model-list',
  ],
  [
    'the login of a proxy that only this key meets is broken, as for everybody',
    [route(refused, refused, apiError('edge/http-407', 407))],
    'fail network/proxy-authentication',
  ],
  [
    'so is one that has no form of the API',
    [route(refused, refused, page(407, { body: 'empty' }))],
    'fail network/proxy-authentication',
  ],
  ['a key that may not be sent is not judged', [route(refused, null, null)], 'not-applicable'],
  ['without a free route nothing is claimed', [], 'unknown local/key-not-verifiable'],
])('%s', (_, routes, expected) => {
  expect(judged(keyIsAccepted, evidence(routes))).toBe(expected);
});

test('a route that is missing is told with the status that it answered', () => {
  const missing = apiError('edge/http-405', 405);
  expect(keyIsAccepted.judge(evidence([route(refused, refused, missing)]))).toMatchObject({
    findings: [{ id: 'edge/no-model-list', params: { status: 405 } }],
  });
  const elsewhere = evidence([route(refused, refused, missing)], {
    elsewhere: 'https://gateway.example/api',
  });
  expect(keyIsAccepted.judge(elsewhere)).toMatchObject({ findings: [{ params: { status: 405 } }] });
});

test.each([
  [[route(refused, refused, success)], 'accepts-key'],
  [[route(success, success, success)], undefined],
  [[route(refused, refused, refused)], undefined],
])('the rung %#', (routes, rung) => {
  expect(keyIsAccepted.proves?.(evidence(routes))).toBe(rung);
});

test('a key that only the other header brings through is proven, and the header is the fault', () => {
  const found = evidence([route(refused, refused, refused)], {
    inOtherHeader: { path: '/v1/models', provesKey: true },
  });
  expect(keyIsAccepted.fact?.(found)).toBe('in x-api-key only');
  expect(judged(keyIsAccepted, found)).toBe('warn local/key-needs-x-api-key');
  expect(keyIsAccepted.proves?.(found)).toBe('accepts-key');
});

test('another header that lets any key in proves nothing', () => {
  const found = evidence([route(refused, refused, refused)], {
    inOtherHeader: { path: '/v1/models', provesKey: false },
  });
  expect(judged(keyIsAccepted, found)).toBe('unknown local/key-not-verifiable');
  expect(keyIsAccepted.proves?.(found)).toBeUndefined();
});

test('the API that answers the key below another path is named', () => {
  const missing = apiError('edge/http-404', 404);
  const found = evidence([route(refused, refused, missing)], { elsewhere: 'https://gateway.example/api' });
  expect(judged(keyIsAccepted, found)).toBe('fail local/base-url-wrong-path');
  expect(keyIsAccepted.proves?.(found)).toBeUndefined();
});

/** A gateway that never sees an Authorization header, and everything that was sent to it. */
function withoutAuthorization() {
  const inner = fakeNetwork(healthyReplies);
  const sent: HttpRequest[] = [];
  const connect: Network['connect'] = (options) => {
    const http = inner.connect(options);
    return {
      ...http,
      send: (request) => {
        sent.push(request);
        const { authorization: _, ...headers } = request.headers;
        return http.send({ ...request, headers });
      },
    };
  };
  return { network: { ...inner, connect }, sent };
}

test('the other header is tried once with the real key, and never both on one request', async () => {
  const { network, sent } = withoutAuthorization();
  const result = await runOne(keyIsAccepted, await checkContext({ network }));
  expect(result).toMatchObject({ status: 'warn', findings: [{ params: { route: 'GET /v1/models' } }] });
  expect(sent.filter(({ headers }) => headers['x-api-key'] === realKey)).toHaveLength(1);
  expect(sent.filter(({ headers }) => 'x-api-key' in headers && 'authorization' in headers)).toEqual([]);
});

test('a refused key is not sent to other paths', async () => {
  const refusing = { answer: { status: 401, json: { error: { code: 'invalid_key' } } } };
  const context = await checkContext({ replies: [refusing] });
  expect((await runOne(keyIsAccepted, context)).status).toBe('fail');
  const paths = context.system.fakeNetwork.sent.map(({ url }) => new URL(url).pathname);
  expect(new Set(paths)).toEqual(new Set(['/v1/models', '/v1/balance']));
});

test('what any key is answered is not called an answer without a key', () => {
  expect(keyIsAccepted.judge(evidence([route(refused, success, success)]))).toMatchObject({
    findings: [{ params: { routes: ['GET /v1/models'], answered: 'wrong-key' } }],
  });
});

test('the whole check passes at a healthy gateway and says how it knows', async () => {
  expect(await runOne(keyIsAccepted, await checkContext())).toMatchObject({
    status: 'pass',
    proves: 'accepts-key',
    fact: 'GET /v1/models, a random key was refused',
  });
});

test('a host that looks mistyped blocks it, and no request to it carries a key', async () => {
  const context = await checkContext({}, { provider: 'nexus', baseUrl: 'https://api.nexus-hab.ru' });
  const result = await runOne(keyIsAccepted, context);
  expect(result).toMatchObject({ status: 'skip', reason: { kind: 'blocked', by: 'url.host-is-expected' } });
  expect(JSON.stringify(context.system.fakeNetwork.sent)).not.toMatch(/authorization|x-api-key/i);
});
