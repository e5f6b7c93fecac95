import { anthropicErrors } from '../dialects/anthropic-errors.ts';
import { openaiErrors } from '../dialects/openai-errors.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { clientErrorOf, clientIds, errorsOfClient } from './clients/index.ts';
import type { AnswerEntry, EntryText, LocalEntry } from './entry.ts';
import { httpErrors } from './http.ts';
import { ownErrors } from './own-errors.ts';

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

/** Everything that can be explained: the providers' rows, the official ones, then our own, those of the clients last. */
export function catalogueOf(profiles: readonly ProviderProfile[]): readonly CatalogueRow[] {
  return [...rowsOfCalls(profiles), ...clientRows()];
}

/** What is wrong with the settings of a client. */
export function clientRows(): readonly CatalogueRow[] {
  return clientIds.flatMap((client) => ownRows(client, errorsOfClient(client)));
}

/** The same without what only the settings of a client can be: what a call, a key or this machine can meet. */
export function rowsOfCalls(profiles: readonly ProviderProfile[]): readonly CatalogueRow[] {
  return [
    ...profiles.flatMap((profile) => answerRows(profile.id, profile.id, profile.errors)),
    ...answerRows('openai', 'openai', openaiErrors),
    ...answerRows('anthropic', 'anthropic', anthropicErrors),
    ...answerRows('edge', 'nexus-doctor', httpErrors),
    ...ownRows('nexus-doctor', ownErrors),
  ];
}

function ownRows(
  provider: string,
  entries: Readonly<Record<string, LocalEntry<never>>>,
): readonly CatalogueRow[] {
  return Object.entries(entries).map(([id, entry]) => ({
    id,
    code: id.slice(id.indexOf('/') + 1),
    provider,
    aliases: entry.names ?? [],
    entry,
  }));
}

/** The entry of a finding id, or undefined for an id that nobody defines. */
export function entryOf(
  id: string,
  profiles: readonly ProviderProfile[],
): (EntryText & Partial<AnswerEntry>) | undefined {
  const ours = ownEntryOf(id);
  if (ours !== undefined) return ours;
  const slash = id.indexOf('/');
  const origin = id.slice(0, slash);
  const key = id.slice(slash + 1);
  if (origin === 'openai') return rowOf(openaiErrors, key);
  if (origin === 'anthropic') return rowOf(anthropicErrors, key);
  if (origin === 'edge') return rowOf(httpErrors, key);
  return rowOf(profiles.find((profile) => profile.id === origin)?.errors ?? {}, key);
}

/** The entry of a problem that we find ourselves, on this machine or in the settings of a client. */
export function ownEntryOf(id: string): LocalEntry<never> | undefined {
  return Object.hasOwn(ownErrors, id) ? ownErrors[id as keyof typeof ownErrors] : clientErrorOf(id);
}

function rowOf(rows: Readonly<Record<string, AnswerEntry>>, key: string): AnswerEntry | undefined {
  return Object.hasOwn(rows, key) ? rows[key] : undefined;
}

function answerRows(
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
