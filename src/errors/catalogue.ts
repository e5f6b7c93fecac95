import { anthropicErrors } from '../dialects/anthropic-errors.ts';
import { openaiErrors } from '../dialects/openai-errors.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { clientErrorOf, clientIds, errorsOfClient } from './clients/index.ts';
import { answerRows, type CatalogueRow, documentedRows } from './documented-rows.ts';
import type { AnswerEntry, EntryText, LocalEntry } from './entry.ts';
import { httpErrors } from './http.ts';
import { ownErrors } from './own-errors.ts';

/** Everything that can be explained: what is documented, what we found a name for, then what is wrong with a client. */
export function catalogueOf(profiles: readonly ProviderProfile[]): readonly CatalogueRow[] {
  return [...documentedRows(profiles), ...ownRows(), ...clientRows()];
}

/** What nobody documents: of this machine, the network, and whatever stands before a gateway. */
export function ownRows(): readonly CatalogueRow[] {
  return [...answerRows('edge', 'nexus-doctor', httpErrors), ...localRows('nexus-doctor', ownErrors)];
}

/** What is wrong with the settings of a client. */
export function clientRows(): readonly CatalogueRow[] {
  return clientIds.flatMap((client) => localRows(client, errorsOfClient(client)));
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

function localRows(
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
