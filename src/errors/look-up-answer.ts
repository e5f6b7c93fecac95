import type { ProviderProfile } from '../providers/profile.ts';
import type { AnswerFacts } from './answer.ts';
import { type CatalogueRow, catalogueOf } from './catalogue.ts';
import type { AnswerEntry } from './entry.ts';
import type { Confidence, Hit } from './look-up.ts';
import { matches, recognise } from './recognise.ts';

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
