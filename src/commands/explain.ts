import { type Hit, lookUpDocumented } from '../errors/look-up-documented.ts';
import { docsOf, type WordingContext, wordFix } from '../errors/word-fix.ts';
import type { ForeignText } from '../pastes/foreign-text.ts';
import { builtInProfiles, profileById } from '../providers/index.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { ExplainDocument, ExplainMatch } from '../report/documents.ts';
import type { System } from '../system/system.ts';
import { nextCommand } from './next-command.ts';
import type { CommandOutcome } from './outcome.ts';

export interface ExplainRequest {
  readonly words: readonly string[];
  /** Looks at this provider's documentation first. */
  readonly provider?: string;
  /** A settings file in the place of the usual one: it may define the provider. */
  readonly config?: string;
}

const longestEcho = 200;

/** Explains a code, a type, a status, the words of a message, or a paste. */
export async function explain(request: ExplainRequest, system: System): Promise<CommandOutcome> {
  const profiles = await profilesFor(request, system);
  const paste = await pasteOf(request.words, profiles, system);
  const text = paste.text.trim();
  const { kind, hits, note, gateway, client } = await find(paste, profiles, system);
  const document: ExplainDocument = {
    schemaVersion: 1,
    command: 'explain',
    input: { kind, text: isPaste(kind) ? '' : text.slice(0, longestEcho) },
    matches: hits.map((hit) => matchOf(hit, wordingFor(hit, profiles, system, { gateway, client }), gateway)),
    ...(note === undefined ? {} : { note }),
    nearest: hits.length > 0 ? [] : await namesNearTo(text.slice(0, longestEcho), profiles),
  };
  if (hits.length > 0 && !isPaste(kind)) return { document, exitCode: 0, secrets: [], allOwnWords: true };
  return { document, exitCode: hits.length > 0 ? 0 : 1, secrets: [] };
}

/** A paste may hold prompts and names: what it was need not be said again. */
function isPaste(kind: ExplainDocument['input']['kind']): boolean {
  return kind === 'text' || kind === 'json';
}

/** What a text was and which entries it names. */
export interface Found {
  readonly kind: ExplainDocument['input']['kind'];
  readonly hits: readonly Hit[];
  readonly note?: string;
  /** Whose host the newest error of a paste names; `none` for one that is nobody's who is known here. */
  readonly gateway?: ProviderProfile | 'none' | undefined;
  /** The program that a paste is about, by the name that `--for` takes. */
  readonly client?: string | undefined;
}

async function find(
  paste: ForeignText,
  profiles: readonly ProviderProfile[],
  { clock }: Pick<System, 'clock'>,
): Promise<Found> {
  const text = paste.text.trim();
  // "HTTP 502" is the name of an entry too, and says no more than the number does.
  const status = /^(?:http\s+)?([1-5]\d\d)$/i.exec(text)?.[1];
  if (status !== undefined) {
    const { lookUpStatus } = await import('../errors/look-up.ts');
    const hits = lookUpStatus(Number(status), profiles);
    return {
      kind: 'status',
      hits,
      note: `a status alone is not enough: the code in the answer decides${documentsOf(profiles[0])}`,
    };
  }
  const named = await hitsNamed(text, profiles);
  if (named.length > 0) return { kind: /\s/.test(text) ? 'words' : 'code', hits: named };
  // Loaded for a paste only: it knows every form of an answer.
  const { findInPaste } = await import('./explain/find-in-paste.ts');
  return findInPaste(paste, profiles, {
    nowMs: clock.now(),
    offsetMinutes: (atMs) => clock.offsetMinutes(atMs),
  });
}

/** What the documentation of the gateway in question says of statuses. */
function documentsOf(profile: ProviderProfile | undefined): string {
  return profile?.statuses === 'not-documented' ? `. ${profile.name} documents codes, no statuses` : '';
}

/** Most names are documented ones: the rest of the catalogue is loaded only for a name that is none of them. */
async function hitsNamed(text: string, profiles: readonly ProviderProfile[]): Promise<readonly Hit[]> {
  const documented = lookUpDocumented(text, profiles);
  return documented.length > 0
    ? documented
    : (await import('../errors/look-up.ts')).lookUpName(text, profiles);
}

async function namesNearTo(text: string, profiles: readonly ProviderProfile[]): Promise<readonly string[]> {
  return (await import('../errors/names-near.ts')).namesNear(text, profiles);
}

/** A hit in words. */
export function matchOf(
  { row, confidence, requestId }: Hit,
  context: WordingContext,
  gateway?: Found['gateway'],
): ExplainMatch {
  const { entry } = row;
  const isNamed = gateway !== 'none' || row.provider === context.profile.id;
  const isTheirs = isNamed && (entry.owner === 'gateway' || entry.owner === 'upstream');
  return {
    id: row.id,
    code: row.code,
    provider: row.provider,
    title: entry.title,
    summary: entry.meaning,
    owner: entry.owner,
    retry: entry.retry,
    ...(entry.retryNote === undefined ? {} : { retryNote: entry.retryNote }),
    causes: entry.causes,
    fixes: entry.fixes.map((fix) => wordFix(fix, context)),
    verify: context.command(entry.verify),
    ...docsOf(entry),
    ...(requestId === undefined ? {} : { requestId }),
    confidence,
    contact: isTheirs ? context.profile.support.map(({ label }) => label) : [],
  };
}

/** The words of an entry name its own gateway; one of ours or of a wire format speaks for the one that was called, else the first. */
export function wordingFor(
  { row }: Hit,
  profiles: readonly ProviderProfile[],
  system: System,
  { gateway, client }: Pick<Found, 'gateway' | 'client'> = {},
): WordingContext {
  const [first] = builtInProfiles;
  const called = gateway === 'none' ? undefined : gateway;
  const profile = profiles.find(({ id }) => id === row.provider) ?? called ?? profiles[0] ?? first;
  if (profile === undefined) throw new Error('there is no provider profile');
  return { profile, profiles, command: nextCommand(client === undefined ? {} : { client }, system) };
}

/**
 * The profiles whose errors count, the chosen one first. A gateway of the person's own documents no errors, so that
 * the others count beside it. Throws a UsageError for an unknown provider.
 */
export async function profilesFor(
  { provider, config }: Pick<ExplainRequest, 'provider' | 'config'>,
  system: System,
): Promise<readonly ProviderProfile[]> {
  if (provider === undefined) return builtInProfiles;
  const profile = profileById(provider, builtInProfiles);
  if (profile !== undefined) return [profile];
  // Read only for a name that is not built in: words to explain need no settings.
  const { loadUserFile } = await import('../settings/load-user-file.ts');
  const file = await loadUserFile(config, system);
  const own = profileById(provider, file?.profiles ?? []);
  if (own !== undefined) return [own, ...builtInProfiles];
  const { unknownProvider } = await import('../settings/unknown-provider.ts');
  throw unknownProvider(provider, file?.profiles ?? builtInProfiles, file?.problem && file.file);
}

/** The words that were typed, or what stands on stdin. Throws a UsageError where there is nothing. */
async function pasteOf(
  words: readonly string[],
  profiles: readonly ProviderProfile[],
  system: System,
): Promise<ForeignText> {
  const typed = words.join(' ').trim();
  const fromStdin = typed === '-' || (typed === '' && !system.stdin.isTerminal);
  const paste = fromStdin ? await readStdin(profiles, system) : asTyped(typed);
  // Of a long log nothing may be left over, which is an answer where it was read to its end.
  const isSearched = paste.search !== undefined && !system.interrupt.aborted;
  if (isSearched || paste.text.trim() !== '') return paste;
  const { UsageError } = await import('../errors/usage-error.ts');
  throw new UsageError('nothing to explain', 'nexus explain <code, status or message>, or a paste on stdin');
}

async function readStdin(profiles: readonly ProviderProfile[], system: System): Promise<ForeignText> {
  const { readForeignText } = await import('../pastes/foreign-text.ts');
  return readForeignText(system.stdin.chunks(), profiles);
}

function asTyped(text: string): ForeignText {
  return { text, bytes: Buffer.byteLength(text), lineNumberOf: (line) => line };
}
