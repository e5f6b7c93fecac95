import { anthropicErrors } from '../dialects/anthropic-errors.ts';
import { openaiErrors } from '../dialects/openai-errors.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { AnswerEntry, EntryText } from './entry.ts';

/** One row of the catalogue as people look it up. */
export interface CatalogueRow {
  readonly id: string;
  /** The name that an answer carries, or the second half of the id. */
  readonly code: string;
  /** Who documents it: a provider's id, `openai`, `anthropic`, or for our own `nexus-doctor` or the client it is about. */
  readonly provider: string;
  readonly aliases: readonly string[];
  readonly entry: EntryText;
}

/** What a gateway documents, and after it what the vendors of the wire formats do. */
export function documentedRows(profiles: readonly ProviderProfile[]): readonly CatalogueRow[] {
  return [
    ...profiles.flatMap((profile) => answerRows(profile.id, profile.id, profile.errors)),
    ...answerRows('openai', 'openai', openaiErrors),
    ...answerRows('anthropic', 'anthropic', anthropicErrors),
  ];
}

/** Rows of entries that say how an answer shows them. */
export function answerRows(
  origin: string,
  provider: string,
  rows: Readonly<Record<string, AnswerEntry>>,
): readonly CatalogueRow[] {
  return Object.entries(rows).map(([key, entry]) => ({
    id: `${origin}/${key}`,
    code: entry.name,
    provider,
    aliases: [...(entry.aliases ?? []), ...(entry.names ?? []), key],
    entry,
  }));
}
