import type { PlainAnswer } from '../dialects/dialect.ts';
import { wrong } from '../dialects/dialect.ts';
import type { StreamEnd } from '../dialects/stream-reading.ts';
import type { AnswerFacts, ApiError, WireFacts } from '../errors/answer.ts';
import { errorIn, errorInEvent } from '../errors/read-answer.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { EventTimes } from './event-clock.ts';
import type { Exchange } from './gateway-client.ts';
import type { ModelCall } from './model-call.ts';
import { type SeenStream, watchStream } from './watch-stream.ts';
import { apiErrorOf } from './wire-facts.ts';

export type CallResult =
  | { readonly kind: 'refused'; readonly facts: WireFacts }
  /** `ignored`: a stream was asked for. */
  | { readonly kind: 'plain'; readonly answer: PlainAnswer; readonly ignored: boolean }
  | {
      readonly kind: 'stream';
      readonly end: StreamEnd;
      readonly transport: Transport;
      readonly times: EventTimes;
      readonly contentType: string;
      /** The error that came in an event, in place of the end. */
      readonly error?: ApiError;
    }
  | { readonly kind: 'no-stream'; readonly what: string };

/**
 * How the bytes of a stream ended, apart from what its events say. The last three are ours: an event or the whole was
 * larger than we read, or `hung-up`, far beyond the output limit.
 */
export type Transport =
  | 'complete'
  | 'cut'
  | 'stalled'
  | 'timed-out'
  | 'undecodable'
  | 'event-too-large'
  | 'too-large'
  | 'hung-up';

type StreamResult = Extract<CallResult, { kind: 'stream' }>;

/** An ended call as it came over the wire. `seen` is there when a stream was asked for. */
interface EndedCall {
  readonly exchange: Exchange;
  readonly facts: WireFacts;
  readonly seen: SeenStream | undefined;
  readonly requestId: string | undefined;
}

/** What the gateway made of a call. */
export function resultOf(
  { exchange, facts, seen, requestId }: EndedCall,
  call: ModelCall,
  profile: ProviderProfile,
): CallResult {
  const { mode, dialect } = call;
  const route = `POST ${new URL(exchange.url).pathname}`;
  if (seen !== undefined && (seen.events > 0 || hasNoEnd(seen) || isEmptyStream(exchange, facts))) {
    return { ...streamResult(exchange, seen), ...streamError(seen.end, route, requestId, profile) };
  }
  if (facts.kind === 'success' && exchange.outcome.kind === 'response') {
    const json: unknown = JSON.parse(exchange.outcome.body);
    const answer = dialect.readAnswer(json);
    const said = answer.kind === 'wrong' ? messageInstead(json) : undefined;
    if (said !== undefined) {
      const { status } = exchange.outcome;
      const id = requestId === undefined ? {} : { requestId };
      return { kind: 'refused', facts: apiErrorOf({ route, status, ...id, ...said }, profile) };
    }
    return { kind: 'plain', answer, ignored: mode === 'stream' };
  }
  const isPage = facts.kind === 'not-api' && /^2/.test(`${facts.answer.status}`);
  if (!isPage) return { kind: 'refused', facts };
  if (mode === 'stream') return { kind: 'no-stream', what: pageWords[facts.answer.body] ?? 'something else' };
  const unasked = streamIn(exchange, call);
  if (unasked === undefined) return { kind: 'refused', facts };
  const { error } = streamError(unasked, route, requestId, profile);
  if (error !== undefined) return { kind: 'refused', facts: error };
  const why = 'it streamed although no stream was asked for';
  return { kind: 'plain', answer: wrong(why), ignored: false };
}

/** Where there is no answer, the words that stand in its place: relays say `{"code": -1, "msg": "…"}` with status 200. */
function messageInstead(json: unknown): AnswerFacts | undefined {
  const said = errorIn(json, undefined);
  return said?.message === undefined ? undefined : said;
}

/** More came without the end of an event than any answer to a small call has, whatever it calls itself. */
function hasNoEnd({ stopped }: SeenStream): boolean {
  return stopped === 'event-too-large' || stopped === 'too-large';
}

/** An event stream by its own word, without one event. JSON is none, whatever its header says. */
function isEmptyStream({ outcome }: Exchange, facts: WireFacts): boolean {
  if (facts.kind === 'success' || facts.kind === 'api-error') return false;
  if (outcome.kind !== 'response' || outcome.status !== 200) return false;
  return outcome.headers['content-type']?.startsWith('text/event-stream') === true;
}

function streamResult({ outcome }: Exchange, { end, times, stopped }: SeenStream): StreamResult {
  const response = outcome.kind === 'response' ? outcome : undefined;
  const transport = stopped ?? response?.bodyEnd ?? 'cut';
  const contentType = response?.headers['content-type'] ?? '';
  return { kind: 'stream', end, transport, times, contentType };
}

/** What the catalogue knows of the error that ended a stream. */
export function streamError(
  end: StreamEnd,
  route: string,
  requestId: string | undefined,
  profile: ProviderProfile,
): Pick<StreamResult, 'error'> {
  const found = end.end === 'error-event' ? errorInEvent(end.error) : undefined;
  if (found === undefined) return {};
  // Events come in a 200 only.
  const sent = found.status === undefined ? {} : { sentStatus: 200 };
  const head = { route, inStream: true as const, ...sent, ...(requestId === undefined ? {} : { requestId }) };
  return { error: apiErrorOf({ ...head, ...found }, profile) };
}

/** How a stream ended that nobody had asked for; undefined where the body is none. */
function streamIn({ outcome }: Exchange, { dialect, limit }: ModelCall): StreamEnd | undefined {
  if (outcome.kind !== 'response') return undefined;
  const watch = watchStream(dialect, limit);
  watch.onChunk(Buffer.from(outcome.body), 0);
  const { events, end } = watch.end();
  return events === 0 ? undefined : end;
}

const pageWords: Readonly<Record<string, string>> = {
  html: 'a web page',
  text: 'plain text',
  empty: 'an empty body',
};
