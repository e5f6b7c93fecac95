import type { WireFacts } from '../../errors/answer.ts';
import { accepts, type RouteContrast, refuses, turnsDown } from '../../gateway/contrast.ts';
import { findApiElsewhere } from '../../gateway/find-api.ts';
import { isMissing, wireFactsOf } from '../../gateway/wire-facts.ts';
import type { KeyHeader } from '../../providers/key-header.ts';
import type { CheckContext } from '../check.ts';
import { firstPath } from '../network/first-contact.ts';
import { isSame } from './proves-key.ts';

/** A route that lets the key in by another header, `x-api-key` where none is named; whether it turns a random one down there. */
export type OtherHeader = { readonly path: string; readonly provesKey: boolean; readonly header?: KeyHeader };

export type FurtherLooks = { readonly elsewhere: string | null; readonly inOtherHeader: OtherHeader | null };

/** Two more looks, only when the contrast proved nothing: the other headers, and other paths with the key. */
export async function lookFurther(
  routes: readonly RouteContrast[],
  context: CheckContext,
): Promise<FurtherLooks> {
  const { gateway, settings } = context;
  const profile = settings.profile.value;
  const inOtherHeader = await lookInHeaders(routes, context);
  if (inOtherHeader !== null) return { elsewhere: null, inOtherHeader };
  const isPathWrong = routes.every(({ none, real }) => real !== null && isMissing(real) && refuses(none));
  const used = settings.baseUrl.value.used ?? '';
  const elsewhere = isPathWrong
    ? await findApiElsewhere(used, firstPath(gateway), profile, gateway, 'real')
    : undefined;
  return { elsewhere: elsewhere ?? null, inOtherHeader: null };
}

async function lookInHeaders(
  routes: readonly RouteContrast[],
  { gateway, settings }: CheckContext,
): Promise<OtherHeader | null> {
  const profile = settings.profile.value;
  const refusing = routes.find(
    ({ none, wrong, real }) => wrong !== null && real !== null && turnsDown(none) && mayBeUnread(none, real),
  );
  if (refusing === undefined) return null;
  const { path } = refusing;
  const asked = settings.keySending?.header ?? 'authorization';
  const others = (['authorization', 'x-api-key'] as const).filter((header) => header !== asked);
  const documented = profile.key.inApiKey && asked !== 'api-key' ? (['api-key'] as const) : [];
  for (const header of [...others, ...documented]) {
    const real = wireFactsOf(await gateway.ask(path, `real-in-${header}`), profile);
    if (!accepts(real)) continue;
    // One more refused login for nothing is spared: the random key follows only where the real one got in.
    const wrong = wireFactsOf(await gateway.ask(path, `wrong-in-${header}`), profile);
    return { path, provesKey: turnsDown(wrong), ...(header === 'x-api-key' ? {} : { header }) };
  }
  return null;
}

/** Whatever its words, a refusal may be about the header and not about the key; a gateway that knows the key has read it. */
function mayBeUnread(none: WireFacts, real: WireFacts): boolean {
  return refuses(real) && (isSame(none, real) || !(real.kind === 'api-error' && real.provesKey));
}
