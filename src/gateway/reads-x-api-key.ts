import type { ProviderProfile } from '../providers/profile.ts';
import { accepts, turnsDown } from './contrast.ts';
import type { CredentialUsed, GatewayClient } from './gateway-client.ts';
import { wireFactsOf } from './wire-facts.ts';

/**
 * Whether a free route that turns away who has no key lets this one in by `x-api-key`, or knows it there: then a refusal
 * in this header is about the key. Free GETs, each sent once in a run.
 */
export async function readsXApiKey(gateway: GatewayClient, profile: ProviderProfile): Promise<boolean> {
  const ask = async (path: string, credential: CredentialUsed) =>
    wireFactsOf(await gateway.ask(path, credential), profile);
  const read = await Promise.all(
    gateway.freeRoutes.map(async ({ path }) => {
      const [none, real] = await Promise.all([ask(path, 'none'), ask(path, 'real-in-x-api-key')]);
      return turnsDown(none) && (accepts(real) || (real.kind === 'api-error' && real.provesKey));
    }),
  );
  return read.includes(true);
}
