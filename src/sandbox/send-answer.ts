import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, AnswerHeaders, EventsAnswer } from './answer.ts';

export interface SendOptions {
  /** On every answer. */
  readonly headers: AnswerHeaders;
  readonly streamGapMs: number;
  /** Aborted when the client goes away or the sandbox closes. */
  readonly signal: AbortSignal;
}

/** Puts an answer on the wire. Rejects when it is interrupted. */
export async function sendAnswer(to: ServerResponse, answer: Answer, options: SendOptions): Promise<void> {
  switch (answer.kind) {
    case 'stall':
      return;
    case 'reset':
      to.socket?.resetAndDestroy();
      return;
    case 'body':
      to.writeHead(answer.status, {
        ...options.headers,
        ...answer.headers,
        'content-length': byteLength(answer.body),
      });
      to.end(answer.body);
      return;
    case 'cut':
      return sendHalf(to, answer, options);
    case 'events':
      return sendEvents(to, answer, options);
    case 'flood':
      return sendNoise(to, answer.megabytes, options);
  }
}

async function sendHalf(to: ServerResponse, answer: Extract<Answer, { kind: 'cut' }>, options: SendOptions) {
  const body = Buffer.from(answer.body);
  to.writeHead(answer.status, { ...options.headers, ...answer.headers, 'content-length': body.length });
  // Without waiting for the flush the connection could end before the headers left.
  await new Promise<void>((resolve) => to.write(body.subarray(0, body.length / 2), () => resolve()));
  to.socket?.destroy();
}

async function sendEvents(
  to: ServerResponse,
  { headers: own, headersWait, writes, end }: EventsAnswer,
  { headers, streamGapMs, signal }: SendOptions,
) {
  to.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    ...own,
  });
  if (!headersWait) to.flushHeaders();
  for (const { bytes, gaps = 1, waitMs = 0 } of writes) {
    const pauseMs = gaps * streamGapMs + waitMs;
    if (pauseMs > 0) await pause(pauseMs, undefined, { signal });
    if (!to.write(bytes)) await once(to, 'drain', { signal });
  }
  if (end === 'never') return;
  if (end === 'cut') await cutOff(to);
  else to.end();
}

/** Without waiting for the flush the connection could end before the last write left. */
async function cutOff(to: ServerResponse) {
  await new Promise<void>((resolve) => to.write('', () => resolve()));
  to.socket?.destroy();
}

async function sendNoise(to: ServerResponse, megabytes: number, { headers, signal }: SendOptions) {
  to.writeHead(200, { ...headers, 'content-type': 'application/json' });
  const noise = 'x'.repeat(64 * 1024);
  for (let sent = 0; sent < megabytes * 16; sent++) {
    if (!to.write(noise)) await once(to, 'drain', { signal });
  }
  to.end();
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}
