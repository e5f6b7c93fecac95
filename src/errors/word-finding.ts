import type { ProviderProfile } from '../providers/profile.ts';
import type { FindingDocument } from '../report/documents.ts';
import type { AnswerFacts } from './answer.ts';
import { entryOf, ownEntryOf } from './catalogue.ts';
import type { Circumstance, EntryText, Fix, Variant } from './entry.ts';
import type { Finding } from './finding.ts';
import { docsOf, type WordingContext, wordFix } from './word-fix.ts';

/** Turns an id with its values into what people and programs read. */
export function wordFinding(
  finding: Finding,
  severity: 'as-entered' | 'unknown' | 'hint',
  context: WordingContext,
): FindingDocument {
  const found = entryOf(finding.id, context.profiles);
  if (found === undefined) throw new Error(`no catalogue entry for ${finding.id}`);
  const entry = { ...found, ...variantOf(found, finding, context), ...wordsOf(finding) };
  const seen =
    'params' in finding ? { ...idIn(finding), ...(finding.params as object) } : seenIn(finding.answer);
  const fixes = fixesOf(finding, entry).map((fix) => wordFix(fix, context, seen));
  const answer = 'answer' in finding ? finding.answer : { requestId: finding.requestId, at: undefined };
  return {
    id: finding.id,
    severity: severity === 'as-entered' ? entry.severity : severity,
    title: entry.title,
    summary: summaryOf(finding, context.profile),
    owner: entry.owner,
    retry: entry.retry,
    causes: entry.causes,
    fixes: inOrder(fixes, { id: finding.id, retry: entry.retry }, context),
    ...docsOf(entry),
    ...(answer.requestId === undefined ? {} : { requestId: answer.requestId }),
    ...(answer.at === undefined ? {} : { seenAt: answer.at }),
    ...(entry.unconfirmed ? { unconfirmed: true as const } : {}),
  };
}

function fixesOf(finding: Finding, entry: EntryText): readonly Fix[] {
  if ('answer' in finding) return entry.fixes;
  // As for the summary: the union pairs each id with its own parameters.
  const fixesFor = ownEntryOf(finding.id)?.fixesFor as ((params: object) => readonly Fix[]) | undefined;
  return fixesFor?.(finding.params) ?? entry.fixes;
}

function wordsOf(finding: Finding): Partial<Pick<EntryText, 'owner' | 'causes'>> {
  if ('answer' in finding) return {};
  // As for the summary: the union pairs each id with its own parameters.
  const wordsFor = ownEntryOf(finding.id)?.wordsFor as ((params: object) => Partial<EntryText>) | undefined;
  return wordsFor?.(finding.params) ?? {};
}

/**
 * The command that runs now stands last: something has to change before it. Where it is all there is, and no wait may
 * change anything either, the way out is to read about it.
 */
function inOrder(
  fixes: readonly Fix[],
  { id, retry }: Pick<FindingDocument, 'id' | 'retry'>,
  context: WordingContext,
): readonly Fix[] {
  const others = fixes.filter((fix) => !isItself(fix, context));
  const mayPass = retry === 'later' || retry === 'when-told';
  if (others.length > 0 || mayPass) return [...others, ...fixes.filter((fix) => isItself(fix, context))];
  return [{ kind: 'run', command: context.command(`nexus explain ${id}`), why: 'read what it means' }];
}

/** The same words in another order are the same command. */
function isItself(fix: Fix, { itself }: WordingContext): boolean {
  return fix.kind === 'run' && itself !== undefined && inAnyOrder(fix.command) === inAnyOrder(itself);
}

function inAnyOrder(command: string): string {
  return command.split(' ').toSorted().join(' ');
}

function variantOf(
  { variants = [] }: EntryText,
  finding: Finding,
  context: WordingContext,
): Partial<Variant> {
  if (!('answer' in finding)) return {};
  const [method, path] = (finding.answer.route ?? '').split(' ');
  const route = context.profile.routes.find((one) => one.method === method && one.path === path);
  const isDocumented = method === 'POST' && route !== undefined && route.assumed !== true;
  const holds: Readonly<Record<Circumstance, boolean>> = {
    'on-get': method === 'GET',
    'on-documented-route': isDocumented,
    'on-streaming-route': isDocumented && route.streams === 'yes',
    'with-balance': method === 'POST' && context.hasBalance === true,
  };
  return variants.find(({ when }) => holds[when]) ?? {};
}

/** What the words of a fix name where the answer had it, and leave out where it had not. */
function seenIn(answer: AnswerFacts) {
  const { resetAt, retryAfterSeconds, param } = answer;
  return {
    ...idIn(answer),
    resetAt: momentWords(resetAt),
    field: param === undefined ? undefined : `the field ${param}`,
    wait: retryAfterSeconds === undefined ? 'wait a minute' : `wait ${waitWords(retryAfterSeconds)}`,
  };
}

/** Nobody can keep or send an id that did not come. */
function idIn({ requestId }: Pick<AnswerFacts, 'requestId'>) {
  return requestId === undefined ? { keep: 'keep the answer', withId: '' } : {};
}

/** `2026-11-24 00:00 UTC` */
function momentWords(at: string | undefined): string | undefined {
  return at === undefined ? undefined : `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function summaryOf(finding: Finding, profile: ProviderProfile): string {
  if (!('answer' in finding)) {
    // The union pairs each id with its own parameters; TypeScript cannot call a member of a union of functions with it.
    const summary = ownEntryOf(finding.id)?.summary as (params: object) => string;
    return summary(finding.params);
  }
  return answerSummary(finding.answer, finding.id.startsWith('edge/'), profile);
}

function answerSummary(answer: AnswerFacts, undocumented: boolean, profile: ProviderProfile): string {
  const name = answer.code ?? answer.type;
  const error = [answer.status, name].filter((part) => part !== undefined).join(' ');
  const seen = insideWords(answer, error) ?? error;
  const who = answer.route === undefined ? 'the gateway' : answer.route;
  const note = undocumented && name !== undefined ? ` (not a code that ${profile.name} documents)` : '';
  const message = answer.body !== 'api-error' || answer.message === undefined ? '' : `: "${answer.message}"`;
  const field = namesField(answer) ? ` (${answer.param})` : '';
  const page = answer.body === 'html-message' ? ', with a web page as its message' : '';
  const wait = answer.retryAfterSeconds;
  const asks = wait === undefined ? '' : `; the gateway asks to wait ${waitWords(wait)}`;
  return `${who} answered ${seen || 'an error'}${note}${message}${field}${page}${asks}`;
}

/** A complaint about a form whose message leaves out the field, as FastAPI's "Field required". */
function namesField({ status, param, message = '', body }: AnswerFacts): boolean {
  if (body !== 'api-error' || param === undefined) return false;
  return (status === 400 || status === 422) && !message.includes(param);
}

/** An error behind a status that says success; undefined for any other. */
function insideWords({ sentStatus, inStream }: AnswerFacts, error: string): string | undefined {
  const where = inStream ? 'inside its stream' : 'inside';
  if (sentStatus !== undefined) return `${sentStatus} with an error ${error} ${where}`;
  return inStream ? `200 with ${error || 'an error'} ${where}` : undefined;
}

/** Seconds up to two minutes, then minutes and hours, rounded up: too early helps nobody. */
export function waitWords(seconds: number): string {
  if (seconds <= 120) return `${Math.ceil(seconds)} s`;
  return seconds <= 7200 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`;
}
