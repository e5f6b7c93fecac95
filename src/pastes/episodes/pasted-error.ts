import type { AnswerFacts } from '../../errors/answer.ts';
import { type FactMark, type FactName, type FactValues, type FailureMark, nearMsOf } from '../mark.ts';
import type { Found, FoundTime, PasteContext, PastedError, UnclearTime } from '../paste.ts';
import { bestOf, type Episode, weakestOfACall } from './episodes.ts';

const longestMessage = 1000;
const mostEvidence = 16;

/** Words that tell a quota from a rate, a permission from a wall; one hit of each is kept. */
const tellingWords =
  /\b(?:quota|balance|credits?|billing|daily(?: token)? limit|monthly limit|rate limit\w*|too many requests|concurren\w+|tokens per (?:minute|day)|requests per (?:minute|day)|overloaded|permission|not (?:allowed|enabled)|region|country|blocked|captcha|just a moment)\b/gi;

/** One error with its facts, each with its place in words. */
export function pastedError(
  episode: Episode,
  lineOf: (at: number) => number,
  context: PasteContext,
): PastedError {
  const { facts, failures } = episode;
  const placed = (from: string, at: number) => `${from}, line ${lineOf(at)}`;
  const found = <Name extends FactName>(name: Name): Found<FactValues[Name]> | undefined => {
    const mark = bestOf(name, facts);
    return mark && { value: mark.value, from: placed(mark.from, mark.at) };
  };
  const main = failures.toSorted((one, other) => weight(other) - weight(one))[0];
  const said = main?.answer;
  const ofBody = <T>(value: T | undefined): Found<T> | undefined =>
    value === undefined || main === undefined ? undefined : { value, from: placed(main.from, main.at) };

  // With a control character in it, it is no id any more: a header beside it may have the whole one.
  const named = failures.find(({ answer }) => answer.requestId !== undefined && isWord(answer.requestId));
  const requestId =
    named?.answer.requestId !== undefined
      ? { value: named.answer.requestId, from: placed(named.from, named.at) }
      : found('requestId');
  const clientRequestId = found('clientRequestId');
  const status = statusOf(facts, placed);
  const time = timeOf(facts, placed, context);
  const speaker = speakerOf(episode, main, status?.value, requestId !== undefined);
  const message = messageFound(failures, main, placed);
  const retryAfterSeconds = waitOf(episode, placed, time, context);
  const evidence = [...new Set([...episode.evidence, ...wordsOf(message?.value)])].slice(0, mostEvidence);
  const optional = {
    requestId,
    clientRequestId: clientRequestId?.value === requestId?.value ? undefined : clientRequestId,
    code: ofBody(said?.code),
    type: ofBody(said?.type),
    message,
    status,
    retryAfterSeconds,
    model: modelOf(facts, placed),
    endpoint: endpointOf(facts, placed),
    stream: found('stream'),
    host: found('host'),
    time,
    unclearTime: unclearTimeOf(facts, placed, context),
    client: found('client'),
  };
  const answer: AnswerFacts = {
    ...present({
      route: optional.endpoint?.value,
      status: status?.value,
      code: said?.code,
      type: said?.type,
      message: message?.value,
      requestId: requestId?.value,
      retryAfterSeconds: retryAfterSeconds?.value,
      at: time?.value,
    }),
    body: said?.body ?? 'text',
    ...(said?.anthropicShape === true ? { anthropicShape: true as const } : {}),
  };
  return { ...present(optional), answer, speaker, evidence, line: lineOf(episode.at) };
}

function isWord(id: string): boolean {
  return /^[^\s\p{Cc}\p{Cf}]+$/u.test(id);
}

type Placed = (from: string, at: number) => string;

/** An object without the fields that are not there. */
function present<T extends Record<string, unknown>>(
  fields: T,
): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  // fromEntries forgets the types; only absent fields are left out.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}

/** An API error with a code says most, a sentence of a client least. */
function weight({ answer, speaker }: FailureMark): number {
  const body =
    answer.body === 'api-error' || answer.body === 'html-message' ? 8 : answer.body === 'html' ? 4 : 0;
  const own = answer.code !== undefined && speaker !== 'client' ? 4 : answer.code !== undefined ? 1 : 0;
  return body + own + (answer.type === undefined ? 0 : 2) + (answer.message === undefined ? 0 : 1);
}

function messageFound(
  failures: readonly FailureMark[],
  main: FailureMark | undefined,
  placed: Placed,
): Found | undefined {
  const from =
    main?.answer.message === undefined ? failures.find(({ answer }) => answer.message !== undefined) : main;
  const message = from?.answer.message;
  if (from === undefined || message === undefined) return undefined;
  return { value: message.slice(0, longestMessage), from: placed(from.from, from.at) };
}

/** A refusal counts before a success that stands nearer: an error inside a 200 is still one. */
function statusOf(facts: readonly FactMark[], placed: Placed): Found<number> | undefined {
  const statuses = facts.filter((mark) => mark.fact === 'status');
  const bad = statuses.filter(({ value }) => Number(value) >= 400);
  const mark = bestOf('status', bad.length > 0 ? bad : statuses);
  return mark && { value: mark.value, from: placed(mark.from, mark.at) };
}

/** The moment of an error in UTC milliseconds, of a day that a program of today may have seen. */
export function momentOf({ facts }: Pick<Episode, 'facts'>, context: PasteContext): number | undefined {
  const mark = timeMarkOf(facts, context);
  return mark === undefined ? undefined : nearMsOf(mark);
}

function timeMarkOf(facts: readonly FactMark[], { nowMs }: PasteContext) {
  const stated = bestOf('timeMs', facts);
  const [local, unclear] = [bestOf('localTimeMs', facts), bestOf('unclearTime', facts)];
  const other = (local?.rank ?? 99) <= (unclear?.rank ?? 99) ? local : unclear;
  // A date that stands somewhere in a sentence is weaker than the time of the line itself.
  const isFarther =
    stated !== undefined && other !== undefined && stated.rank > 6 && other.rank < stated.rank;
  const mark = stated === undefined || isFarther ? other : stated;
  const ms = mark && nearMsOf(mark);
  return ms === undefined || Math.abs(ms - nowMs) > 60 * 365 * 86_400_000 ? undefined : mark;
}

function timeOf(facts: readonly FactMark[], placed: Placed, context: PasteContext): FoundTime | undefined {
  const mark = timeMarkOf(facts, context);
  if (mark === undefined || mark.fact === 'unclearTime') return undefined;
  return {
    value: new Date(Number(mark.value)).toISOString(),
    from: placed(mark.from, mark.at),
    zone: mark.fact === 'timeMs' ? 'stated' : 'assumed-local',
  };
}

function unclearTimeOf(
  facts: readonly FactMark[],
  placed: Placed,
  context: PasteContext,
): UnclearTime | undefined {
  const mark = timeMarkOf(facts, context);
  if (mark?.fact !== 'unclearTime') return undefined;
  const { words, reason } = mark.value;
  return { value: words, reason, from: placed(mark.from, mark.at) };
}

/** Several that are set for all calls, or only named, tell nothing of this one. */
function modelOf(facts: readonly FactMark[], placed: Placed): Found | undefined {
  const mark = bestOf('model', facts);
  if (mark === undefined) return undefined;
  const rivals = facts.filter(({ fact, rank }) => fact === 'model' && rank === mark.rank);
  if (mark.rank >= weakestOfACall && new Set(rivals.map(({ value }) => value)).size > 1) return undefined;
  return { value: mark.value, from: placed(mark.from, mark.at) };
}

/** Method and path, where the method stands beside that path. */
function endpointOf(facts: readonly FactMark[], placed: Placed): Found | undefined {
  const path = bestOf('endpoint', facts);
  if (path === undefined) return undefined;
  const methods = facts.filter((mark) => mark.fact === 'method');
  const beside = methods.filter(({ at }) => at === path.at);
  const same = new Set(methods.map(({ value }) => value)).size === 1;
  const method = bestOf('method', beside.length > 0 ? beside : same ? methods : []);
  return {
    value: method === undefined ? path.value : `${method.value} ${path.value}`,
    from: placed(path.from, path.at),
  };
}

/** Seconds; a moment counts from the time of the answer, else from now. */
function waitOf(
  episode: Episode,
  placed: Placed,
  time: FoundTime | undefined,
  context: PasteContext,
): Found<number> | undefined {
  const { facts, failures } = episode;
  const inBody = failures.find(({ answer }) => answer.retryAfterSeconds !== undefined);
  const seconds = bestOf('retryAfterSeconds', facts);
  const moment = bestOf('retryAtMs', facts);
  if (seconds !== undefined && seconds.rank <= (moment?.rank ?? 9))
    return { value: seconds.value, from: placed(seconds.from, seconds.at) };
  if (inBody?.answer.retryAfterSeconds !== undefined)
    return { value: inBody.answer.retryAfterSeconds, from: placed(inBody.from, inBody.at) };
  if (moment === undefined) return undefined;
  const sinceMs = time === undefined ? context.nowMs : Date.parse(time.value);
  const value = Math.round((moment.value - sinceMs) / 1000);
  return value < 0 ? undefined : { value, from: placed(moment.from, moment.at) };
}

function speakerOf(
  { failures, evidence }: Episode,
  main: FailureMark | undefined,
  status: number | undefined,
  hasId: boolean,
): PastedError['speaker'] {
  if (main?.speaker === 'gateway') return 'gateway';
  if (failures.some(({ speaker }) => speaker === 'edge')) return 'edge';
  if (failures.some(({ speaker }) => speaker === 'gateway')) return 'gateway';
  if (status === undefined && failures.some(({ speaker }) => speaker === 'client')) return 'client';
  if (status !== undefined && hasId) return 'gateway';
  return status !== undefined && evidence.some((text) => /^cf-(?:ray|mitigated):/.test(text))
    ? 'edge'
    : 'unknown';
}

function wordsOf(message: string | undefined): readonly string[] {
  const words = message?.slice(0, longestMessage).match(tellingWords) ?? [];
  return words.slice(0, 4).map((word) => `words: ${word.toLowerCase()}`);
}
