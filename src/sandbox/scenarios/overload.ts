import type { Scenario } from '../scenario.ts';
import { degraded, inconclusive } from './promises.ts';
import { always, toRightKey, toRightKeyAt } from './rules.ts';

/** The gateway is there and can not work now, so nothing is known about the key. */
function cannotWork(provider: Scenario['provider'], error: string, id: string, story: string): Scenario {
  return {
    id: `overload/${id}`,
    story,
    provider,
    gateway: { rules: toRightKey({ kind: 'error', error }) },
    expects: inconclusive(`${provider}/${error}`),
  };
}

/** Faults, limits and maintenance: they come and go. */
export const overloadScenarios: readonly Scenario[] = [
  cannotWork(
    'nexus',
    'service-request-error',
    'service-request-error',
    'The request was not completed, without a code',
  ),
  cannotWork('nexus', 'internal_error', 'internal-error', 'The gateway has an internal fault'),
  cannotWork(
    'nusantara',
    'rate_limit_exceeded',
    'requests-per-minute',
    'Too many requests came in this minute',
  ),
  cannotWork('nusantara', 'rate_limit_error', 'rate-limit', 'A limit per minute is reached, without a code'),
  cannotWork('nusantara', 'itpm_exceeded', 'input-tokens', 'Too many input tokens came in this minute'),
  cannotWork(
    'nusantara',
    'otpm_exceeded',
    'output-tokens',
    'Too many output tokens were made in this minute',
  ),
  cannotWork(
    'nusantara',
    'rpm_exceeded',
    'requests-code',
    'Too many requests came in this minute, with a code',
  ),
  cannotWork(
    'nusantara',
    'user_total_daily_limit_exceeded',
    'daily-limit',
    'The daily limit answers in the oldest form',
  ),
  cannotWork(
    'nusantara',
    'usage_limit_exceeded',
    'usage-limit',
    'A usage limit is reached, and no code says which',
  ),
  cannotWork('nusantara', 'api_error', 'api-error', 'The second built-in gateway has an internal fault'),
  cannotWork('nusantara', 'service_unavailable', 'maintenance', 'The gateway is under maintenance'),
  cannotWork(
    'nusantara',
    'gateway_timeout',
    'gateway-timeout',
    'The gateway gave up waiting for its supplier',
  ),
  {
    id: 'overload/everybody',
    story: 'The gateway turns everybody away, with a key or without',
    provider: 'nexus',
    gateway: { rules: always({ kind: 'error', error: 'service-request-error' }) },
    expects: inconclusive('nexus/service-request-error'),
  },
  {
    id: 'overload/models-route-only',
    story: 'The model list has a fault, and the balance answers',
    provider: 'nexus',
    gateway: { rules: toRightKeyAt('/v1/models', { kind: 'error', error: 'internal_error' }) },
    expects: degraded('nexus/internal_error'),
  },
  {
    id: 'overload/undocumented-limit',
    story: 'The gateway has a rate limit that its documentation does not mention',
    provider: 'nexus',
    gateway: {
      rules: toRightKey({
        kind: 'json',
        status: 429,
        body: { error: { message: 'Slow down a little', type: 'relay_error', code: 'too_fast' } },
        headers: { 'retry-after': '7' },
      }),
    },
    expects: inconclusive('edge/http-429'),
  },
  {
    id: 'overload/no-channel',
    story: 'The relay behind the gateway has no supplier left',
    provider: 'nexus',
    gateway: {
      rules: toRightKey({
        kind: 'json',
        status: 503,
        body: {
          error: { message: 'No channel is available', type: 'relay_error', code: 'get_channel_failed' },
        },
      }),
    },
    expects: inconclusive('edge/http-503'),
  },
];
