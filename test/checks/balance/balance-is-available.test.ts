import { expect, test } from 'vitest';
import { balanceIsAvailable } from '../../../src/checks/balance/balance-is-available.ts';
import type { CheckContext, EvidenceOf } from '../../../src/checks/check.ts';
import type { WireFacts } from '../../../src/errors/answer.ts';
import type { Balance } from '../../../src/gateway/read-balance.ts';
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

type Evidence = EvidenceOf<typeof balanceIsAvailable>;

const shown = (balance: Balance): Evidence => ({
  where,
  facts: success,
  balance: { ...balance },
  isOpen: false,
  isKeyKnown: true,
  isListOpen: false,
});
const answered = (facts: WireFacts): Evidence => ({
  where,
  facts,
  balance: null,
  isOpen: false,
  isKeyKnown: false,
  isListOpen: false,
});
const everybody: Evidence = {
  ...{ where, facts: success, balance: { kind: 'amount', amount: 0 } },
  ...{ isOpen: true, isKeyKnown: true, isListOpen: false },
};
const noRoute: Evidence = {
  where,
  facts: null,
  balance: null,
  isOpen: false,
  isKeyKnown: false,
  isListOpen: false,
};

test.each([
  ['money passes', shown({ kind: 'amount', amount: 0.01 }), 'pass'],
  ['no money fails', shown({ kind: 'amount', amount: 0 }), 'fail local/balance-empty'],
  ['a debt fails', shown({ kind: 'amount', amount: -3, currency: 'RUB' }), 'fail local/balance-empty'],
  ['a quota with something left passes', shown({ kind: 'quota', window: 'daily', remaining: 1 }), 'pass'],
  [
    'a quota with nothing left fails',
    shown({ kind: 'quota', window: 'daily', remaining: 0 }),
    'fail local/quota-used-up',
  ],
  ['an unknown form is unknown', shown({ kind: 'not-shown' }), 'unknown local/balance-unreadable'],
  [
    'a missing route is unknown',
    answered(apiError('nexus/unsupported_endpoint', 404)),
    'unknown local/balance-unreadable',
  ],
  ['a missing route without JSON too', answered(page(404)), 'unknown local/balance-unreadable'],
  [
    'a key that may not read it is unknown, not empty',
    answered(apiError('nexus/endpoint_not_allowed', 403)),
    'unknown nexus/endpoint_not_allowed',
  ],
  [
    'the gateway itself says that there is no money',
    answered(apiError('nexus/insufficient_balance', 402)),
    'fail nexus/insufficient_balance',
  ],
  ['a bare 402 is unknown', answered(apiError('edge/http-402', 402)), 'unknown edge/http-402'],
  [
    'a fault is unknown, never an empty balance',
    answered(apiError('edge/http-500', 500)),
    'unknown edge/http-500',
  ],
  ['a route for everybody is not about this key', everybody, 'not-applicable'],
  ['a gateway without such a route', noRoute, 'not-applicable'],
])('%s', (_, evidence, expected) => {
  expect(judged(balanceIsAvailable, evidence)).toBe(expected);
});

test('the fact shows the amount as the gateway does', () => {
  expect(balanceIsAvailable.fact?.(shown({ kind: 'amount', amount: 12.5, currency: 'RUB' }))).toBe(
    '12.5 RUB',
  );
  expect(balanceIsAvailable.fact?.(shown({ kind: 'quota', window: 'daily', remaining: 7 }))).toBe(
    '7 left, daily',
  );
});

test('the balance is asked for once, in the wave that proves the key', async () => {
  const context = await checkContext();
  expect(await runOne(balanceIsAvailable, context)).toMatchObject({ status: 'pass', fact: '250' });
  const asked = context.system.fakeNetwork.sent.filter(
    ({ url, headers }) => url.endsWith('/v1/balance') && headers.authorization === `Bearer ${realKey}`,
  );
  expect(asked).toHaveLength(1);
});

test('an empty body behind a 200 does not crash the check', async () => {
  const empty = { path: '/v1/balance', key: realKey, answer: { status: 200, body: '' } };
  const result = await runOne(
    balanceIsAvailable,
    await checkContext({ replies: [empty, ...healthyReplies] }),
  );
  expect(result.status).toBe('unknown');
});

test.each([
  ['an amount without a currency', shown({ kind: 'amount', amount: 3 }), '3'],
  ['a form nobody knows', shown({ kind: 'not-shown' }), undefined],
  ['a gateway without such a route', noRoute, undefined],
])('of %s the fact is %3$s', (_, evidence, fact) => {
  expect(balanceIsAvailable.fact?.(evidence)).toBe(fact);
});

test.each<[string, Balance, object]>([
  [
    'a debt',
    { kind: 'amount', amount: -3, currency: 'RUB' },
    { amount: -3, route: where.route, currency: 'RUB' },
  ],
  ['nothing', { kind: 'amount', amount: 0 }, { amount: 0, route: where.route }],
  ['no quota', { kind: 'quota', window: 'daily', remaining: 0 }, { window: 'daily' }],
  [
    'no quota until a time',
    { kind: 'quota', window: 'daily', remaining: 0, resetAt: '2026-01-03T00:00:00Z' },
    { window: 'daily', resetAt: '2026-01-03T00:00:00Z' },
  ],
  ['an unknown form', { kind: 'not-shown' }, { route: where.route, why: 'the answer is of an unknown form' }],
])('the finding of %s holds what was shown', (_, balance, params) => {
  const judgement = balanceIsAvailable.judge(shown(balance));
  expect('findings' in judgement ? judgement.findings : undefined).toMatchObject([{ params }]);
  expect(Object.keys(Object(Reflect.get(Object(judgement), 'findings')[0].params))).toEqual(
    Object.keys(params),
  );
});

test('of an answer that nothing explains, the finding says that its form is unknown', () => {
  expect(balanceIsAvailable.judge(answered(success))).toMatchObject({
    kind: 'unknown',
    findings: [{ params: { route: where.route, why: 'the answer is of an unknown form' } }],
  });
});

test('a missing route is told with its status', () => {
  expect(balanceIsAvailable.judge(answered(page(404)))).toMatchObject({
    findings: [{ params: { route: where.route, why: 'the route is not there (404)' } }],
  });
});

test('a balance that anybody is shown is not the balance of this key', async () => {
  const open = { path: '/v1/balance', answer: { status: 200, json: { balance: '0.00' } } };
  const result = await runOne(balanceIsAvailable, await checkContext({ replies: [open, ...healthyReplies] }));
  expect(result).toMatchObject({ status: 'skip', reason: { kind: 'not-applicable' } });
});

test('where the key may not go, no balance is asked for', async () => {
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
  const evidence = await balanceIsAvailable.observe(context as CheckContext, known);
  expect(evidence).toMatchObject({ facts: null, balance: null, isOpen: false });
  expect(system.fakeNetwork.sent).toEqual([]);
});
