import type { Connection } from './connection.ts';
import { codeOf, failedToWrite, malformedHttp, statusOf } from './failure.ts';
import { codingOf, type Room, readBody } from './read-body.ts';
import type { HttpOutcome, HttpRequest, HttpResult, Phase } from './system.ts';
import { type Answer, requestOn } from './undici-client.ts';

/** `stale`: a connection that was open before ended without one byte of an answer. */
interface Attempt {
  readonly result: HttpResult;
  readonly stale: boolean;
}

type Ended = { readonly phase: Phase; readonly error: unknown };

/** Sends one request on one connection. `signal` aborts with the code to report, as its reason. Never rejects. */
export async function sendOn(
  connection: Connection,
  request: HttpRequest,
  reading: Reading,
): Promise<Attempt> {
  const { signal, startedAt } = reading;
  const openedBefore = connection.opened;
  const socketBefore = connection.socket;
  const bytesBefore = socketBefore?.bytesRead;

  const answer = await answerOrEnd(connection, request, signal);
  const headersMs = performance.now() - startedAt;
  const reused = openedBefore > 0 && connection.opened === openedBefore;
  const answered = !('phase' in answer);
  const stale = reused && !answered && !signal.aborted && socketBefore?.bytesRead === bytesBefore;
  const outcome =
    'phase' in answer
      ? { ...unreachable(answer), ...(stale ? { stale } : {}) }
      : await outcomeOf(answer, connection, request, reading);

  return {
    result: {
      outcome,
      connection: connection.trace.facts(reused),
      timings: { totalMs: performance.now() - startedAt, ...(answered ? { headersMs } : {}) },
    },
    stale,
  };
}

/** Does not rely on undici to notice an abort: before a connection is there, it does not. */
async function answerOrEnd(
  connection: Connection,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<Answer | Ended> {
  const url = new URL(request.url);
  const stopped = new Promise<Ended>((resolve) => {
    const stop = () => {
      resolve({ phase: connection.phase(), error: { code: signal.reason } });
      void connection.destroy();
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
  const answered = requestOn(connection.client, {
    method: request.method,
    path: url.pathname + url.search,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
  }).catch(
    (error: unknown): Ended => ({ phase: failedToWrite(error) ? 'request' : connection.phase(), error }),
  );
  return Promise.race([stopped, answered]);
}

function unreachable({ phase, error }: Ended): Extract<HttpOutcome, { kind: 'unreachable' }> {
  const status = statusOf(error);
  return {
    kind: 'unreachable',
    phase,
    code: codeOf(error) ?? malformedHttp,
    ...(status === undefined ? {} : { status }),
  };
}

interface Reading {
  readonly signal: AbortSignal;
  readonly startedAt: number;
  readonly room: Room;
  readonly onArrival?: () => void;
}

/** Reasons of ours to stop reading that are facts about the answer. */
const stopWords: Readonly<Record<string, 'timed-out' | 'stalled'>> = {
  TIMEOUT: 'timed-out',
  IDLE: 'stalled',
};

async function outcomeOf(
  answer: Answer,
  connection: Connection,
  request: HttpRequest,
  { signal, startedAt, room, onArrival }: Reading,
): Promise<HttpOutcome> {
  const headers = joined(answer.headers);
  const { socket } = connection;
  const isSuccess = answer.statusCode >= 200 && answer.statusCode < 300;
  const onChunk = isSuccess ? request.onChunk : undefined;
  const { body, bodyBytes, bodyEnd } = await readBody(
    answer.body,
    {
      coding: codingOf(headers['content-encoding']),
      maxBytes: request.maxBodyBytes,
      room,
      signal,
      onChunk: onChunk && ((bytes) => onChunk(bytes, performance.now() - startedAt)),
      onArrival,
    },
    () => socket?.readableEnded ?? true,
  );
  const end = bodyEnd === 'stopped' ? stopWords[String(signal.reason)] : bodyEnd;
  if (end === undefined) return { kind: 'unreachable', phase: 'body', code: String(signal.reason) };
  return { kind: 'response', status: answer.statusCode, headers, body, bodyBytes, bodyEnd: end };
}

function joined(headers: Answer['headers']): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value = '']): [string, string] => [
    name,
    typeof value === 'string' ? value : value.join(', '),
  ]);
  return Object.fromEntries(pairs);
}
