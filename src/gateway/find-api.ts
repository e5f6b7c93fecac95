import type { WireFacts } from '../errors/answer.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { hasVersion, routeUrl } from '../settings/route-path.ts';
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
  const candidates = [...new Set([...prefixes, ...otherVersionOf(tried)])]
    .filter((prefix) => prefix !== tried)
    .map((prefix) => origin + prefix);
  const answers = await Promise.all(
    candidates.map(async (candidate) => {
      const facts = wireFactsOf(await gateway.look(routeUrl(candidate, listPath), credential), profile);
      const isThere =
        credential === 'real' ? facts.kind === 'success' && facts.isModelList : speaksApi(facts);
      return isThere ? candidate : undefined;
    }),
  );
  return answers.find((candidate) => candidate !== undefined);
}

/** Whether the API answers at the base URL without the `/v1` of its routes, as an SDK of OpenAI would ask there. */
export async function answersAsItIs(
  baseUrl: string,
  listPath: string,
  profile: ProviderProfile,
  gateway: GatewayClient,
): Promise<boolean> {
  const bare = listPath.replace(/^\/v1(?=\/)/, '');
  if (hasVersion(new URL(baseUrl).pathname) || bare === listPath) return false;
  return speaksApi(wireFactsOf(await gateway.look(baseUrl + bare), profile));
}

/** The two addresses of a list as they were asked, where one of the base URLs holds a version of its own. */
export function listsAsked(used: string, works: string): { asked?: string; found?: string } {
  const isUsual = ![used, works].some((url) => hasVersion(new URL(url).pathname));
  return isUsual ? {} : { asked: routeUrl(used, '/v1/models'), found: routeUrl(works, '/v1/models') };
}

/** Where a path names a version: a final `/v1` may be one too many behind it, or be missing. */
function otherVersionOf(path: string): readonly string[] {
  if (!hasVersion(path)) return [];
  return [path.endsWith('/v1') ? path.slice(0, -'/v1'.length) : `${path}/v1`];
}

/** A model list or a request for a key: nobody but the API answers like that. */
export function speaksApi(facts: WireFacts): boolean {
  return (facts.kind === 'success' && facts.isModelList) || refuses(facts);
}
