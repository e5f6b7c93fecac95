import type { WireFacts } from '../errors/answer.ts';
import { isWall } from '../errors/diagnose-page.ts';
import { mayPass } from '../errors/diagnosis.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { CredentialUsed, GatewayClient } from './gateway-client.ts';
import { isMissing, statusOf, wireFactsOf } from './wire-facts.ts';
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

/**
 * An answer that turns a credential down: an API error about access, or a bare 401 as proxies before an API send
 * it. A limit or a fault may pass, whatever code it carries. What only a known key gets refuses nobody by its status
 * alone. A web page or a browser login is somebody else's word.
 */
export function refuses(facts: WireFacts): boolean {
  if (facts.kind !== 'api-error') return isBareRefusal(facts);
  const { status = 0 } = facts.answer;
  if (mayPass(status) || status === 407) return false;
  return facts.access || ((status === 401 || status === 403) && !facts.provesKey);
}

/** A 401 that is neither an error of the API nor a page for people. */
export function isBareRefusal(facts: WireFacts): boolean {
  return (
    facts.kind === 'not-api' &&
    facts.answer.status === 401 &&
    facts.answer.body !== 'html' &&
    !facts.asksForLogin
  );
}

/**
 * Turns a credential down beside an answer that shows it was the credential's fault: any 4xx that is about the request.
 * That a known key has no money is no fault of a random one, and a wall before the gateway judged no key. A 401 did,
 * whose page it may have on it: that status is HTTP's own word for a credential that is not accepted.
 */
export function turnsDown(facts: WireFacts): boolean {
  if (refuses(facts)) return true;
  const status = statusOf(facts) ?? 0;
  const isAboutRequest = status >= 400 && status < 500 && !isMissing(facts) && status !== 407;
  if (!isAboutRequest || mayPass(status)) return false;
  return facts.kind === 'api-error'
    ? !facts.provesKey
    : facts.kind === 'not-api' && (status === 401 || !isWall(facts));
}

/**
 * Led away from the API, as a login before it does with who brings no key: a redirect, or a page or nothing in a success.
 * By itself it says nothing of a key; beside an answer of the API to another request it does.
 */
export function isLedAway(facts: WireFacts): boolean {
  if (facts.kind === 'redirect') return true;
  return facts.kind === 'not-api' && (facts.answer.status ?? 0) < 300 && facts.answer.status !== 101;
}

/** Led away, or stopped by the page of a wall. */
export function isKeptOut(facts: WireFacts): boolean {
  return isLedAway(facts) || (facts.kind === 'not-api' && facts.answer.status === 403 && isWall(facts));
}

/** An answer that a free route gives to a key it accepts. A success of another kind proves nothing. */
export function accepts(facts: WireFacts): boolean {
  return facts.kind === 'success' && (facts.isModelList || facts.showsBalance);
}
