import { nearestNames } from '../providers/nearest-names.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { AnswerFacts } from './answer.ts';
import { type CatalogueRow, catalogueOf } from './catalogue.ts';
import type { AnswerEntry, LocalEntry } from './entry.ts';
import { matches, recognise } from './recognise.ts';

export type Confidence = 'exact' | 'likely' | 'ambiguous';

/** A catalogue row that fits what was asked, and how surely. */
export interface Hit {
  readonly row: CatalogueRow;
  readonly confidence: Confidence;
  readonly requestId?: string;
}

/** Rows by name: a code, a type, an id or the words of a message, in any case; `-`, `_` and spaces are the same. */
export function lookUpName(name: string, profiles: readonly ProviderProfile[]): readonly Hit[] {
  const wanted = normalised(name);
  const rows = catalogueOf(profiles).filter(({ id, code, aliases }) =>
    [id, code, ...aliases].map(normalised).includes(wanted),
  );
  return surest(rows.length > 1 ? withoutBareStatus(rows) : rows);
}

/** Rows by status. A gateway that documents no statuses has only guesses, so several candidates stay ambiguous. */
export function lookUpStatus(status: number, profiles: readonly ProviderProfile[]): readonly Hit[] {
  const rows = catalogueOf(profiles).filter(({ entry }) => {
    const { signatures, likelyStatus } = entry as Partial<AnswerEntry>;
    return likelyStatus === status || (signatures ?? []).some((signature) => signature.status === status);
  });
  return rows.map((row) => ({ row, confidence: rows.length === 1 ? 'likely' : 'ambiguous' }));
}

/**
 * Rows for an error answer: each gateway recognises it by its own rules, and the surest recognition wins: by
 * code, by type and message, by one of them. What only the status says stays ambiguous.
 */
export function lookUpAnswer(answer: AnswerFacts, profiles: readonly ProviderProfile[]): readonly Hit[] {
  const ids = new Set(profiles.map((profile) => recognise(answer, profile).id));
  const rows = catalogueOf(profiles).filter(({ id }) => ids.has(id));
  const best = Math.max(0, ...rows.map((row) => sureness(row, answer)));
  const kept = rows.filter((row) => sureness(row, answer) === best);
  const confidence: Confidence = best === 0 ? 'ambiguous' : kept.length === 1 ? 'exact' : 'likely';
  const requestId = answer.requestId === undefined ? {} : { requestId: answer.requestId };
  return kept.map((row) => ({ row, confidence, ...requestId }));
}

/** 3 by a code, 2 by a type and a message, 1 by one of them, 0 by the status alone. */
function sureness({ entry }: CatalogueRow, answer: AnswerFacts): number {
  const { signatures = [] } = entry as Partial<AnswerEntry>;
  const found = signatures.filter((signature) => matches(signature, answer));
  return Math.max(
    0,
    ...found.map(({ code, type, messageHas }) =>
      code === undefined ? Number(type !== undefined) + Number(messageHas !== undefined) : 3,
    ),
  );
}

/** Names near to one that nothing was found for. */
export function namesNear(name: string, profiles: readonly ProviderProfile[]): readonly string[] {
  const names = catalogueOf(profiles).flatMap(({ code, id }) => (/\s/.test(code) ? [] : [code, id]));
  return nearestNames(name, [...new Set(names)]);
}

/** Rows whose name stands in a longer text: a code as a whole word, a phrase anywhere. */
export function lookUpText(text: string, profiles: readonly ProviderProfile[]): readonly Hit[] {
  const hits = uniqueHits(namesIn(text, profiles).flatMap((name) => lookUpName(name, profiles)));
  // Clients put a general phrase around the reason: "fetch failed: connect ECONNREFUSED".
  const exact = hits.filter(({ row }) => !general.includes(row.id));
  return exact.length > 0 ? exact : hits;
}

const general = ['network/failed', 'network/tls-failed', 'network/certificate-invalid'];

/** Every known name that stands in a longer text. */
export function namesIn(text: string, profiles: readonly ProviderProfile[]): readonly string[] {
  const sentence = text.toLowerCase();
  const words = new Set(sentence.match(/[a-z][a-z0-9_-]{3,60}/g) ?? []);
  const standsIn = (name: string) => (/[^a-z0-9_-]/.test(name) ? sentence.includes(name) : words.has(name));
  const names = catalogueOf(profiles).flatMap(({ code, entry }) => [
    // One plain word such as "timeout" is no sign of a code; codes have an underscore or a hyphen in them.
    ...(/[ _-]/.test(code) ? [code] : []),
    ...((entry as Partial<LocalEntry>).names ?? []),
  ]);
  return [...new Set(names)].filter((name) => standsIn(name.toLowerCase()));
}

/** The first hit of each row. */
export function uniqueHits(hits: readonly Hit[]): readonly Hit[] {
  return hits.filter((hit, index) => hits.findIndex(({ row }) => row.id === hit.row.id) === index);
}

/** Exact for one row; where several gateways use the name, each is likely. */
function surest(rows: readonly CatalogueRow[]): readonly Hit[] {
  return rows.map((row) => ({ row, confidence: rows.length === 1 ? 'exact' : 'likely' }));
}

function withoutBareStatus(rows: readonly CatalogueRow[]): readonly CatalogueRow[] {
  const named = rows.filter(({ id }) => !id.startsWith('edge/http-'));
  return named.length > 0 ? named : rows;
}

function normalised(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '_');
}
