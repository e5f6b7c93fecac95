import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { constants, createGzip, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import { type Answer, type ProxyRules, startReverseProxy } from '../support/reverse-proxy.ts';
import { closing, gatewayWith, posts, probeAt } from './probe-sandbox.ts';

const oneStream = ['--yes', '--route', '/v1/messages', '--mode', 'stream'];
const sound = (streamGapMs = 30) => gatewayWith({ stream: { kind: 'sound' } }, { streamGapMs });
/** Slow enough for the judge: who holds this one back holds it for more than 300 ms. */
const slow = () => sound(50);

/** What a proxy does to streams only. */
function toStreams(change: (answer: Answer) => Answer): ProxyRules {
  return {
    back: (answer) => (answer.headers['content-type']?.includes('event-stream') ? change(answer) : answer),
  };
}

/** Probes one stream of a gateway behind a proxy that reads whole answers. */
async function behind(sandbox: RunningSandbox, rules: ProxyRules) {
  const proxy = closing(await startReverseProxy(sandbox.baseUrl, rules));
  const { json, exitCode } = await probeAt({ ...sandbox, baseUrl: proxy.url }, oneStream);
  return { row: json.rows[0], exitCode };
}

/** Passes everything on as it comes, and compresses it on the way, each piece at once. */
async function startCompressingProxy(gateway: string) {
  const server = createServer((incoming, outgoing) => {
    const { host: _, connection: __, ...headers } = incoming.headers;
    const outer = request(gateway + incoming.url, { method: incoming.method ?? 'GET', headers }, (inner) => {
      const { 'content-length': ___, 'transfer-encoding': ____, ...back } = inner.headers;
      outgoing.writeHead(inner.statusCode ?? 0, { ...back, 'content-encoding': 'gzip' });
      inner.pipe(createGzip({ flush: constants.Z_SYNC_FLUSH })).pipe(outgoing);
    });
    incoming.pipe(outer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return closing({
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

describe('a sound stream', () => {
  test('that a proxy holds to its end is buffered, as its repeat without compression shows', async () => {
    const sandbox = await slow();
    const { row, exitCode } = await behind(sandbox, {});
    expect(row).toMatchObject({ verdict: 'buffered', attempt: 2, mismatch: 'documented-but-absent' });
    expect(exitCode).toBe(1);
    expect(posts(sandbox).map(({ acceptEncoding }) => acceptEncoding)).toEqual(['gzip, deflate', 'identity']);
  });

  test('that a proxy holds for a moment only is unproven: a fast model looks the same', async () => {
    const sandbox = await gatewayWith({ stream: { kind: 'at-once' } });
    const { row, exitCode } = await behind(sandbox, {});
    expect({ verdict: row.verdict, attempt: row.attempt, exitCode }).toEqual({
      verdict: 'unproven',
      attempt: 1,
      exitCode: 3,
    });
  });

  test('that a proxy collects and compresses is buffered, and the finding names the compression', async () => {
    const compressed = (answer: Answer): Answer => ({
      ...answer,
      headers: { ...answer.headers, 'content-encoding': 'gzip', via: '1.1 cache' },
      body: gzipSync(answer.body),
    });
    const { row } = await behind(await slow(), toStreams(compressed));
    expect(row.verdict).toBe('buffered');
    expect(row.findings[0].summary).toContain('via: 1.1 cache, content-encoding: gzip');
  });

  test('that a proxy compresses piece by piece streams', async () => {
    const sandbox = await sound();
    const proxy = await startCompressingProxy(sandbox.baseUrl);
    const { json, exitCode } = await probeAt({ ...sandbox, baseUrl: proxy.url }, oneStream);
    expect(json.rows[0]).toMatchObject({ verdict: 'streams', attempt: 1 });
    expect(exitCode).toBe(0);
  });

  test('whose last event a proxy drops is truncated, however cleanly it ends', async () => {
    const shortened = (answer: Answer): Answer => ({
      ...answer,
      body: answer.body.subarray(0, answer.body.lastIndexOf('event: ')),
    });
    const { row, exitCode } = await behind(await sound(), toStreams(shortened));
    expect(row).toMatchObject({ verdict: 'truncated', status: 200, attempt: 1 });
    expect(exitCode).toBe(1);
  });

  test.each([1, 2])(
    'whose last %i bytes a proxy drops is truncated: the event is not complete',
    async (count) => {
      const shortened = (answer: Answer): Answer => ({ ...answer, body: answer.body.subarray(0, -count) });
      const { row } = await behind(await sound(), toStreams(shortened));
      expect(row.verdict).toBe('truncated');
    },
  );

  test('whose compressed form a proxy cuts is truncated', async () => {
    const cut = (answer: Answer): Answer => ({
      ...answer,
      headers: { ...answer.headers, 'content-encoding': 'gzip' },
      body: gzipSync(answer.body).subarray(0, -40),
    });
    const { row } = await behind(await sound(), toStreams(cut));
    expect(row.verdict).toBe('truncated');
  });
});

describe('a truncated stream', () => {
  test.each([6, 90])(
    'whose %i ms between events are held back stays truncated, and is not repeated',
    async (ms) => {
      const sandbox = await gatewayWith({ stream: { kind: 'ends-early' } }, { streamGapMs: ms });
      const { row } = await behind(sandbox, {});
      expect(row).toMatchObject({ verdict: 'truncated', attempt: 1 });
      expect(posts(sandbox)).toHaveLength(1);
    },
  );
});

test('a proxy that takes `stream` for granted and answers in JSON is told apart', async () => {
  const { row } = await behind(await gatewayWith({ stream: { kind: 'plain-json' } }), {});
  expect(row).toMatchObject({ verdict: 'ignored-stream', attempt: 1 });
});
