import type { StreamCounts, StreamEnd } from '../../src/dialects/stream-reading.ts';
import type { AnswerFacts, WireFacts } from '../../src/errors/answer.ts';
import { type CallResult, streamError } from '../../src/gateway/call-result.ts';
import type { EventTimes } from '../../src/gateway/event-clock.ts';
import type { CallFacts } from '../../src/gateway/model-call.ts';
import { nexus } from '../../src/providers/nexus/profile.ts';

/** A call that ended this way; what a test does not say is ordinary. */
export function callFacts(result: CallResult, more: Partial<CallFacts> = {}): CallFacts {
  const timings = {
    connectMs: 1,
    tlsMs: null,
    headersMs: 2,
    firstByteMs: 3,
    firstTokenMs: 4,
    longestGapMs: null,
    lastEventMs: 5,
    totalMs: 6,
  };
  return {
    clientRequestId: '0b9e2a36-0000-4000-8000-000000000001',
    requestId: 'req_1',
    status: 200,
    limitTokens: 64,
    timings,
    result,
    ...more,
  };
}

type Stream = Extract<CallResult, { kind: 'stream' }>;
type End = StreamEnd extends infer One
  ? One extends StreamEnd
    ? Omit<One, keyof StreamCounts>
    : never
  : never;

/** When the first and the last piece of the answer came, in milliseconds, and in how many reads. */
export function times(firstTokenMs: number, lastTokenMs: number, tokenReads = 20): EventTimes {
  const at = { firstByteMs: firstTokenMs, firstEventMs: firstTokenMs, lastEventMs: lastTokenMs };
  return { ...at, firstTokenMs, lastTokenMs, tokenReads };
}

export function stream(
  end: End,
  when: EventTimes = times(80, 900),
  more: Partial<Pick<Stream, 'transport' | 'contentType'>> & Partial<StreamCounts> = {},
): CallFacts {
  const { transport = 'complete', contentType = 'text/event-stream; charset=utf-8', ...counts } = more;
  const counted: StreamCounts = {
    events: 20,
    tokenEvents: 15,
    textLength: 60,
    estimatedTokens: 15,
    deviations: [],
    ...counts,
  };
  const whole: StreamEnd = { ...counted, ...end };
  const error = streamError(whole, '/v1/messages', undefined, nexus);
  return callFacts({ kind: 'stream', end: whole, transport, times: when, contentType, ...error });
}

/** The gateway said no with this answer, which the catalogue knows as `entry`. */
export function refusal(
  entry: string,
  answer: Partial<AnswerFacts>,
  more: Partial<Pick<Extract<WireFacts, { kind: 'api-error' }>, 'access' | 'provesKey'>> = {},
): CallFacts {
  const facts: WireFacts = {
    kind: 'api-error',
    answer: { body: 'api-error', ...answer },
    entry,
    documented: true,
    access: false,
    provesKey: false,
    ...more,
  };
  return callFacts({ kind: 'refused', facts }, { ...(answer.status && { status: answer.status }) });
}

/** No API answered. */
export function noAnswer(facts: Exclude<WireFacts, { kind: 'api-error' | 'success' }>): CallFacts {
  return callFacts({ kind: 'refused', facts });
}
