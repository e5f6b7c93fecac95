import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../src/system/system.ts';
import type { Resolve } from '../../src/system/tcp.ts';
import { type Answer, closedPort, response, says } from '../support/loopback.ts';
import { at, client, get, server } from '../support/loopback-client.ts';

describe('no answer', () => {
  async function endOf(answer: Answer, more: Partial<HttpRequest> = {}) {
    const { port } = await server(answer);
    return (await client().send(get(at(port), more))).outcome;
  }

  test('from a port on which nothing listens is a refused connection', async () => {
    const { outcome, connection } = await client().send(get(at(closedPort())));
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'connect', code: 'ECONNREFUSED' });
    expect(connection).toMatchObject({ reused: false, addresses: ['127.0.0.1'] });
  });

  test('from any address of a host gives the code that says most', async () => {
    const port = closedPort();
    const twoAddresses: Resolve = async () => [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ];
    const { outcome, connection } = await client({}, twoAddresses).send(get(`http://gateway.test:${port}/`));
    expect(outcome).toMatchObject({ phase: 'connect', code: 'ECONNREFUSED' });
    expect(connection.addresses).toEqual(['::1', '127.0.0.1']);
  });

  test('from a resolver keeps its code', async () => {
    const nowhere: Resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'EAI_AGAIN' }));
    const { outcome } = await client({}, nowhere).send(get('http://gateway.test/'));
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'dns', code: 'EAI_AGAIN' });
  });

  test('from a silent resolver ends by our own limit', async () => {
    const silent: Resolve = () => new Promise(() => {});
    const { outcome } = await client({}, silent).send(get('http://gateway.test/', { timeoutMs: 60 }));
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'dns', code: 'TIMEOUT' });
  });

  test('but a reset is a reset while waiting for headers', async () => {
    const outcome = await endOf((socket) => socket.resetAndDestroy());
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'headers', code: 'ECONNRESET' });
  });

  test('within the limit is a time-out while waiting for headers', async () => {
    expect(await endOf(() => {}, { timeoutMs: 100 })).toEqual({
      kind: 'unreachable',
      phase: 'headers',
      code: 'TIMEOUT',
    });
  });

  test('behind endless interim answers is a time-out', async () => {
    const outcome = await endOf(
      (socket) => {
        const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 20);
        socket.on('close', () => clearInterval(timer));
      },
      { timeoutMs: 150 },
    );
    expect(outcome).toMatchObject({ phase: 'headers', code: 'TIMEOUT' });
  });

  test.each([
    ['a flood of headers', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(20_480)}\r\n\r\n`, 'UND_ERR_HEADERS_OVERFLOW'],
    ['something that is not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'HPE_INVALID'],
  ])('worth the name is %s', async (_name, bytes, code) => {
    expect(await endOf(says(bytes))).toEqual({ kind: 'unreachable', phase: 'headers', code });
  });

  test('is waited for after the caller called it off', async () => {
    const off = new AbortController();
    setTimeout(() => off.abort(), 50);
    expect(await endOf(() => {}, { signal: off.signal })).toMatchObject({
      phase: 'headers',
      code: 'ABORTED',
    });
  });

  test('comes of a header that can not be sent, and its value stays out of the code', async () => {
    const { port, connections } = await server(says(response('ok')));
    const { outcome } = await client().send(get(at(port), { headers: { authorization: 'Bearer a\nb' } }));
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'request', code: 'UND_ERR_INVALID_ARG' });
    expect(connections()).toBe(0);
  });
});
