import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { performance } from 'node:perf_hooks';

export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Each piece as it arrived, with its time in milliseconds. */
  readonly reads: readonly { readonly text: string; readonly atMs: number }[];
}

export interface WireOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
  readonly ca?: string;
}

/** One request without any client's kindness. Rejects with the errno error when the connection fails. */
export function send(url: string, options: WireOptions = {}): Promise<WireAnswer> {
  const body = typeof options.body === 'object' ? JSON.stringify(options.body) : options.body;
  const start = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = start(url, {
      method: options.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...options.headers },
      agent: false,
      ...(options.ca !== undefined && { ca: options.ca }),
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      const reads: { text: string; atMs: number }[] = [];
      incoming.on('data', (chunk: Buffer) => reads.push({ text: chunk.toString(), atMs: performance.now() }));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: reads.map(({ text }) => text).join(''),
          reads,
        }),
      );
    });
    outgoing.end(body);
  });
}
