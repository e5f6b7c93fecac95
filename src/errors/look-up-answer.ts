import type { ProviderProfile } from '../providers/profile.ts';
import type { AnswerFacts } from './answer.ts';
import { catalogueOf } from './catalogue.ts';
import type { CatalogueRow } from './documented-rows.ts';
import type { AnswerEntry } from './entry.ts';
import type { Confidence, Hit } from './look-up-documented.ts';
import { matches, recognise } from './recognise.ts';

/**
 * Rows for an error answer: each gateway recognises it by its own rules, and the surest recognition wins: by
 * code, by type and message, by one of them. What only the status says stays ambiguous.
 */
export function lookUpAnswer(answer: AnswerFacts, profiles: readonly ProviderProfile[]): readonly Hit[] {
  const ids = new Set(profiles.map((profile) => recognise(answer, profile).id));
  // Where no status was seen, there is none that could be unusual.
  if (answer.status === undefined) ids.delete('edge/http-status');
  const known = catalogueOf(profiles);
  const rows = [...ids].flatMap((id) => known.find((row) => row.id === id) ?? []);
  const best = Math.max(0, ...rows.map((row) => sureness(row, answer)));
  const kept = rows.filter((row) => sureness(row, answer) === best);
  // A general type beside a code that nobody documents: what exactly went wrong is not known.
  const isSure = kept.length === 1 && (best === surest || answer.code === undefined);
  const confidence: Confidence = best === 0 ? 'ambiguous' : isSure ? 'exact' : 'likely';
  const requestId = answer.requestId === undefined ? {} : { requestId: answer.requestId };
  return kept.map((row) => ({ row, confidence, ...requestId }));
}

/** Whether one of the rows was found by the code of the answer, and not only by its type, message or status. */
export function isCodeKnown(answer: AnswerFacts, hits: readonly Hit[]): boolean {
  return hits.some(({ row }) => sureness(row, answer) === surest);
}

const surest = 3;

/** 3 by a code, or by words that say more than one, 2 by a type and a message, 1 by one of them, 0 by the status alone. */
function sureness({ entry }: CatalogueRow, answer: AnswerFacts): number {
  const { signatures = [], beatsCode } = entry as Partial<AnswerEntry>;
  const found = signatures.filter((signature) => matches(signature, answer));
  return Math.max(
    0,
    ...found.map(({ code, type, messageHas }) =>
      code === undefined && !(beatsCode && messageHas !== undefined)
        ? Number(type !== undefined) + Number(messageHas !== undefined)
        : surest,
    ),
  );
}
