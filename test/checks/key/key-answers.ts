import type { EvidenceOf } from '../../../src/checks/check.ts';
import type { keyIsAccepted } from '../../../src/checks/key/key-is-accepted.ts';
import type { WireFacts } from '../../../src/errors/answer.ts';
import { apiError, page, where } from '../../support/check-context.ts';

export type Evidence = EvidenceOf<typeof keyIsAccepted>;

export const refused = apiError('nexus/invalid_key', 401);
export const notAllowed = apiError('nexus/endpoint_not_allowed', 403);
export const limited = apiError('edge/http-429', 429);
export const bare = page(401, { body: 'empty' });

/** What one route answered without a key, to a random one and to the real one. */
export function route(
  none: WireFacts,
  wrong: WireFacts | null,
  real: WireFacts | null,
  path = '/v1/models',
): Evidence['routes'][number] {
  return { path, none, wrong, real, remembered: false };
}

/** `more`: what two further looks found. */
export function evidence(routes: Evidence['routes'], more: Partial<Evidence> = {}): Evidence {
  const usual = {
    provider: 'nexus',
    used: 'https://gateway.example',
    elsewhere: null,
    inOtherHeader: null,
    credential: 'real' as const,
  };
  return { where, routes, ...usual, ...more };
}
