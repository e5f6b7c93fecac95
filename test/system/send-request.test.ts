import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../src/system/system.ts';
import { type Answer, response, says } from '../support/loopback.ts';
import { at, client, get, server } from '../support/loopback-client.ts';

describe('an answer', () => {
  test('arrives with status, headers in lower case, repeated ones joined, and its body', async () => {
    const { port, received } = await server(says(response('{"a":"é"}', ['X-Id: 1', 'x-id: 2'], '403 No')));
    const { outcome, timings } = await client().send(get(at(port, '/v1/models?x=1')));
    expect(outcome).toEqual({
      kind: 'response',
      status: 403,
      headers: { 'content-length': '10', 'x-id': '1, 2' },
      body: '{"a":"é"}',
      bodyBytes: 10,
      bodyEnd: 'complete',
    });
    expect(timings.headersMs).toBeLessThanOrEqual(timings.totalMs);
    expect(received()).toMatch(/^GET \/v1\/models\?x=1 HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\n/);
  });

  test('that redirects is shown, not followed', async () => {
    const other = await server(says(response('here')));
    const { port } = await server(says(response('', [`location: ${at(other.port)}`], '307 Go')));
    const { outcome } = await client().send(get(at(port)));
    expect(outcome).toMatchObject({ kind: 'response', status: 307, headers: { location: at(other.port) } });
    expect(other.connections()).toBe(0);
  });

  test.each([
    ['as an upgrade', 'upgrade: websocket\r\nconnection: upgrade\r\n'],
    ['without a word to what', ''],
  ])('that goes over to another protocol unasked, %s, is one with its status', async (_, headers) => {
    const { port } = await server(says(`HTTP/1.1 101 Switching Protocols\r\n${headers}\r\n`));
    const { outcome } = await client().send(get(at(port)));
    expect(outcome).toMatchObject({ kind: 'response', status: 101, body: '', bodyEnd: 'complete' });
  });

  test('to a POST was asked for with the body and its length', async () => {
    const { port, received } = await server(says(response('ok')));
    await client().send(
      get(at(port), { method: 'POST', body: '{"é":1}', headers: { 'content-type': 'a/b' } }),
    );
    expect(received()).toContain('content-length: 8\r\n\r\n');
    expect(received()).toContain('content-type: a/b\r\n');
  });
});

describe('a body', () => {
  async function outcomeOf(answer: Answer, more: Partial<HttpRequest> = {}) {
    const { port } = await server(answer);
    return (await client().send(get(at(port), more))).outcome;
  }

  test('shorter than announced is cut, and what came is kept', async () => {
    const outcome = await outcomeOf(says('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhal', 'end'));
    expect(outcome).toMatchObject({ status: 200, body: 'hal', bodyBytes: 3, bodyEnd: 'cut' });
  });

  test.each(['', 'connection: close\r\n'])('in chunks without the last one is cut (%j)', async (header) => {
    const outcome = await outcomeOf(
      says(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n${header}\r\n3\r\nhal\r\n5\r\nf`, 'end'),
    );
    expect(outcome).toMatchObject({ status: 200, bodyEnd: 'cut' });
  });

  test('in chunks that are none is undecodable', async () => {
    const outcome = await outcomeOf(says('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nhalf'));
    expect(outcome).toMatchObject({ status: 200, bodyEnd: 'undecodable' });
  });

  test('that stops arriving is timed out, within the limit of the whole', async () => {
    // No other limit is set that could end it before the test itself is given up.
    const outcome = await outcomeOf(says('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhal'), {
      timeoutMs: 150,
    });
    expect(outcome).toMatchObject({ status: 200, body: 'hal', bodyEnd: 'timed-out' });
  });

  test('compressed and cut is cut, compressed and damaged is undecodable', async () => {
    const packed = gzipSync('{"some":"text"}'.repeat(50));
    const cut = await outcomeOf(says(response(packed.subarray(0, -9), ['content-encoding: gzip'])));
    expect(cut).toMatchObject({ status: 200, bodyEnd: 'cut' });
    const damaged = await outcomeOf(says(response('not gzip at all', ['content-encoding: gzip'])));
    expect(damaged).toMatchObject({ status: 200, body: '', bodyEnd: 'undecodable' });
  });

  test('that unpacks beyond the limit is too large and is not kept in memory', async () => {
    const bomb = gzipSync(Buffer.alloc(80_000_000));
    const before = process.memoryUsage.rss();
    const outcome = await outcomeOf(says(response(bomb, ['content-encoding: gzip'])), { maxBodyBytes: 1000 });
    expect(outcome).toMatchObject({ status: 200, bodyBytes: 1000, bodyEnd: 'too-large' });
    expect(process.memoryUsage.rss() - before).toBeLessThan(64_000_000);
  });

  test('called off is no answer of the server', async () => {
    const off = new AbortController();
    setTimeout(() => off.abort(), 80);
    const outcome = await outcomeOf(says('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhal'), {
      signal: off.signal,
    });
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'body', code: 'ABORTED' });
  });
});
