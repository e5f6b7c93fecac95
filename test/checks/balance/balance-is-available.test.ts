import { expect, test } from 'vitest';
import { balanceIsAvailable } from '../../../src/checks/balance/balance-is-available.ts';
import type { EvidenceOf } from '../../../src/checks/check.ts';
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
});
const answered = (facts: WireFacts): Evidence => ({ where, facts, balance: null, isOpen: false });
const everybody: Evidence = { where, facts: success, balance: { kind: 'amount', amount: 0 }, isOpen: true };
const noRoute: Evidence = { where, facts: null, balance: null, isOpen: false };

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
