import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Resolve } from '../../src/system/tcp.ts';
import { closedPort, response, says, tunnelTo } from '../support/loopback.ts';
import {
  authority,
  expired,
  forAnotherHost,
  selfSigned,
  trusted,
  unknownIssuer,
} from '../support/loopback-certificates.ts';
import { at, client, get, secureAt, server } from '../support/loopback-client.ts';

afterEach(() => vi.unstubAllEnvs());

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
      [{ port: closedPort() }, 'ECONNREFUSED'],
    ] as const;
    for (const [{ port }, code] of endings) {
      const through = client({ proxy: `http://127.0.0.1:${port}` });
      const { outcome } = await through.send(get('https://gateway.test/', { timeoutMs: 150 }));
      expect(outcome).toEqual({ kind: 'unreachable', phase: 'proxy', code });
    }
  });
});

describe.each([
  ['an http: proxy', 'http://127.0.0.1', undefined],
  ['an https: proxy', 'https://localhost', trusted],
] as const)('behind %s', (_proxy, start, identity) => {
  test.each([
    ['signed by itself', selfSigned, authority, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['for another host', forAnotherHost, authority, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['that is over', expired, `${authority}\n${expired.cert}`, 'CERT_HAS_EXPIRED'],
    ['whose issuer is missing', unknownIssuer, authority, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('a certificate %s gets no byte of the key', async (_name, stranger, extraCa, code) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const gateway = await server(says(response('ok')), stranger);
    const proxy = await server(tunnelTo(gateway.port), identity);
    const through = client({ proxy: `${start}:${proxy.port}`, extraCa });
    const asked = get(secureAt(gateway.port), { headers: { authorization: 'Bearer canary' } });
    expect((await through.send(asked)).outcome).toEqual({ kind: 'unreachable', phase: 'tls', code });
    expect(gateway.received()).toBe('');
    expect(proxy.connections()).toBe(1);
    expect(proxy.received()).not.toContain('canary');
  });
});

test('an https: proxy with a certificate of nobody known is not even told where to go', async () => {
  const proxy = await server(says('HTTP/1.1 200 OK\r\n\r\n'), selfSigned);
  const through = client({ proxy: `https://ana:word@localhost:${proxy.port}`, extraCa: authority });
  expect((await through.send(get('https://gateway.test/'))).outcome).toMatchObject({
    phase: 'proxy',
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
  expect(proxy.received()).toBe('');
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
      phase: 'connect',
      code: 'ERR_NAME_BEHIND_PROXY',
    });
    expect(proxy.connections()).toBe(0);
  });

  test('hands nothing to an http: proxy at a public address, however private the target is', async () => {
    const proxy = await server(says(''));
    const outside: Resolve = async () => [{ address: '203.0.113.9', family: 4 }];
    const through = client({ onlyPrivateAddresses: true, proxy: `http://proxy.test:${proxy.port}` }, outside);
    expect((await through.send(get('http://10.1.2.3/'))).outcome).toMatchObject({
      phase: 'connect',
      code: 'ERR_PUBLIC_PROXY',
    });
  });

  test('reaches a private address through a proxy at another one', async () => {
    const gateway = await server(says(response('through')));
    const proxy = await server(tunnelTo(gateway.port));
    const through = client({ onlyPrivateAddresses: true, proxy: `http://127.0.0.1:${proxy.port}` });
    expect((await through.send(get('http://10.1.2.3/'))).outcome).toMatchObject({ body: 'through' });
  });
});
