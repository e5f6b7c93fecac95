import type { WireFacts } from '../errors/answer.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { CredentialUsed, GatewayClient } from './gateway-client.ts';
import { wireFactsOf } from './wire-facts.ts';
import type { WrongKeyMemory } from './wrong-key-memory.ts';

/** How one free route answers without a key, with a random one and with the real one. */
export type RouteContrast = {
  readonly path: string;
  readonly none: WireFacts;
  /** Null where no real key may be sent: then a random one would prove nothing. */
  readonly wrong: WireFacts | null;
  readonly real: WireFacts | null;
  /** The random key was refused within the last 24 hours and was not sent again. */
  readonly remembered: boolean;
};

/** Asks every free route in all ways at once: one wave. A remembered refusal of a random key is not sent again. */
export async function contrast(
  gateway: GatewayClient,
  profile: ProviderProfile,
  memory: WrongKeyMemory,
): Promise<readonly RouteContrast[]> {
  const ask = async (path: string, credential: CredentialUsed) =>
    wireFactsOf(await gateway.ask(path, credential), profile);
  return Promise.all(
    gateway.freeRoutes.map(async ({ path }) => {
      const known = await memory.recall(path);
      const [none, wrong, real] = await Promise.all([
        ask(path, 'none'),
        gateway.carriesKey ? (known ?? ask(path, 'wrong')) : null,
        gateway.carriesKey ? ask(path, 'real') : null,
      ]);
      if (known === undefined && wrong !== null && refuses(wrong)) await memory.keep(path, wrong);
      return { path, none, wrong, real, remembered: known !== undefined };
    }),
  );
}

/** An answer of the API that turns a credential down. */
export function refuses(facts: WireFacts): boolean {
  return (
    facts.kind === 'api-error' && (facts.access || facts.answer.status === 401 || facts.answer.status === 403)
  );
}
