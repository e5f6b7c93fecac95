import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Resolve } from '../../src/system/tcp.ts';
import { closing } from '../probe/probe-sandbox.ts';
import { listen, response, says } from '../support/loopback.ts';
import { at, client, get, server } from '../support/loopback-client.ts';
import { type Ran, runNexus } from '../support/run-nexus.ts';

const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const jsonType = 'content-type: application/json';
const list = '{"object":"list","data":[{"id":"claude-sonnet-4-6"}]}';

async function doctorAt(bytes: string | Buffer, then: 'stay' | 'end' = 'stay'): Promise<Ran> {
  const { port } = closing(await listen(says(bytes, then)));
  const env = { NEXUS_API_KEY: key, NEXUS_BASE_URL: `http://127.0.0.1:${port}` };
  return runNexus(['doctor', '--timeout', '2', '--json'], { env });
}

function expectNoPass({ json, exitCode }: Ran): void {
  expect(json.error).toBeUndefined();
  expect(json.verdict).not.toMatch(/healthy|degraded/);
  expect(exitCode).not.toBe(0);
  expect(json.results.filter(({ status }: { status: string }) => status === 'crash')).toEqual([]);
}

describe('an answer that is not whole, or not plain, is never taken for a good one', () => {
  const head = `HTTP/1.1 200 OK\r\n${jsonType}\r\n`;
  test.each<[string, string | Buffer, 'stay' | 'end']>([
    [
      'a list cut by the end of the connection',
      `${head}connection: close\r\n\r\n${list.slice(0, -4)}`,
      'end',
    ],
    [
      'a list cut by its own length',
      `${head}content-length: ${list.length - 4}\r\n\r\n${list.slice(0, -4)}`,
      'stay',
    ],
    ['a length that is too long', `${head}content-length: ${list.length + 9}\r\n\r\n${list}`, 'end'],
    ['two lengths', `${head}content-length: 5\r\ncontent-length: ${list.length}\r\n\r\n${list}`, 'end'],
    [
      'a length beside chunks',
      `${head}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n${list.length.toString(16)}\r\n${list}\r\n0\r\n\r\n`,
      'end',
    ],
    [
      'half a compressed list',
      response(gzipSync(list).subarray(0, -9), [jsonType, 'content-encoding: gzip']),
      'stay',
    ],
    ['a coding that does not exist', response(list, [jsonType, 'content-encoding: rot13']), 'stay'],
    ['five thousand headers', `${head}${'x: y\r\n'.repeat(5_000)}\r\n${list}`, 'end'],
    ['HTTP of 1991', list, 'end'],
    ['an empty body', response('', [jsonType]), 'stay'],
    ['an empty object', response('{}', [jsonType]), 'stay'],
  ])('%s', async (_, bytes, then) => {
    expectNoPass(await doctorAt(bytes, then));
  });

  test('six codings one in another are not unpacked', async () => {
    const packed = Array.from({ length: 6 }).reduce<Buffer>((bytes) => gzipSync(bytes), Buffer.from(list));
    const coding = `content-encoding: ${Array(6).fill('gzip').join(', ')}`;
    expectNoPass(await doctorAt(response(packed, [jsonType, coding])));
  });
});

describe('JSON that was made to hurt', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  const refusal = (error: string) => `{"error":${error},"request_id":"r-1"}`;
  const bodies: readonly (readonly [string, string])[] = [
    ['a nesting of 100,000', nested(100_000)],
    ['an error in a nesting of 100,000', refusal(nested(100_000))],
    ['a number beyond all numbers', refusal('1e400')],
    ['twice the same name', '{"error":{"code":"a"},"error":{"code":"invalid_key","code":7}}'],
    ['a name of JavaScript', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'],
    ...[
      '"text"',
      '[]',
      '[1]',
      'null',
      '7',
      'true',
      '{}',
      '{"message":{}}',
      '{"code":[]}',
      '{"message":null,"type":7}',
    ].map((error) => [`an error that is ${error}`, refusal(error)] as const),
    ...[
      'null',
      '7',
      '"x"',
      '[]',
      '{"data":null}',
      '{"data":7}',
      '{"data":[null,7,{}]}',
      '{"data":{"id":"x"}}',
    ].map((body) => [`the body ${body}`, body] as const),
  ];

  test.each(bodies)('%s is no crash and no pass, with 200 and with 401', async (_, body) => {
    for (const status of ['200 OK', '401 No', '500 No']) {
      const ran = await doctorAt(response(body, [jsonType], status));
      expect(ran.json.error).toBeUndefined();
      expect(ran.json.results.filter((one: { status: string }) => one.status === 'crash')).toEqual([]);
      if (status === '200 OK') expect(ran.json.verdict).not.toBe('healthy');
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

test('an answer of HTTP 1.0 is read', async () => {
  const { port } = await server(says(`HTTP/1.0 200 OK\r\n${jsonType}\r\n\r\n${list}`, 'end'));
  const { outcome } = await client().send(get(at(port)));
  expect(outcome).toMatchObject({ status: 200, body: list, bodyEnd: 'complete' });
});

test('an answer that came before a reset counts, while the request was still on its way', async () => {
  const { port } = await server((socket) => {
    socket.write(
      response('{"error":{"code":"request_too_large"}}', [jsonType, 'connection: close'], '413 Large'),
    );
    setTimeout(() => socket.resetAndDestroy(), 50);
  });
  const body = 'x'.repeat(8_000_000);
  const { outcome } = await client().send(get(at(port), { method: 'POST', body }));
  expect(outcome).toMatchObject({ kind: 'response', status: 413 });
});

test('an address that leads nowhere does not keep the next one from answering', async () => {
  const { port } = await server(says(response('ok')));
  const mixed: Resolve = async () => [
    { address: '100::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ];
  // Far above the wait for one address, far below the minutes after which a system gives up on a silent one.
  const request = get(`http://gateway.test:${port}/`, { timeoutMs: 8000 });
  const { outcome } = await client({}, mixed).send(request);
  expect(outcome).toMatchObject({ kind: 'response', body: 'ok' });
});
