import { accepts, type RouteContrast, refuses, turnsDown } from '../../gateway/contrast.ts';
import type { CredentialUsed } from '../../gateway/gateway-client.ts';
import { wireFactsOf } from '../../gateway/wire-facts.ts';
import type { KeyHeader } from '../../providers/key-header.ts';
import type { CheckContext } from '../check.ts';
import { provesKey } from './proves-key.ts';

type SentFrom = { readonly from: string; readonly setting: string };

/** What became of two keys that a program sends together, each asked with alone and in its own header. */
export type SecondKey = {
  readonly path: string;
  readonly header: KeyHeader;
  /** Where the two come from. */
  readonly first: SentFrom;
  readonly second: SentFrom;
  readonly accepted: 'first' | 'second' | 'both' | 'neither';
  /** The key that is accepted gets in by the other header too: then nobody knows from here which of the two counts. */
  readonly readsBoth: boolean;
};

/** Tries the second key of a program; null where there is none, or where the first one met neither yes nor no. */
export async function trySecondKey(
  routes: readonly RouteContrast[],
  { gateway, settings, client }: CheckContext,
): Promise<SecondKey | null> {
  const { besideIn } = gateway;
  const ownHeader = settings.keySending?.header;
  const { credential, beside } = client ?? {};
  if (!besideIn || !ownHeader || !credential || !beside) return null;
  const proof = routes.find(provesKey);
  const told = proof ?? routes.find(({ real }) => real !== null && refuses(real));
  if (told === undefined) return null;
  const { path } = told;
  const ask = async (used: CredentialUsed) =>
    wireFactsOf(await gateway.ask(path, used), settings.profile.value);
  const answer = await ask(`beside-in-${besideIn}`);
  const names = { path, header: besideIn, first: placeOf(credential), second: placeOf(beside) };
  if (proof !== undefined) {
    if (!refuses(answer)) return { ...names, accepted: accepts(answer) ? 'both' : 'first', readsBoth: false };
    return { ...names, accepted: 'first', readsBoth: accepts(await ask(`real-in-${besideIn}`)) };
  }
  const isKnown = accepts(answer) && turnsDown(await ask(`wrong-in-${besideIn}`));
  if (!isKnown) return { ...names, accepted: 'neither', readsBoth: false };
  return { ...names, accepted: 'second', readsBoth: accepts(await ask(`beside-in-${ownHeader}`)) };
}

function placeOf({ from, setting }: SentFrom): SentFrom {
  return { from, setting };
}
