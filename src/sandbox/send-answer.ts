import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, AnswerHeaders } from './answer.ts';

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
      return sendEvents(to, answer.writes, options);
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
  writes: readonly string[],
  { headers, streamGapMs, signal }: SendOptions,
) {
  to.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  to.flushHeaders();
  for (const text of writes) {
    await pause(streamGapMs, undefined, { signal });
    to.write(text);
  }
  to.end();
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
