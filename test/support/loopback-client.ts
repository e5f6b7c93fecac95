import { afterEach } from 'vitest';
import { createHttpClient } from '../../src/system/http-client.ts';
import type { ConnectOptions, HttpClient, HttpRequest } from '../../src/system/system.ts';
import type { Resolve } from '../../src/system/tcp.ts';
import { type Answer, type Loopback, listen } from './loopback.ts';
import type { ServerIdentity } from './loopback-certificates.ts';

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

/** A raw server that is closed after the test. */
export async function server(answer: Answer, identity?: ServerIdentity): Promise<Loopback> {
  const loopback = await listen(answer, identity);
  opened.push(loopback);
  return loopback;
}

/** A real client that is closed after the test. */
export function client(options: Partial<ConnectOptions> = {}, resolve?: Resolve): HttpClient {
  const made = createHttpClient({ onlyPrivateAddresses: false, maxConnections: 4, ...options }, resolve);
  opened.push(made);
  return made;
}

export function get(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'GET',
    url,
    headers: { accept: 'application/json' },
    timeoutMs: 2000,
    maxBodyBytes: 100_000,
    signal: new AbortController().signal,
    ...more,
  };
}

export const at = (port: number, path = '/v1/models') => `http://127.0.0.1:${port}${path}`;
export const secureAt = (port: number) => `https://localhost:${port}/v1/models`;
