import type { Scenario } from '../scenario.ts';
import { broken, degraded, healthy } from './promises.ts';
import { at, toRightKey, toRightKeyAt } from './rules.ts';

/** A G2 key status (https://nusaai-edit.mintlify.app/api-reference/authentication/check-api-key-status). */
function keyStatusWith(dailyRemaining: number): unknown {
  const reset_at = '2126-01-01T00:00:00.000Z';
  return {
    object: 'authorization',
    authorized: true,
    tier: 'Free',
    usage_info: {
      daily: { used: 3000 - dailyRemaining, limit: 3000, remaining: dailyRemaining, reset_at },
      monthly: { used: 5000, limit: 10_000, remaining: 5000, reset_at },
    },
  };
}

/** Money and quota. */
export const balanceScenarios: readonly Scenario[] = [
  {
    id: 'balance/zero',
    story: 'The money on the account is used up',
    provider: 'nexus',
    gateway: { balance: 0 },
    expects: broken('local/balance-empty'),
  },
  {
    id: 'balance/negative',
    story: 'A late correction brought the balance below zero',
    provider: 'nexus',
    gateway: { balance: -12.5 },
    expects: broken('local/balance-empty'),
  },
  {
    id: 'balance/as-text',
    story: 'The balance comes as text and is fine',
    provider: 'nexus',
    gateway: {
      rules: toRightKeyAt('/v1/balance', {
        kind: 'json',
        status: 200,
        body: { balance: '250.00', currency: 'RUB' },
      }),
    },
    expects: healthy,
  },
  {
    id: 'balance/unknown-shape',
    story: 'The balance comes in a form that nobody documents',
    provider: 'nexus',
    gateway: {
      rules: toRightKeyAt('/v1/balance', {
        kind: 'json',
        status: 200,
        body: { data: { credits: 'plenty' } },
      }),
    },
    expects: degraded('local/balance-unreadable'),
  },
  {
    id: 'balance/not-found',
    story: 'This gateway has no balance route',
    provider: 'nexus',
    gateway: { rules: at('/v1/balance', { kind: 'error', error: 'unsupported_endpoint' }) },
    expects: degraded('local/balance-unreadable'),
  },
  {
    id: 'balance/forbidden',
    story: 'The key may not read the balance',
    provider: 'nexus',
    gateway: { rules: toRightKeyAt('/v1/balance', { kind: 'error', error: 'endpoint_not_allowed' }) },
    expects: degraded('nexus/endpoint_not_allowed'),
  },
  {
    id: 'balance/blocks-model-list',
    story: 'Without money the gateway does not even list models',
    provider: 'nexus',
    gateway: {
      balance: 0,
      rules: toRightKeyAt('/v1/models', { kind: 'error', error: 'insufficient_balance' }),
    },
    expects: broken('nexus/insufficient_balance', 'local/balance-empty'),
  },
  {
    id: 'balance/too-low-nusantara',
    story: 'The prepaid balance of the second built-in gateway is used up',
    provider: 'nusantara',
    gateway: { balance: 0, rules: toRightKey({ kind: 'error', error: 'balance-too-low' }) },
    expects: broken('nusantara/balance-too-low'),
  },
  {
    id: 'balance/daily-quota-used-up',
    story: 'The tokens of this day are used up',
    provider: 'nusantara',
    gateway: { rules: toRightKeyAt('/v1/auth/key', { kind: 'json', status: 200, body: keyStatusWith(0) }) },
    expects: broken('local/quota-used-up'),
  },
  {
    id: 'balance/key-status-unknown-shape',
    story: 'The key status comes in a form that nobody documents',
    provider: 'nusantara',
    gateway: { rules: toRightKeyAt('/v1/auth/key', { kind: 'json', status: 200, body: { ok: true } }) },
    expects: degraded('local/balance-unreadable'),
  },
  {
    id: 'balance/key-status-gone',
    story: 'The key status route of the older pages is gone',
    provider: 'nusantara',
    gateway: { rules: at('/v1/auth/key', { kind: 'error', error: 'not_found_error' }) },
    expects: degraded('local/balance-unreadable'),
  },
];
