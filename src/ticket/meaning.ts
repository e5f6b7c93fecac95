import { catalogueOf } from '../errors/catalogue.ts';
import type { EntryText } from '../errors/entry.ts';
import { lookUpName } from '../errors/look-up.ts';
import { lookUpAnswer } from '../errors/look-up-answer.ts';
import { docsOf, type WordingContext, wordFix } from '../errors/word-fix.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { ReportDocument } from '../report/ticket-document.ts';
import type { CallFacts } from './call-facts.ts';

/** What the catalogue knows about an error. */
export interface Known {
  readonly id: string;
  readonly entry: EntryText;
}

/**
 * By what a run or the reader of pastes has judged already, else by what was answered, else by the code alone. The
 * profile's rows come first.
 */
export function knownOf(
  { finding, named, answer, error }: CallFacts,
  profile: ProviderProfile,
  profiles: readonly ProviderProfile[],
): Known | undefined {
  const rows = catalogueOf(profiles);
  const judged = rows.find(({ id }) => id === finding);
  if (judged !== undefined && judged.id !== brokenStream) return judged;
  if (named !== null) return rows.find(({ id }) => id === named[0]);
  const inOrder = [profile, ...profiles.filter(({ id }) => id !== profile.id)];
  const hits = answer === null ? [] : lookUpAnswer(answer, [profile]);
  const byCode = error.code === null ? [] : lookUpName(error.code, inOrder);
  const isBare = hits.every(({ row }) => row.id.startsWith('edge/http-'));
  const [best] = isBare ? byCode : hits;
  return best?.row ?? judged ?? hits[0]?.row;
}

/** Older records call every stream so that broke off with an error, whatever error it was. */
export const brokenStream = 'stream/error-event';

/** The entry in words. `isUnnamed`: a fix that names somebody to write to has no place in this ticket. */
export function meaningOf(
  known: Known,
  context: WordingContext,
  isUnnamed: (text: string) => boolean,
): ReportDocument['meaning'] {
  const { id, entry } = known;
  const fixes = entry.fixes.map((fix) => wordFix(fix, context));
  return {
    id,
    title: entry.title,
    summary: entry.meaning,
    fixes: fixes.filter((fix) => isUnnamed(Object.values(fix).join(' '))),
    ...docsOf(entry),
  };
}
