import type { WireFacts } from '../errors/answer.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { refuses } from './contrast.ts';
import type { GatewayClient } from './gateway-client.ts';
import { wireFactsOf } from './wire-facts.ts';

/** Prefixes below which gateways are often served. */
const usualPrefixes = ['', '/api', '/openai'];

/**
 * Looks for the API under other paths of the same host, without a key. Gives the base URL that answered
 * in the API's own form, or undefined.
 */
export async function findApiElsewhere(
  baseUrl: string,
  listPath: string,
  profile: ProviderProfile,
  gateway: GatewayClient,
): Promise<string | undefined> {
  const { origin, pathname } = new URL(baseUrl);
  const tried = pathname === '/' ? '' : pathname;
  const prefixes = [...usualPrefixes, ...profile.baseUrlVariants.map(({ path }) => path)];
  const candidates = [...new Set(prefixes)]
    .filter((prefix) => prefix !== tried)
    .map((prefix) => origin + prefix);
  const answers = await Promise.all(
    candidates.map(async (candidate) => {
      const facts = wireFactsOf(await gateway.look(candidate + listPath), profile);
      return speaksApi(facts) ? candidate : undefined;
    }),
  );
  return answers.find((candidate) => candidate !== undefined);
}

/** A model list or a request for a key: nobody but the API answers like that. */
export function speaksApi(facts: WireFacts): boolean {
  return (facts.kind === 'success' && facts.isModelList) || refuses(facts);
}
