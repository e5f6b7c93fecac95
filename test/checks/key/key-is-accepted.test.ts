import { expect, test } from 'vitest';
import { keyIsAccepted } from '../../../src/checks/key/key-is-accepted.ts';
import type { WireFacts } from '../../../src/errors/answer.ts';
import {
  apiError,
  checkContext,
  judged,
  page,
  runOne,
  success,
  unreachable,
  where,
} from '../../support/check-context.ts';

const refused = apiError('nexus/invalid_key', 401);
const notAllowed = apiError('nexus/endpoint_not_allowed', 403);
const noMoney = apiError('nexus/insufficient_balance', 402);
const limited = apiError('edge/http-429', 429);
const broken = apiError('edge/http-503', 503);

function route(none: WireFacts, wrong: WireFacts | null, real: WireFacts | null, path = '/v1/models') {
  return { path, none, wrong, real, remembered: false };
}

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
  ['a 403 of a wall is not about the key', [route(refused, refused, page(403))], 'unknown edge/blocked'],
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
  ['a key that may not be sent is not judged', [route(refused, null, null)], 'not-applicable'],
  ['without a free route nothing is claimed', [], 'unknown local/key-not-verifiable'],
])('%s', (_, routes, expected) => {
  expect(judged(keyIsAccepted, { where, routes })).toBe(expected);
});

test.each([
  [[route(refused, refused, success)], 'accepts-key'],
  [[route(success, success, success)], undefined],
  [[route(refused, refused, refused)], undefined],
])('the rung %#', (routes, rung) => {
  expect(keyIsAccepted.proves?.({ where, routes })).toBe(rung);
});

test('what any key is answered is not called an answer without a key', () => {
  expect(keyIsAccepted.judge({ where, routes: [route(refused, success, success)] })).toMatchObject({
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
