import type { LocalEntry } from '../entry.ts';
import type { OwnFinding, ParamsOf } from '../finding.ts';
import { aiderErrors } from './aider.ts';
import { claudeCodeErrors } from './claude-code.ts';
import { clineErrors } from './cline.ts';
import { codexErrors } from './codex.ts';
import { codexFileErrors } from './codex-files.ts';
import { codexKeyErrors } from './codex-key.ts';
import { continueErrors } from './continue.ts';
import { clientFitErrors } from './fit-errors.ts';
import { clientKeyErrors } from './key-errors.ts';
import { openaiSdkErrors } from './openai-sdk.ts';
import { opencodeErrors } from './opencode.ts';
import { clientUrlErrors } from './url-errors.ts';
import { type ClientId, type ClientWords, clientIds, clientWords, sentenceStart } from './words.ts';

/** What can be wrong with any client, in the words of one. */
function sharedErrors(id: ClientId, words: ClientWords) {
  const own = {
    verify: `nexus doctor --for ${id}`,
    source: { kind: 'inferred', from: `the settings of ${words.name}, as it documents them` },
  } as const;
  return { ...clientUrlErrors(words, own), ...clientKeyErrors(words, own), ...clientFitErrors(words, own) };
}

type Shared = ReturnType<typeof sharedErrors>;
export type SharedName = keyof Shared;
type SharedOf<Id extends ClientId> = { readonly [Name in SharedName as `${Id}/${Name}`]: Shared[Name] };

/** Made when one is looked for: few runs are about a client. */
const makers = {
  'claude-code': () => ({ ...sharedBy('claude-code'), ...claudeCodeErrors }),
  codex: () => ({ ...sharedBy('codex'), ...codexErrors, ...codexFileErrors, ...codexKeyErrors }),
  opencode: () => ({ ...sharedBy('opencode'), ...opencodeErrors }),
  cline: () => ({ ...sharedBy('cline'), ...clineErrors }),
  aider: () => ({ ...sharedBy('aider'), ...aiderErrors }),
  continue: () => ({ ...sharedBy('continue'), ...continueErrors }),
  'openai-sdk': () => ({ ...sharedBy('openai-sdk'), ...openaiSdkErrors }),
  'anthropic-sdk': () => sharedBy('anthropic-sdk'),
} as const satisfies Readonly<Record<ClientId, () => object>>;

type AllOf<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;
export type ClientErrors = AllOf<ReturnType<(typeof makers)[ClientId]>>;

const made = new Map<ClientId, Readonly<Record<string, LocalEntry<never>>>>();

/** Every problem of a client's set-up, by its permanent id: `codex/url-lacks-v1`. */
export function errorsOfClient(id: ClientId): Readonly<Record<string, LocalEntry<never>>> {
  const entries = made.get(id) ?? makers[id]();
  made.set(id, entries);
  return entries;
}

/** The entry of a finding about a client; undefined for any other id. */
export function clientErrorOf(id: string): LocalEntry<never> | undefined {
  const client = clientIds.find((one) => id.startsWith(`${one}/`));
  const entries = client === undefined ? {} : errorsOfClient(client);
  return Object.hasOwn(entries, id) ? entries[id] : undefined;
}

function sharedBy<Id extends ClientId>(id: Id): SharedOf<Id> {
  const entries = Object.entries(sharedErrors(id, clientWords[id]));
  // TypeScript does not follow names through fromEntries; the type above says what the line does.
  return Object.fromEntries(entries.map(([name, entry]) => [`${id}/${name}`, entry])) as SharedOf<Id>;
}

export type ClientErrorId = keyof ClientErrors;

/** A problem of a client's set-up. JSON, so that it can be evidence. */
export type ClientFinding = Extract<OwnFinding, { readonly id: ClientErrorId }>;

type ParamsOfShared<Name extends SharedName> =
  Parameters<Shared[Name]['summary']> extends [infer Params] ? Params : Record<never, never>;

/** A problem that one client alone can have, with its values. */
export function clientFinding<Id extends ClientErrorId>(id: Id, params: ParamsOf<Id>): ClientFinding {
  // A generic id can't be matched to its own member of the union; the signature is the proof.
  return { id, params } as unknown as ClientFinding;
}

/** One of the problems that every client can have, with its values. */
export function ofClient<Name extends SharedName>(
  id: ClientId,
  name: Name,
  params: ParamsOfShared<Name>,
): ClientFinding {
  // The id is put together from two halves that TypeScript can't match to one member; the signature is the proof.
  return { id: `${id}/${name}`, params } as unknown as ClientFinding;
}

export { type ClientId, clientIds, clientWords, sentenceStart };
