import { expect, test } from 'vitest';
import type { CheckContext, EvidenceOf } from '../../../src/checks/check.ts';
import { modelsAreEnabled } from '../../../src/checks/models/models-are-enabled.ts';
import {
  apiError,
  checkContext,
  healthyReplies,
  judged,
  page,
  realKey,
  runOne,
  success,
  where,
} from '../../support/check-context.ts';

type Evidence = EvidenceOf<typeof modelsAreEnabled>;

const credential = 'real';
const noKey: Evidence = { where, facts: null, count: null, perKey: false, damaged: 0, credential };
const found = { where, facts: success, count: 3, damaged: 0, perKey: true, credential } as const;
const notAllowed = apiError('nexus/endpoint_not_allowed', 403);

test.each<[string, Evidence, string]>([
  ['a list with models passes', found, 'pass'],
  ['a list whose ids can’t all be read warns', { ...found, damaged: 1 }, 'warn local/model-ids-damaged'],
  ['an empty list of this key fails', { ...found, count: 0 }, 'fail local/no-models-enabled'],
  ['an empty list elsewhere warns', { ...found, count: 0, perKey: false }, 'warn local/model-list-empty'],
  ['JSON without a list is unknown', { ...found, count: null }, 'unknown local/model-list-unreadable'],
  [
    'a 200 without a body is unknown',
    { ...found, facts: page(200, { body: 'empty' }), count: null },
    'unknown local/model-list-unreadable',
  ],
  [
    'a forbidden list is unknown, never a pass',
    { ...found, facts: notAllowed, count: null },
    'unknown nexus/endpoint_not_allowed',
  ],
  [
    'a 503 from the model list is unknown, never a pass',
    { ...found, facts: apiError('edge/http-503', 503), count: null },
    'unknown edge/http-503',
  ],
  [
    'without money the gateway does not even list models',
    { ...found, facts: apiError('nexus/insufficient_balance', 402), count: null },
    'fail nexus/insufficient_balance',
  ],
  ['without a key there is nothing to ask', noKey, 'not-applicable'],
])('%s', (_, evidence, expected) => {
  expect(judged(modelsAreEnabled, evidence)).toBe(expected);
});

const list = (json: unknown) => ({ path: '/v1/models', key: realKey, answer: { status: 200, json } });

test('ids with bytes that are no UTF-8 are counted', async () => {
  // What those bytes become when the answer is read.
  const damaged = list({ data: [{ id: 'gpt-\ufffd\ufffd' }, { id: 'gpt-5.4' }] });
  const context = await checkContext({ replies: [damaged, ...healthyReplies] });
  expect(await runOne(modelsAreEnabled, context)).toMatchObject({
    status: 'warn',
    evidence: { count: 2, damaged: 1 },
  });
});

test('an error with an empty list beside it is not an empty list', async () => {
  const error = list({ status: false, message: 'The service is tired', data: [] });
  const context = await checkContext({ replies: [error, ...healthyReplies] });
  expect(await runOne(modelsAreEnabled, context)).toMatchObject({
    status: 'unknown',
    evidence: { count: null },
  });
});

test.each([
  ['nobody needs a key for', null],
  ['any key gets', undefined],
])('a list that %s is not the list of this key', async (_, key) => {
  const open = { path: '/v1/models', answer: { status: 200, json: { data: [{ id: 'm' }] } } };
  const closed = {
    path: '/v1/models',
    key: null,
    answer: { status: 401, json: { error: { code: 'invalid_key' } } },
  };
  const replies = key === null ? [open, ...healthyReplies] : [closed, open, ...healthyReplies];
  const result = await runOne(modelsAreEnabled, await checkContext({ replies }));
  expect(result).toMatchObject({ status: 'pass', evidence: { perKey: false }, fact: '1 model listed' });
});

test.each([
  ['/v1/models', 'edge/redirect-loop'],
  ['https://other.example/v1/models', 'edge/redirect'],
])('a list that redirects to %s is not read, and says where it leads', async (location, finding) => {
  const redirect = { path: '/v1/models', answer: { status: 301, body: '', headers: { location } } };
  const context = await checkContext({ replies: [redirect, ...healthyReplies] });
  expect(await runOne(modelsAreEnabled, context)).toMatchObject({
    status: 'unknown',
    findings: [{ id: finding }],
  });
});

test.each([
  [found, '3 models'],
  [{ ...found, count: 1 }, '1 model'],
  [{ ...found, perKey: false }, '3 models listed'],
  [{ ...found, count: 0 }, '0 models'],
  [{ ...found, count: null }, undefined],
])('the fact %#', (evidence, fact) => {
  expect(modelsAreEnabled.fact?.(evidence)).toBe(fact);
});

test.each<[string, Evidence, string]>([
  [
    'a refusal of a known key that is about its rights',
    { ...found, facts: notAllowed, count: null },
    'unknown',
  ],
  ['a redirect of a success', { ...found, facts: page(300), count: null }, 'unknown edge'],
  ['a page behind a 200', { ...found, facts: page(299), count: null }, 'unknown local/model-list-unreadable'],
])('%s', (_, evidence, expected) => {
  expect(judged(modelsAreEnabled, evidence)).toContain(expected);
});

test('the finding of an unreadable list names the route', () => {
  expect(modelsAreEnabled.judge({ ...found, count: null })).toMatchObject({
    findings: [{ params: { route: where.route } }],
  });
});

test('the list is the one of this key, and counted', async () => {
  expect(await runOne(modelsAreEnabled, await checkContext())).toMatchObject({
    status: 'pass',
    fact: '1 model',
    evidence: { count: 1, perKey: true, facts: { kind: 'success', isModelList: true } },
  });
});

test('where the key may not go, no list is asked for', async () => {
  const { system, ...context } = await checkContext({ env: {} });
  const known = {
    key: {
      routes: [],
      where,
      provider: 'nexus',
      used: '',
      elsewhere: null,
      inOtherHeader: null,
      credential: 'real' as const,
    },
  };
  expect(await modelsAreEnabled.observe(context as CheckContext, known)).toMatchObject({
    facts: null,
    count: null,
    perKey: false,
  });
  expect(system.fakeNetwork.sent).toEqual([]);
});
