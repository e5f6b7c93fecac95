import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHttpClient } from '../../src/system/http-client.ts';
import type { ConnectOptions, HttpClient, HttpRequest } from '../../src/system/system.ts';
import type { Resolve } from '../../src/system/tcp.ts';
import {
  type Answer,
  closedPort,
  type Loopback,
  listen,
  response,
  says,
  tunnelTo,
} from '../support/loopback.ts';
import {
  authority,
  forAnotherHost,
  type ServerIdentity,
  selfSigned,
  trusted,
} from '../support/loopback-certificates.ts';

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  vi.unstubAllEnvs();
});

async function server(answer: Answer, identity?: ServerIdentity): Promise<Loopback> {
  const loopback = await listen(answer, identity);
  opened.push(loopback);
  return loopback;
}

function client(options: Partial<ConnectOptions> = {}, resolve?: Resolve): HttpClient {
  const made = createHttpClient({ onlyPrivateAddresses: false, maxConnections: 4, ...options }, resolve);
  opened.push(made);
  return made;
}

function get(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
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

const at = (port: number, path = '/v1/models') => `http://127.0.0.1:${port}${path}`;
const secureAt = (port: number) => `https://localhost:${port}/v1/models`;

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
    const startedAt = performance.now();
    const outcome = await outcomeOf(says('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhal'), {
      timeoutMs: 150,
    });
    expect(outcome).toMatchObject({ status: 200, body: 'hal', bodyEnd: 'timed-out' });
    expect(performance.now() - startedAt).toBeLessThan(1000);
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

describe('no answer', () => {
  async function endOf(answer: Answer, more: Partial<HttpRequest> = {}) {
    const { port } = await server(answer);
    return (await client().send(get(at(port), more))).outcome;
  }

  test('from a port on which nothing listens is a refused connection', async () => {
    const { outcome, connection } = await client().send(get(at(await closedPort())));
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'connect', code: 'ECONNREFUSED' });
    expect(connection).toMatchObject({ reused: false, addresses: ['127.0.0.1'] });
  });

  test('from any address of a host gives the code that says most', async () => {
    const port = await closedPort();
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
    [
      'an upgrade nobody asked for',
      'HTTP/1.1 101 Yes\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
      'UND_ERR_SOCKET',
    ],
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

describe('a kept connection', () => {
  test('is used again, and says so without times that were not spent', async () => {
    const { port, connections } = await server(says(response('ok')), trusted);
    const shared = client({ extraCa: authority });
    const first = await shared.send(get(secureAt(port)));
    const second = await shared.send(get(secureAt(port)));
    expect(first.connection).toMatchObject({
      reused: false,
      addresses: expect.arrayContaining(['127.0.0.1']),
      dnsMs: expect.any(Number),
      connectMs: expect.any(Number),
      tlsMs: expect.any(Number),
      certificate: {
        issuer: 'Loopback Test Authority',
        subject: 'localhost',
        names: ['localhost', '127.0.0.1', '0:0:0:0:0:0:0:1'],
      },
    });
    expect(second.connection).toMatchObject({ reused: true, certificate: { subject: 'localhost' } });
    expect(Object.keys(second.connection)).not.toContain('connectMs');
    expect(connections()).toBe(1);
  });

  /** Answers every request but the second, at which it ends the connection. */
  function endsAtSecond(end: (socket: Socket) => void): Answer {
    return (socket, nth) => {
      if (nth === 2) end(socket);
      else socket.write(response(`answer ${nth}`));
    };
  }
  const resetsSecond = endsAtSecond((socket) => socket.resetAndDestroy());
  const closesSecond = endsAtSecond((socket) => socket.destroy());

  test.each([
    ['reset', resetsSecond, undefined],
    ['closed', closesSecond, undefined],
    ['closed under TLS', closesSecond, trusted],
  ])('that was %s in the meantime costs a GET nothing', async (_name, answer, identity) => {
    const { port, connections } = await server(answer, identity);
    const shared = client({ extraCa: authority });
    const url = identity === undefined ? at(port) : secureAt(port);
    await shared.send(get(url));
    const { outcome, connection } = await shared.send(get(url));
    expect(outcome).toMatchObject({ kind: 'response', body: 'answer 3' });
    expect(connection.reused).toBe(false);
    expect(connections()).toBe(2);
  });

  test('that stays silent is not asked again', async () => {
    const { port, received } = await server(endsAtSecond(() => {}));
    const shared = client();
    await shared.send(get(at(port)));
    const { outcome } = await shared.send(get(at(port), { timeoutMs: 100 }));
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'headers', code: 'TIMEOUT' });
    expect(received().match(/GET/g)).toHaveLength(2);
  });

  test('that was reset in the meantime ends a POST, which is never sent twice', async () => {
    const { port, received } = await server(resetsSecond);
    const shared = client();
    await shared.send(get(at(port)));
    const { outcome, connection } = await shared.send(get(at(port), { method: 'POST', body: '{}' }));
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'headers', code: 'ECONNRESET' });
    expect(connection.reused).toBe(true);
    expect(received().match(/POST/g)).toHaveLength(1);
  });

  test('that breaks inside an answer is not asked again', async () => {
    const { port, received } = await server((socket, nth) =>
      nth === 2 ? socket.end('HTTP/1.1 200') : socket.write(response('ok')),
    );
    const shared = client();
    await shared.send(get(at(port)));
    const { outcome } = await shared.send(get(at(port)));
    expect(outcome).toMatchObject({ kind: 'unreachable', phase: 'headers' });
    expect(received().match(/GET/g)).toHaveLength(2);
  });

  test('is shared by as many requests as there are places, one at a time', async () => {
    const { port, connections } = await server((socket) =>
      setTimeout(() => socket.write(response('ok')), 20),
    );
    const shared = client({ maxConnections: 2 });
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => shared.send(get(at(port)))));
    expect(results.map(({ outcome }) => outcome.kind)).toEqual(Array(5).fill('response'));
    expect(connections()).toBe(2);
  });

  test('may be waited for by many, without a warning on the screen', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => void warnings.push(warning);
    process.on('warning', note);
    const { port } = await server(says(response('ok')));
    const shared = client({ maxConnections: 20 });
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 40 }, () => shared.send(get(at(port), { signal }))));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  test('is closed with its client, and ends what is under way', async () => {
    const { port } = await server(() => {});
    const shared = client();
    const sent = shared.send(get(at(port)));
    setTimeout(() => void shared.close(), 50);
    expect((await sent).outcome).toMatchObject({ kind: 'unreachable', code: 'ABORTED' });
    expect((await shared.send(get(at(port)))).outcome).toMatchObject({ code: 'ABORTED' });
  });
});

describe('TLS', () => {
  test.each([
    ['signed by itself', selfSigned, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['for another host', forAnotherHost, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])(
    'refuses a certificate %s, whatever NODE_TLS_REJECT_UNAUTHORIZED says',
    async (_name, identity, code) => {
      vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
      const { port, received } = await server(says(response('ok')), identity);
      const { outcome } = await client({ extraCa: authority }).send(get(secureAt(port)));
      expect(outcome).toEqual({ kind: 'unreachable', phase: 'tls', code });
      expect(received()).toBe('');
    },
  );

  test('does not trust an authority that only another client was told of', async () => {
    const { port } = await server(says(response('ok')), trusted);
    const { outcome } = await client().send(get(secureAt(port)));
    expect(outcome).toMatchObject({ phase: 'tls', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  });

  test('with a server that speaks plain HTTP is a wrong version', async () => {
    const { port } = await server(says('HTTP/1.1 400 Bad Request\r\n\r\n', 'end'));
    const { outcome } = await client().send(get(secureAt(port)));
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' });
  });

  test('is missed by a plain request, whose answer makes no sense', async () => {
    const { port } = await server(says(response('ok')), trusted);
    const { outcome } = await client().send(get(at(port)));
    expect(outcome).toMatchObject({ kind: 'unreachable', phase: 'headers' });
  });

  test('that says nothing is a time-out of the handshake', async () => {
    const { port } = await server(() => {});
    const { outcome } = await client().send(get(secureAt(port), { timeoutMs: 100 }));
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'tls', code: 'TIMEOUT' });
  });
});

describe('a proxy', () => {
  test('is asked for a tunnel with its own credentials, and sees nothing of the request', async () => {
    const gateway = await server(says(response('through')), trusted);
    const proxy = await server(tunnelTo(gateway.port));
    const { outcome, connection } = await client({
      proxy: `http://ana:p%40ss@127.0.0.1:${proxy.port}`,
      extraCa: authority,
    }).send(get(secureAt(gateway.port), { headers: { authorization: 'Bearer canary' } }));
    expect(outcome).toMatchObject({ kind: 'response', body: 'through' });
    expect(connection).toMatchObject({
      proxy: `http://127.0.0.1:${proxy.port}`,
      certificate: { subject: 'localhost' },
    });
    expect(JSON.stringify(connection)).not.toContain('p@ss');
    expect(Object.keys(connection)).not.toContain('addresses');
    const credentials = Buffer.from('ana:p@ss').toString('base64');
    expect(proxy.received()).toContain(`CONNECT localhost:${gateway.port} HTTP/1.1\r\n`);
    expect(proxy.received()).toContain(`proxy-authorization: Basic ${credentials}\r\n`);
    expect(proxy.received()).not.toContain('canary');
    expect(gateway.received()).not.toContain(credentials);
  });

  test('may itself speak TLS', async () => {
    const gateway = await server(says(response('through')), trusted);
    const proxy = await server(tunnelTo(gateway.port), trusted);
    const secured = client({ proxy: `https://localhost:${proxy.port}`, extraCa: authority });
    expect((await secured.send(get(secureAt(gateway.port)))).outcome).toMatchObject({ body: 'through' });
  });

  test.each([
    [
      'refuses',
      'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n',
      { code: 'ERR_PROXY_REFUSED', status: 407 },
    ],
    ['answers garbage', 'hello?\r\n\r\n', { code: 'HPE_INVALID' }],
    ['never ends its headers', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(5000)}`, { code: 'HPE_INVALID' }],
  ])('that %s is the one to blame', async (_name, bytes, expected) => {
    const proxy = await server(says(bytes));
    const { outcome } = await client({ proxy: `http://127.0.0.1:${proxy.port}` }).send(
      get('https://gateway.test/'),
    );
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'proxy', ...expected });
  });

  test('that hangs up, is silent or is not there is the one to blame too', async () => {
    const endings = [
      [await server((socket) => socket.end()), 'ECONNRESET'],
      [await server(() => {}), 'TIMEOUT'],
      [{ port: await closedPort() }, 'ECONNREFUSED'],
    ] as const;
    for (const [{ port }, code] of endings) {
      const through = client({ proxy: `http://127.0.0.1:${port}` });
      const { outcome } = await through.send(get('https://gateway.test/', { timeoutMs: 150 }));
      expect(outcome).toEqual({ kind: 'unreachable', phase: 'proxy', code });
    }
  });
});

describe('a client for private addresses', () => {
  test('does not connect when one address of the host is public', async () => {
    const { port, connections } = await server(says(response('ok')));
    const mixed: Resolve = async () => [
      { address: '127.0.0.1', family: 4 },
      { address: '203.0.113.9', family: 4 },
    ];
    const { outcome } = await client({ onlyPrivateAddresses: true }, mixed).send(
      get(`http://gateway.test:${port}/`),
    );
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'connect', code: 'ERR_PUBLIC_ADDRESS' });
    expect(connections()).toBe(0);
  });

  test('connects to the very address that was checked', async () => {
    const { port } = await server(says(response('ok')));
    let asked = 0;
    const changing: Resolve = async () => [
      { address: asked++ === 0 ? '127.0.0.1' : '203.0.113.9', family: 4 },
    ];
    const { outcome } = await client({ onlyPrivateAddresses: true }, changing).send(
      get(`http://gateway.test:${port}/`),
    );
    expect(outcome).toMatchObject({ kind: 'response', body: 'ok' });
    expect(asked).toBe(1);
  });

  test('does not leave the choice of the address to a proxy', async () => {
    const proxy = await server(says(''));
    const through = client({ onlyPrivateAddresses: true, proxy: `http://127.0.0.1:${proxy.port}` });
    expect((await through.send(get('http://gateway.test/'))).outcome).toMatchObject({
      code: 'ERR_PUBLIC_ADDRESS',
    });
    expect(proxy.connections()).toBe(0);
  });
});
