import type { ProviderProfile } from '../providers/profile.ts';
import { catalogueOf, clientRows, ownRows } from './catalogue.ts';
import { clientIds } from './clients/words.ts';
import type { AnswerEntry, LocalEntry } from './entry.ts';
import { type Hit, hitsNamed, lookUpDocumented } from './look-up-documented.ts';

/** Rows by name: what is documented, else what we named ourselves, else what only the settings of a client can be. */
export function lookUpName(name: string, profiles: readonly ProviderProfile[]): readonly Hit[] {
  const documented = lookUpDocumented(name, profiles);
  if (documented.length > 0) return documented;
  const own = hitsNamed(name, ownRows());
  return own.length > 0 ? own : hitsNamed(name, clientRows());
}

/** Rows by status. A gateway that documents no statuses has only guesses, so several candidates stay ambiguous. */
export function lookUpStatus(status: number, profiles: readonly ProviderProfile[]): readonly Hit[] {
  // Alone, a success is no error: only its body can say so.
  if (status < 400) return [];
  const rows = catalogueOf(profiles).filter(({ entry }) => {
    const { signatures, likelyStatus } = entry as Partial<AnswerEntry>;
    // What needs certain words beside its status is not shown by the status.
    const bare = (signatures ?? []).filter(({ messageHas }) => messageHas === undefined);
    return likelyStatus === status || bare.some((signature) => signature.status === status);
  });
  return rows.map((row) => ({ row, confidence: rows.length === 1 ? 'likely' : 'ambiguous' }));
}

/** Rows whose name stands in a longer text: a code as a whole word, a phrase anywhere. */
export function lookUpText(text: string, profiles: readonly ProviderProfile[]): readonly Hit[] {
  const hits = uniqueHits(namesIn(text, profiles).flatMap((name) => lookUpName(name, profiles)));
  // Clients put a general phrase around the reason: "fetch failed: connect ECONNREFUSED".
  const exact = hits.filter((hit) => !isGeneral(hit));
  return exact.length > 0 ? exact : hits;
}

/** Whether the entry says only that something failed: the reason may stand elsewhere in the text. */
export function isGeneral({ row }: Hit): boolean {
  return general.includes(row.id);
}

const general = ['network/failed', 'network/tls-failed', 'network/certificate-invalid'];

/** Every known name that stands in a longer text. */
export function namesIn(text: string, profiles: readonly ProviderProfile[]): readonly string[] {
  const sentence = text.toLowerCase();
  const words = new Set(sentence.match(/[a-z][a-z0-9_-]{3,60}/g) ?? []);
  const standsIn = (name: string) => (/[^a-z0-9_-]/.test(name) ? sentence.includes(name) : words.has(name));
  const names = catalogueOf(profiles).flatMap(({ code, entry, provider }) => [
    // One plain word such as "timeout" is no sign of a code; codes have an underscore or a hyphen in them. What is wrong
    // with a client's settings has a name that nobody else uses: in foreign words it is no code.
    ...(/[ _-]/.test(code) && !clientIds.some((id) => id === provider) ? [code] : []),
    ...((entry as Partial<AnswerEntry | LocalEntry>).names ?? []),
  ]);
  return [...new Set(names)].filter((name) => standsIn(name.toLowerCase()));
}

/** The first hit of each row. */
export function uniqueHits(hits: readonly Hit[]): readonly Hit[] {
  return hits.filter((hit, index) => hits.findIndex(({ row }) => row.id === hit.row.id) === index);
}
