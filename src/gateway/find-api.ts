import type { WireFacts } from '../errors/answer.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { refuses } from './contrast.ts';
import type { GatewayClient } from './gateway-client.ts';
import { wireFactsOf } from './wire-facts.ts';

/** Prefixes below which gateways are often served. */
const usualPrefixes = ['', '/api', '/openai'];

/**
 * Looks for the API under other paths of the same host. Gives the base URL that answered in the API's own form, or
 * undefined. Without a key, a request for one is an answer; where every path asks for a key, only the real one tells
 * them apart.
 */
export async function findApiElsewhere(
  baseUrl: string,
  listPath: string,
  profile: ProviderProfile,
  gateway: GatewayClient,
  credential: 'none' | 'real' = 'none',
): Promise<string | undefined> {
  const { origin, pathname } = new URL(baseUrl);
  const tried = pathname === '/' ? '' : pathname;
  const prefixes = [...usualPrefixes, ...profile.baseUrlVariants.map(({ path }) => path)];
  const candidates = [...new Set(prefixes)]
    .filter((prefix) => prefix !== tried)
    .map((prefix) => origin + prefix);
  const answers = await Promise.all(
    candidates.map(async (candidate) => {
      const facts = wireFactsOf(await gateway.look(candidate + listPath, credential), profile);
      const isThere =
        credential === 'real' ? facts.kind === 'success' && facts.isModelList : speaksApi(facts);
      return isThere ? candidate : undefined;
    }),
  );
  return answers.find((candidate) => candidate !== undefined);
}

/** A model list or a request for a key: nobody but the API answers like that. */
export function speaksApi(facts: WireFacts): boolean {
  return (facts.kind === 'success' && facts.isModelList) || refuses(facts);
}
