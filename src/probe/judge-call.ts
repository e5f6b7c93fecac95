import { diagnose, type Where } from '../errors/diagnose.ts';
import { type Finding, own } from '../errors/finding.ts';
import type { CallResult } from '../gateway/call-result.ts';
import type { CallFacts } from '../gateway/model-call.ts';
import type { CellVerdict } from '../report/documents.ts';
import { judgeErrorEvent } from './judge-error-event.ts';
import { overrun } from './overrun.ts';
import { deviationWords, remarksOn } from './stream-remarks.ts';
import { cutWords, endWords, tooLargeWords } from './transport-words.ts';

/** What a call turned out to be. `passes`: it may be over at the next try, so it proves nothing broken. */
export interface CallJudgement {
  readonly verdict: CellVerdict;
  readonly findings: readonly Finding[];
  readonly passes: boolean;
}

/** Contract section 4: what counts as streaming and as buffered, in milliseconds. */
const apartMs = 50;
const lateMs = 300;
/** So many events in one read on average are no longer a stream of words. */
const burstEvents = 10;

/** Judges one call of a plain or streaming request. `repeat` is the same call without compression. Pure. */
export function judgeCall(facts: CallFacts, where: Where, repeat?: CallFacts): CallJudgement {
  const { verdict, passes, findings } = judgeResult(facts, where, repeat);
  const all = [...findings, ...overrun(facts, where.route)];
  const { requestId } = facts;
  if (requestId === undefined) return { verdict, passes, findings: all };
  const withId = all.map((finding) => ('params' in finding ? { ...finding, requestId } : finding));
  return { verdict, passes, findings: withId };
}

function judgeResult(facts: CallFacts, where: Where, repeat: CallFacts | undefined): CallJudgement {
  const { result } = facts;
  const { route } = where;
  switch (result.kind) {
    case 'refused':
      return judgeRefusal(result, where);
    case 'no-stream':
      return broken('not-sse', own('stream/not-sse', { route, what: result.what }));
    case 'plain':
      return judgePlain(result, route);
    case 'stream':
      return judgeStream(facts, result, where, repeat);
  }
}

/**
 * Whether all of a sound stream came at once and late: then it is asked for once more without compression. An event
 * that came apart, even an empty one, shows that nobody holds the events back.
 */
export function looksBuffered({ result }: CallFacts): boolean {
  if (result.kind !== 'stream' || result.end.end !== 'valid') return false;
  return spreadOfAll(result) < apartMs && (result.times.firstEventMs ?? 0) >= lateMs;
}

/** From the first piece of the answer to the last one; pings and empty events are no pieces. */
function spreadOf({ times }: StreamFacts): number {
  return (times.lastTokenMs ?? 0) - (times.firstTokenMs ?? 0);
}

/** From the first event of any kind to the last one. */
function spreadOfAll({ times }: StreamFacts): number {
  return (times.lastEventMs ?? 0) - (times.firstEventMs ?? 0);
}

function judgeRefusal({ facts }: Extract<CallResult, { kind: 'refused' }>, where: Where): CallJudgement {
  const diagnosis = diagnose(facts, where);
  if (diagnosis === undefined) throw new Error('a success was taken for a refusal');
  const findings = [diagnosis.finding];
  const passes = diagnosis.certainty === 'unknown';
  if (facts.kind === 'unreachable') {
    // The gateway had just been reached over it.
    if (facts.stale) return { verdict: 'unproven', findings, passes };
    const isLate = facts.code === 'TIMEOUT' && (facts.phase === 'headers' || facts.phase === 'request');
    return { verdict: isLate ? 'timed-out' : 'unreachable', findings, passes };
  }
  if (facts.kind === 'broken') {
    const ranOut = facts.end === 'stalled' || facts.end === 'timed-out';
    // Half an answer is none that was wrong: what the rest says is not known.
    return { verdict: ranOut ? facts.end : 'unproven', findings, passes };
  }
  return { verdict: refusesStreaming(diagnosis.finding) ? 'not-supported' : 'rejected', findings, passes };
}

/** The documented way to say "no streaming here". */
function refusesStreaming({ id }: Finding): boolean {
  return id.endsWith('/streaming_not_supported');
}

function judgePlain(
  { answer, ignored }: Extract<CallResult, { kind: 'plain' }>,
  route: string,
): CallJudgement {
  if (answer.kind === 'wrong')
    return broken('wrong-answer', own('stream/wrong-answer', { route, why: answer.why }));
  if (!ignored && answer.textLength === 0 && answer.stoppedBy !== 'limit') {
    return { verdict: 'answers', findings: [own('stream/empty', { route })], passes: false };
  }
  if (ignored) return broken('ignored-stream', own('stream/ignored', { route }));
  return { verdict: 'answers', findings: [], passes: false };
}

type StreamFacts = Extract<CallResult, { kind: 'stream' }>;

function judgeStream(
  facts: CallFacts,
  stream: StreamFacts,
  where: Where,
  repeat: CallFacts | undefined,
): CallJudgement {
  const { end, transport } = stream;
  const { route } = where;
  // Nobody knows how it would have ended, and the finding is that of `overrun`.
  if (transport === 'hung-up') return { verdict: 'unproven', findings: [], passes: false };
  const cut = {
    route,
    events: end.events,
    seconds: seconds(stream.times.lastEventMs ?? facts.timings.totalMs),
  };
  switch (end.end) {
    case 'valid':
      // Without its last line, a stream that also broke off or was called off is not known to be whole.
      if (end.deviations.includes('no-done') && transport !== 'complete') {
        return judgeEndless({ ...cut, why: deviationWords['no-done'] }, transport, where);
      }
      return withItsCut(judgeSound(facts, stream, where, repeat), stream, route);
    case 'error-event':
      return judgeErrorEvent({ ...cut, why: end.why }, stream.error, where);
    case 'other-grammar':
      return {
        verdict: 'unproven',
        findings: [own('stream/other-grammar', { route, why: end.why })],
        passes: true,
      };
    case 'unreadable-event':
      return broken('not-sse', own('stream/not-sse', { route, what: end.why }));
    case 'no-terminal-event':
    case 'no-events':
      return judgeEndless({ ...cut, why: end.why }, transport, where);
  }
}

type Cut = { readonly route: string; readonly events: number; readonly seconds: number };

/** A stream without its valid end: it stopped, we stopped it, or it ended too early. */
function judgeEndless(
  { why, ...cut }: Cut & { readonly why: string },
  transport: StreamFacts['transport'],
  { timeoutSeconds, idleSeconds = timeoutSeconds, totalSeconds = timeoutSeconds }: Where,
): CallJudgement {
  if (transport === 'stalled') {
    return mayPass(
      'stalled',
      own('stream/stalled', { ...cut, waited: idleSeconds, longer: idleSeconds * 2 }),
    );
  }
  if (transport === 'timed-out') {
    // A time-out holds twice for the whole of a call.
    return mayPass(
      'timed-out',
      own('stream/timed-out', { ...cut, waited: totalSeconds, longer: totalSeconds }),
    );
  }
  // We hung up, so nobody knows how it would have ended: neither truncated nor refused is proven.
  if (transport === 'event-too-large' || transport === 'too-large') {
    return mayPass('unproven', own('stream/too-large', { ...cut, what: tooLargeWords[transport] }));
  }
  return broken('truncated', own('stream/truncated', { ...cut, why: endWords(why, transport) }));
}

/** Too fast to tell is no fault, so a transfer that broke behind a valid end comes before it; worse faults stay first. */
function withItsCut(judgement: CallJudgement, { transport }: StreamFacts, route: string): CallJudgement {
  const why = cutWords[transport];
  if (why === undefined) return judgement;
  const isWorse = judgement.verdict !== 'streams' && judgement.findings[0]?.id !== 'stream/too-fast-to-tell';
  const cut = own('stream/cut-after-end', { route, why });
  return { ...judgement, findings: judgement.findings.toSpliced(isWorse ? 1 : 0, 0, cut) };
}

function judgeSound(
  facts: CallFacts,
  stream: StreamFacts,
  { route, isHere }: Where,
  repeat: CallFacts | undefined,
): CallJudgement {
  const { end, times } = stream;
  const spreadMs = spreadOf(stream);
  const suspect = facts.suspect === undefined ? {} : { suspect: facts.suspect };
  const remarks = remarksOn(stream, route);
  if (end.tokenEvents === 0) {
    return { verdict: 'unproven', findings: [own('stream/empty', { route }), ...remarks], passes: true };
  }
  if (spreadMs >= apartMs) {
    const { tokenReads } = times;
    const isInBursts = end.tokenEvents / tokenReads >= burstEvents;
    const bursts = isInBursts
      ? [own('stream/in-bursts', { route, events: end.tokenEvents, pieces: tokenReads, ...suspect })]
      : [];
    return { verdict: 'streams', findings: [...remarks, ...bursts], passes: false };
  }
  if (looksBuffered(facts) && repeat !== undefined) {
    if (looksBuffered(repeat)) {
      const held = own('stream/buffered', {
        route,
        events: end.events,
        seconds: seconds(times.firstEventMs ?? 0),
        ...suspect,
        ...(isHere === undefined ? {} : { isHere }),
      });
      return { verdict: 'buffered', findings: [held, ...remarks], passes: false };
    }
    if (streamsApart(repeat)) {
      const encoding = facts.contentEncoding === undefined ? {} : { encoding: facts.contentEncoding };
      const held = own('stream/held-back-by-compression', { route, ...encoding });
      return { verdict: 'unproven', findings: [held, ...remarks], passes: true };
    }
  }
  const spreadOfAllMs = spreadOfAll(stream);
  const measured =
    spreadOfAllMs < apartMs
      ? { events: end.events, ms: Math.round(spreadOfAllMs) }
      : {
          events: end.tokenEvents,
          ms: Math.round(spreadMs),
          all: { events: end.events, seconds: seconds(spreadOfAllMs) },
        };
  const fast = own('stream/too-fast-to-tell', { route, ...measured });
  return { verdict: 'unproven', findings: [fast, ...remarks], passes: true };
}

function streamsApart({ result }: CallFacts): boolean {
  return result.kind === 'stream' && result.end.end === 'valid' && spreadOf(result) >= apartMs;
}

function broken(verdict: CellVerdict, finding: Finding): CallJudgement {
  return { verdict, findings: [finding], passes: false };
}

function mayPass(verdict: CellVerdict, finding: Finding): CallJudgement {
  return { verdict, findings: [finding], passes: true };
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
