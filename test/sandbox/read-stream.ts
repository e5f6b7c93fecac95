import { request } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

export interface StreamSeen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As they came off the wire, with the milliseconds since the request was sent. */
  readonly reads: readonly { readonly bytes: Buffer; readonly atMs: number }[];
  readonly headersMs: number;
  /** The whole body, decompressed. */
  readonly text: string;
  /** `broken`: the connection ended before the body did. `open`: nothing came for a while, and we hung up. */
  readonly end: 'proper' | 'broken' | 'open';
}

export interface StreamAsk {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

const patienceMs = 900;

/** Reads one answer with nothing but node:http, so that no client can smooth anything over. */
export function readStream(url: string, { headers, body }: StreamAsk): Promise<StreamSeen> {
  return new Promise((resolve, reject) => {
    const sentMs = performance.now();
    const outgoing = request(url, { method: 'POST', headers: { ...headers }, agent: false });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      const headersMs = performance.now() - sentMs;
      const reads: { bytes: Buffer; atMs: number }[] = [];
      const finish = (end: StreamSeen['end']) => {
        clearTimeout(timer);
        const whole = Buffer.concat(reads.map(({ bytes }) => bytes));
        void decoded(whole, incoming.headers['content-encoding']).then((text) =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            reads,
            headersMs,
            text,
            end,
          }),
        );
      };
      const timer = setTimeout(() => {
        finish('open');
        incoming.destroy();
      }, patienceMs);
      incoming.on('data', (bytes: Buffer) => {
        reads.push({ bytes, atMs: performance.now() - sentMs });
        timer.refresh();
      });
      incoming.on('error', () => finish('broken'));
      incoming.on('end', () => finish('proper'));
    });
    outgoing.end(JSON.stringify(body));
  });
}

async function decoded(bytes: Buffer, encoding: string | undefined): Promise<string> {
  if (encoding !== 'gzip') return bytes.toString();
  const gunzip: Readable = createGunzip().end(bytes);
  const pieces: Buffer[] = [];
  for await (const piece of gunzip as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
