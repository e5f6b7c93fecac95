import type { WireFacts } from '../../errors/answer.ts';
import { accepts, isKeptOut, isLedAway, type RouteContrast, turnsDown } from '../../gateway/contrast.ts';
import { isMissing, statusOf } from '../../gateway/wire-facts.ts';

/** Whether one route shows by contrast that the key is known: it turns down no key and a random one, and not this one. */
export function provesKey({ none, wrong, real }: RouteContrast): boolean {
  if (wrong === null || real === null || metAWall(none, wrong)) return false;
  const turnsBothDown = turnsDown(none) && turnsDown(wrong);
  // Beside a list for this key, a 404 to everybody else turns them down too: some gateways hide from strangers.
  // A login before the gateway leads them away, and a random key is refused or led to the same place.
  if (accepts(real)) {
    if (isKeptOut(none)) return hides(wrong) || isLedLikewise(none, wrong);
    return turnsBothDown || (hides(none) && hides(wrong));
  }
  if (!turnsBothDown) return false;
  const differs = wrong.kind === 'api-error' && real.kind === 'api-error' && real.entry !== wrong.entry;
  return differs && real.provesKey;
}

/** Turned down, or answered as if nothing were there. */
export function hides(facts: WireFacts): boolean {
  return turnsDown(facts) || isMissing(facts);
}

/** A redirect for a redirect, a page for a page: nobody but the real key comes to the API. */
function isLedLikewise(none: WireFacts, wrong: WireFacts): boolean {
  return isLedAway(wrong) && none.kind === wrong.kind && statusOf(none) === statusOf(wrong);
}

/** Word for word the same refusal: the gateway may not have seen a key at all. */
export function isSame(none: WireFacts, real: WireFacts): boolean {
  if (none.kind === 'not-api' && real.kind === 'not-api') return none.answer.status === real.answer.status;
  if (none.kind !== 'api-error' || real.kind !== 'api-error') return false;
  return none.entry === real.entry && none.answer.message === real.answer.message;
}

/** A page that only the random key met is the word of something before the gateway, which has judged no key. */
export function metAWall(none: WireFacts, wrong: WireFacts): boolean {
  return wrong.kind === 'not-api' && wrong.answer.body === 'html' && !isSame(none, wrong);
}
