import { catalogueOf } from '../errors/catalogue.ts';
import { errorsInText, statusInText } from '../errors/errors-in-text.ts';
import {
  type Hit,
  lookUpAnswer,
  lookUpName,
  lookUpStatus,
  lookUpText,
  namesNear,
  uniqueHits,
} from '../errors/look-up.ts';
import { lookUpPage } from '../errors/look-up-page.ts';
import { UsageError } from '../errors/usage-error.ts';
import { docsOf, type WordingContext, wordFix } from '../errors/word-finding.ts';
import { builtInProfiles, profileById } from '../providers/index.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { CatalogueDocument, ExplainDocument, ExplainMatch } from '../report/documents.ts';
import { unknownProvider } from '../settings/unknown-provider.ts';
import type { System } from '../system/system.ts';
import { nextCommand } from './next-command.ts';
import type { CommandOutcome } from './outcome.ts';

export interface ExplainRequest {
  readonly words: readonly string[];
  /** Looks at this provider's documentation first. */
  readonly provider?: string;
}

/** A paste may be a long log; what an error needs stands in far less. */
const maxPasteBytes = 4 * 1024 * 1024;
const longestEcho = 200;

type Input = ExplainDocument['input'];

/** Explains a code, a type, a status, the words of a message, or a paste. */
export async function explain(request: ExplainRequest, system: System): Promise<CommandOutcome> {
  const profiles = profilesFor(request.provider);
  const text = await textOf(request.words, system);
  const { kind, hits, note } = find(text, profiles);
  const document: ExplainDocument = {
    schemaVersion: 1,
    command: 'explain',
    input: { kind, text: text.slice(0, longestEcho) },
    matches: hits.map((hit) => matchOf(hit, wordingFor(hit, profiles, system))),
    ...(note === undefined ? {} : { note }),
    nearest: hits.length > 0 ? [] : namesNear(text.slice(0, longestEcho), profiles),
  };
  return { document, exitCode: hits.length > 0 ? 0 : 1, secrets: [] };
}

/** The whole catalogue, for `--list`. */
export function listCatalogue({ provider }: Pick<ExplainRequest, 'provider'>): CommandOutcome {
  const rows = catalogueOf(profilesFor(provider));
  const document: CatalogueDocument = {
    schemaVersion: 1,
    command: 'explain',
    entries: rows.map(({ id, code, provider: by, entry }) => ({
      id,
      code,
      provider: by,
      title: entry.title,
    })),
  };
  return { document, exitCode: 0, secrets: [] };
}

interface Found {
  readonly kind: Input['kind'];
  readonly hits: readonly Hit[];
  readonly note?: string;
}

function find(text: string, profiles: readonly ProviderProfile[]): Found {
  if (/^[1-5]\d\d$/.test(text)) {
    const hits = lookUpStatus(Number(text), profiles);
    return {
      kind: 'status',
      hits,
      note: `a status alone is not enough: the code in the answer decides. Nexus documents codes, no statuses`,
    };
  }
  const named = lookUpName(text, profiles);
  if (named.length > 0) return { kind: /\s/.test(text) ? 'words' : 'code', hits: named };
  const page = lookUpPage(text, profiles);
  if (page !== undefined) return { kind: 'text', hits: [page] };
  return findIn(text, profiles);
}

/** The errors of a paste; where the gateways document none of them, the names that stand in it. */
function findIn(text: string, profiles: readonly ProviderProfile[]): Found {
  const answers = errorsInText(text);
  const status = statusInText(text);
  const seen = answers.map((answer) => (status === undefined ? answer : { status, ...answer }));
  const hits = uniqueHits(seen.flatMap((answer) => lookUpAnswer(answer, profiles)));
  const kind = /^\s*\{/.test(text) ? 'json' : 'text';
  if (hits.some(({ confidence }) => confidence !== 'ambiguous')) return { kind, hits };
  const named = lookUpText(text, profiles);
  if (named.length > 0) return { kind, hits: named };
  if (hits.length > 0) {
    const code = answers.map((answer) => answer.code ?? answer.type).find((name) => name !== undefined);
    return code === undefined
      ? { kind, hits }
      : { kind, hits, note: `"${code}" is not a code that these gateways document` };
  }
  if (status === undefined) {
    return {
      kind: /[\s{]/.test(text) ? 'text' : 'code',
      hits: [],
      note: 'not a code that these gateways document',
    };
  }
  return {
    kind: 'text',
    hits: lookUpStatus(status, profiles),
    note: `only the status ${status} was found in this text`,
  };
}

function matchOf({ row, confidence, requestId }: Hit, context: WordingContext): ExplainMatch {
  const { entry } = row;
  const isTheirs = entry.owner === 'gateway' || entry.owner === 'upstream';
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

/** The words of an entry name its own gateway; one of ours or of a wire format speaks for the first profile. */
function wordingFor({ row }: Hit, profiles: readonly ProviderProfile[], system: System): WordingContext {
  const [first] = builtInProfiles;
  const profile = profiles.find(({ id }) => id === row.provider) ?? profiles[0] ?? first;
  if (profile === undefined) throw new Error('there is no provider profile');
  return { profile, profiles, command: nextCommand({}, system) };
}

function profilesFor(provider: string | undefined): readonly ProviderProfile[] {
  if (provider === undefined) return builtInProfiles;
  const profile = profileById(provider, builtInProfiles);
  if (profile === undefined) throw unknownProvider(provider, builtInProfiles);
  return [profile];
}

async function textOf(words: readonly string[], system: System): Promise<string> {
  const typed = words.join(' ').trim();
  const fromStdin = typed === '-' || (typed === '' && !system.stdin.isTerminal);
  const text = fromStdin ? (await system.stdin.readAll(maxPasteBytes)).trim() : typed;
  if (text !== '') return text;
  throw new UsageError('nothing to explain', 'nexus explain <code, status or message>, or a paste on stdin');
}
