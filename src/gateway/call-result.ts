import type { PlainAnswer } from '../dialects/dialect.ts';
import { wrong } from '../dialects/dialect.ts';
import type { StreamEnd } from '../dialects/stream-reading.ts';
import type { ApiError, WireFacts } from '../errors/answer.ts';
import { errorInEvent } from '../errors/read-answer.ts';
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

/** How the bytes of a stream ended, apart from what its events say. `hung-up`: by us, far beyond the output limit. */
export type Transport =
  | 'complete'
  | 'cut'
  | 'stalled'
  | 'timed-out'
  | 'undecodable'
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
  const { path, mode, dialect } = call;
  if (seen !== undefined && (seen.events > 0 || isEmptyStream(exchange, facts))) {
    return { ...streamResult(exchange, seen), ...streamError(seen.end, path, requestId, profile) };
  }
  if (facts.kind === 'success' && exchange.outcome.kind === 'response') {
    const answer = dialect.readAnswer(JSON.parse(exchange.outcome.body));
    return { kind: 'plain', answer, ignored: mode === 'stream' };
  }
  const isPage = facts.kind === 'not-api' && (facts.answer.status ?? 0) < 300;
  if (!isPage) return { kind: 'refused', facts };
  if (mode === 'stream') return { kind: 'no-stream', what: pageWords[facts.answer.body] ?? 'something else' };
  const unasked = streamIn(exchange, call);
  if (unasked === undefined) return { kind: 'refused', facts };
  const { error } = streamError(unasked, path, requestId, profile);
  if (error !== undefined) return { kind: 'refused', facts: error };
  const why = 'it streamed although no stream was asked for';
  return { kind: 'plain', answer: wrong(why), ignored: false };
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
  path: string,
  requestId: string | undefined,
  profile: ProviderProfile,
): Pick<StreamResult, 'error'> {
  const found = end.end === 'error-event' ? errorInEvent(end.error) : undefined;
  if (found === undefined) return {};
  const head = { route: `POST ${path}`, ...(requestId === undefined ? {} : { requestId }) };
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
