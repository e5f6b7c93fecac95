import { catalogueOf } from '../../errors/catalogue.ts';
import type { EntryText, Signature } from '../../errors/entry.ts';
import type { ProviderProfile } from '../../providers/profile.ts';
import type { Literal } from './scan-literals.ts';
import { clientPhrases, failurePhrases, requestIdNames } from './scan-phrases.ts';

/**
 * How much a find says, the most telling first: words of a gateway or of its client; a failing status or connection,
 * which any program may write; a request id, which stands in good lines as well.
 */
export type AnchorKind = 'error' | 'failure' | 'request-id';

export type Anchor = Literal<AnchorKind>;

/** Shorter ones would slow down the search for all. */
export const shortestAnchor = 8;

/** Everything that can mark an error in a log: what the catalogue knows of these profiles, and what clients print. */
export function anchorsOf(profiles: readonly ProviderProfile[]): readonly Anchor[] {
  const rows = catalogueOf(profiles);
  const documented = rows.flatMap(({ code, aliases, entry }) =>
    signaturesOf(entry).length === 0 ? [] : [code, ...aliases, ...signaturesOf(entry).flatMap(namesIn)],
  );
  const connection = rows.flatMap(({ aliases, entry }) => (signaturesOf(entry).length === 0 ? aliases : []));
  // The first one of a literal counts, so the telling kinds come first.
  return unique([
    ...anchors('error', [...documented, ...clientPhrases]),
    ...anchors('failure', [...connection, ...failurePhrases]),
    ...anchors('request-id', requestIdNames),
  ]);
}

function signaturesOf(
  entry: EntryText & { readonly signatures?: readonly Signature[] },
): readonly Signature[] {
  return entry.signatures ?? [];
}

function namesIn({ code, type, messageHas }: Signature): readonly string[] {
  return [code, type, messageHas].filter((name) => name !== undefined);
}

function anchors(kind: AnchorKind, names: readonly string[]): readonly Anchor[] {
  // A bare number says nothing without the words around it, which are among the phrases.
  const words = names.filter((name) => !/^\d*$/.test(name));
  return words.flatMap((word) => spellings(word).map((literal) => ({ literal, kind })));
}

/** A short word is looked for in the places where a log names a code. */
function spellings(word: string): readonly string[] {
  if (Buffer.byteLength(word) >= shortestAnchor) return [word];
  const quoted = ['code', 'type'].flatMap((field) => [
    `"${field}":"${word}"`,
    `"${field}": "${word}"`,
    `\\"${field}\\":\\"${word}\\"`,
    `'${field}': '${word}'`,
    `${field}: '${word}'`,
    `${field}: "${word}"`,
    `${field}: ${word}`,
    `${field}=${word}`,
  ]);
  return [...quoted, `error: ${word}`, `error=${word}`].filter(
    (literal) => Buffer.byteLength(literal) >= shortestAnchor,
  );
}

function unique(all: readonly Anchor[]): readonly Anchor[] {
  const seen = new Map<string, Anchor>();
  for (const anchor of all) {
    const name = anchor.literal.toLowerCase();
    if (!seen.has(name)) seen.set(name, anchor);
  }
  return [...seen.values()];
}
