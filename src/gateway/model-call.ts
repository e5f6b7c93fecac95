import type { Dialect } from '../dialects/dialect.ts';
import type { AnswerMode, LimitField, OutputLimit } from '../dialects/output-limit.ts';
import type { WireFacts } from '../errors/answer.ts';
import type { KeyHeader } from '../providers/key-header.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { ProbeTimings } from '../report/documents.ts';
import { type CallResult, resultOf } from './call-result.ts';
import type { EventTimes } from './event-clock.ts';
import type { Exchange, GatewayClient } from './gateway-client.ts';
import type { SpendingPermit } from './spending-permit.ts';
import { watchStream } from './watch-stream.ts';
import { wireFactsOf } from './wire-facts.ts';

/** The smallest call of one route. */
export interface ModelCall {
  readonly path: string;
  readonly dialect: Dialect;
  readonly model: string;
  readonly mode: AnswerMode;
  readonly limit: OutputLimit;
  /** Without the optional fields. */
  readonly bare: boolean;
  readonly encoding: 'gzip, deflate' | 'identity';
  /** Undefined: the one of the program whose set-up this is, else the usual one. */
  readonly keyHeader: KeyHeader | undefined;
}

/** What one call showed: facts for the judge, no body, no verdict. */
export interface CallFacts {
  readonly clientRequestId: string;
  /** The output limit that was sent. */
  readonly limitTokens: number;
  /** Its field, when the gateway had refused the first one. */
  readonly correctedField?: LimitField;
  readonly requestId?: string;
  readonly status?: number;
  readonly timings: ProbeTimings;
  readonly result: CallResult;
  /** What can hold a stream back on the way, in the words of the answer's own headers. */
  readonly suspect?: string;
  readonly contentEncoding?: string;
}

/** A whole plain answer of at most 256 tokens is far smaller. */
const maxBodyBytes = 1024 * 1024;

/** `called-off`: we hung up ourselves, in whatever phase, so nobody knows what became of the call. */
export type SentCall =
  | { readonly kind: 'ended'; readonly facts: CallFacts }
  | { readonly kind: 'called-off' | 'no-permit' };

/** Sends one call; `no-permit`, and nothing is sent, when the permit is used up. */
export async function callModel(
  call: ModelCall,
  gateway: GatewayClient,
  profile: ProviderProfile,
  spending: {
    readonly permit: SpendingPermit;
    readonly beforeSend?: (clientRequestId: string) => Promise<void>;
  },
): Promise<SentCall> {
  const { dialect, path, model, mode, limit, bare, encoding, keyHeader } = call;
  const body = dialect.request({ model, path, mode, limit, bare });
  const watch = mode === 'stream' ? watchStream(dialect, limit) : undefined;
  const exchange = await gateway.post(path, body, {
    permit: spending.permit,
    beforeSend: spending.beforeSend,
    keyHeader,
    accept: mode === 'stream' ? 'text/event-stream' : 'application/json',
    encoding,
    maxBodyBytes,
    ...(watch === undefined ? {} : { onChunk: watch.onChunk }),
  });
  if (exchange === undefined) return { kind: 'no-permit' };
  if (wasCalledOff(exchange)) return { kind: 'called-off' };
  const facts = wireFactsOf(exchange, profile);
  const head = headFacts(exchange, facts);
  const seen = watch?.end();
  const result = resultOf({ exchange, facts, seen, requestId: head.requestId }, call, profile);
  const timings = timingsOf(exchange, seen?.times);
  return {
    kind: 'ended',
    facts: { limitTokens: limit.tokens, timings, result, ...head },
  };
}

/** `ABORTED` is the HTTP client's word for our own signal; a time-out has another. */
function wasCalledOff({ outcome }: Exchange): boolean {
  return outcome.kind === 'unreachable' && outcome.code === 'ABORTED';
}

function headFacts(
  exchange: Exchange,
  facts: WireFacts,
): Omit<CallFacts, 'timings' | 'result' | 'limitTokens'> {
  const { outcome, clientRequestId } = exchange;
  const requestId =
    requestIdOf(facts) ?? (outcome.kind === 'response' ? outcome.headers['x-request-id'] : undefined);
  if (outcome.kind !== 'response') return { clientRequestId };
  const suspect = suspectIn(outcome.headers, exchange.connection.proxy);
  const contentEncoding = outcome.headers['content-encoding'];
  return {
    clientRequestId,
    status: outcome.status,
    ...(requestId === undefined ? {} : { requestId }),
    ...(suspect === undefined ? {} : { suspect }),
    ...(contentEncoding === undefined ? {} : { contentEncoding }),
  };
}

function requestIdOf(facts: WireFacts): string | undefined {
  if (facts.kind === 'api-error' || facts.kind === 'not-api') return facts.answer.requestId;
  return facts.kind === 'success' ? facts.requestId : undefined;
}

/** Machines on the way name themselves in these headers. */
function suspectIn(headers: Readonly<Record<string, string>>, proxy: string | undefined): string | undefined {
  const named = (['via', 'server', 'cf-ray', 'x-cache', 'content-encoding'] as const)
    .filter((name) => headers[name] !== undefined)
    .map((name) => `${name}: ${headers[name]}`);
  const all = proxy === undefined ? named : [`proxy ${proxy}`, ...named];
  return all.length === 0 ? undefined : all.join(', ');
}

function timingsOf({ timings, connection }: Exchange, times: Partial<EventTimes> = {}): ProbeTimings {
  const whole = (ms: number | undefined) => (ms === undefined ? null : Math.round(ms));
  return {
    connectMs: whole(connection.connectMs),
    tlsMs: whole(connection.tlsMs),
    headersMs: whole(timings.headersMs),
    firstByteMs: whole(times.firstByteMs),
    firstTokenMs: whole(times.firstTokenMs),
    longestGapMs: whole(times.longestGapMs),
    lastEventMs: whole(times.lastEventMs),
    totalMs: Math.round(timings.totalMs),
  };
}
