import { describe, expect, test } from 'vitest';
import { keyIsAccepted } from '../../../src/checks/key/key-is-accepted.ts';
import type { Network } from '../../../src/system/system.ts';
import {
  apiError,
  checkContext,
  judged,
  page,
  realKey,
  runOne,
  success,
  where,
} from '../../support/check-context.ts';
import { fakeNetwork } from '../../support/fake-network.ts';
import { bare, type Evidence, evidence, limited, notAllowed, refused, route } from './key-answers.ts';

const missing = apiError('edge/http-404', 404);
const gone = { kind: 'redirect' as const, status: 302, to: 'https://portal.example/', loops: false };

const openList = route(success, success, success);

describe('what the finding says', () => {
  const findingsOf = (routes: Evidence['routes'], more: Partial<Evidence> = {}) => {
    const judgement = keyIsAccepted.judge(evidence(routes, more));
    return 'findings' in judgement ? judgement.findings : [];
  };

  test.each<[string, Evidence['routes'], Partial<Evidence>, string, object]>([
    [
      'the route that takes the key in the other header',
      [route(refused, refused, refused)],
      { inOtherHeader: { path: '/v1/balance', provesKey: true } },
      'local/key-needs-x-api-key',
      { route: 'GET /v1/balance' },
    ],
    [
      'the route that takes any key there',
      [route(refused, refused, refused)],
      { inOtherHeader: { path: '/v1/balance', provesKey: false } },
      'local/key-not-verifiable',
      { routes: ['GET /v1/balance'], answered: 'wrong-key' },
    ],
    [
      'the base URL that works',
      [route(refused, refused, missing)],
      { elsewhere: 'https://gateway.example/api' },
      'local/base-url-wrong-path',
      { used: 'https://gateway.example', status: 404, works: 'https://gateway.example/api' },
    ],
    [
      'every route that is open to all',
      [openList, route(success, success, success, '/v1/balance')],
      {},
      'local/key-not-verifiable',
      { routes: ['GET /v1/models', 'GET /v1/balance'], answered: 'no-key' },
    ],
    [
      'only the open ones, where another lets any key in',
      [openList, route(refused, success, success, '/v1/balance')],
      {},
      'local/key-not-verifiable',
      { routes: ['GET /v1/models'], answered: 'no-key' },
    ],
    [
      'the route that is missing',
      [route(refused, refused, missing, '/v1/balance')],
      {},
      'edge/no-model-list',
      { route: 'GET /v1/balance', status: 404 },
    ],
    [
      'the route on which the key meets a wall',
      [openList, route(refused, refused, page(403), '/v1/balance')],
      {},
      'edge/refused-with-key',
      { route: 'GET /v1/balance' },
    ],
    [
      'the route on which the random key meets one',
      [route(refused, page(403), success, '/v1/balance')],
      {},
      'edge/blocked',
      { route: 'GET /v1/balance with a random key (your key got 200)' },
    ],
    [
      'where a redirect leads',
      [route(refused, refused, gone)],
      {},
      'edge/redirect',
      { route: 'GET /v1/models' },
    ],
  ])('is %s', (_, routes, more, id, params) => {
    expect(findingsOf(routes, more)).toMatchObject([{ id, params }]);
  });

  test('a refusal is told with the answer that it was', () => {
    expect(findingsOf([route(refused, refused, refused)])).toEqual([
      { id: 'nexus/invalid_key', answer: refused.answer },
    ]);
    expect(findingsOf([route(bare, bare, bare)])).toEqual([{ id: 'edge/http-401', answer: bare.answer }]);
  });
});

test.each<[string, Evidence['routes'], string]>([
  [
    'a redirect that only the key meets on the list is broken',
    [route(refused, refused, gone)],
    'fail edge/redirect',
  ],
  [
    'on another route it proves nothing',
    [openList, route(refused, refused, gone, '/v1/balance')],
    'unknown edge/redirect',
  ],
  [
    'beside an open list a bare 401 condemns no key',
    [openList, route(bare, bare, bare, '/v1/balance')],
    'unknown local/key-not-verifiable',
  ],
  [
    'a refusal of its rights is passed over for a refusal of the key',
    [route(notAllowed, notAllowed, notAllowed), route(refused, refused, refused, '/v1/balance')],
    'fail nexus/invalid_key',
  ],
  [
    'a key that may not be sent to one route is judged by the other',
    [route(refused, refused, null), route(refused, refused, refused, '/v1/balance')],
    'fail nexus/invalid_key',
  ],
  [
    'a limit is passed over for a refusal of the key',
    [route(refused, refused, limited), route(refused, refused, refused, '/v1/balance')],
    'fail nexus/invalid_key',
  ],
  [
    'a refusal in other words is about this key, and still nobody’s',
    [
      route(
        apiError('edge/http-403', 403, { answer: { message: 'Log in' } }),
        refused,
        apiError('edge/http-403', 403, { answer: { message: 'Not you' } }),
      ),
    ],
    'unknown edge/http-403',
  ],
  [
    'a route that is missing says nothing where another is open',
    [openList, route(refused, refused, missing, '/v1/balance')],
    'unknown local/key-not-verifiable',
  ],
  [
    'nor where another lets any key in',
    [
      route(refused, success, { ...success, isModelList: false }),
      route(refused, refused, missing, '/v1/balance'),
    ],
    'unknown local/key-not-verifiable',
  ],
  [
    'a wall to the random key is the same as the one to none, so it turns both down',
    [route(page(403), page(403), notAllowed)],
    'unknown nexus/endpoint_not_allowed',
  ],
])('%s', (_, routes, expected) => {
  expect(judged(keyIsAccepted, evidence(routes))).toBe(expected);
});

test('a type stands in for a missing code, and a status alone stands alone', () => {
  const shown = (answer: object) =>
    keyIsAccepted.fact?.(
      evidence([route(refused, refused, { ...refused, answer: { ...refused.answer, ...answer } })]),
    );
  expect(shown({ type: 'auth_error' })).toBe('401 auth_error');
  expect(shown({ type: 'auth_error', code: 'invalid' })).toBe('401 invalid');
  expect(shown({})).toBe('401');
});

test('at a healthy gateway nothing more is looked at', async () => {
  const context = await checkContext();
  expect(await runOne(keyIsAccepted, context)).toMatchObject({
    evidence: { provider: 'nexus', used: 'https://api.nexus-hub.ru', elsewhere: null, inOtherHeader: null },
  });
  expect(context.system.fakeNetwork.sent).toHaveLength(6);
});

test('nor without a key', async () => {
  const context = await checkContext();
  const none = [route(refused, null, null)];
  // The other three only have to be there.
  const known = { contrast: { where, routes: none } } as unknown as Parameters<
    typeof keyIsAccepted.observe
  >[1];
  expect(await keyIsAccepted.observe(context, known)).toMatchObject({ elsewhere: null, inOtherHeader: null });
  expect(context.system.fakeNetwork.sent).toEqual([]);
});

test('a list that only the real key finds missing is looked for below other paths, with the key', async () => {
  const list = {
    path: '/api/v1/models',
    key: realKey,
    answer: { status: 200, json: { data: [{ id: 'm' }] } },
  };
  const gone = { key: realKey, answer: { status: 404, json: { error: { message: 'no such route' } } } };
  const refusing = { answer: { status: 401, json: { error: { code: 'invalid_key' } } } };
  const context = await checkContext(
    { replies: [list, gone, refusing] },
    { baseUrl: 'https://gateway.example' },
  );
  expect(await runOne(keyIsAccepted, context)).toMatchObject({
    status: 'fail',
    evidence: { elsewhere: 'https://gateway.example/api', inOtherHeader: null },
    findings: [{ id: 'local/base-url-wrong-path', params: { works: 'https://gateway.example/api' } }],
  });
});

test('where the other header lets any key in, that is seen before the key is called good', async () => {
  const inner = fakeNetwork([]);
  const connect: Network['connect'] = (options) => {
    const closed = fakeNetwork([
      { answer: { status: 401, json: { error: { code: 'invalid_key' } } } },
    ]).connect(options);
    const open = fakeNetwork([{ answer: { status: 200, json: { data: [{ id: 'm' }] } } }]).connect(options);
    return {
      ...closed,
      send: (request) => ('x-api-key' in request.headers ? open : closed).send(request),
    };
  };
  const result = await runOne(keyIsAccepted, await checkContext({ network: { ...inner, connect } }));
  expect(result).toMatchObject({
    status: 'unknown',
    evidence: { inOtherHeader: { path: '/v1/models', provesKey: false } },
    findings: [{ params: { routes: ['GET /v1/models'], answered: 'wrong-key' } }],
  });
});
