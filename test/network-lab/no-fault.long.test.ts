import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Resolve } from '../../src/system/tcp.ts';
import { response, says, tunnelTo } from '../support/loopback.ts';
import { runBin } from '../support/run-bin.ts';
import { json, once } from './faults/bytes.ts';
import { root, wholeChain } from './faults/certificates.ts';
import { list, startGateway } from './faults/gateway.ts';
import { leadsHere, plain, publicName } from './faults/grounds.ts';
import { type Conclusion, doctor, type Ground, key, Lab } from './lab.ts';

const lab = new Lab();
afterEach(() => lab.close());

function expectAccepted({ exitCode, proof, summary }: Conclusion): void {
  expect({ exitCode, proof }, summary).toEqual({ exitCode: 0, proof: 'accepts-key' });
}

interface BehindProxy {
  readonly seen: Conclusion;
  /** What the proxy was told. */
  readonly told: string;
}

/** doctor at a healthy gateway with a public name; `{proxy}` stands for host and port of a proxy that is there. */
async function withVariables(env: Readonly<Record<string, string>>, isSecure = false): Promise<BehindProxy> {
  const gateway = lab.keep(await startGateway(wholeChain));
  const proxy = await lab.server(tunnelTo(gateway.port), isSecure ? wholeChain : undefined);
  const filled = Object.entries(env).map(([name, value]) => [
    name,
    value.replace('{proxy}', `127.0.0.1:${proxy.port}`).replace('{port}', `${gateway.port}`),
  ]);
  const ground: Ground = {
    baseUrl: `https://${publicName}:${gateway.port}`,
    env: Object.fromEntries(filled),
    resolve: leadsHere,
    trusts: root,
  };
  return { seen: await doctor(ground), told: proxy.received() };
}

describe('a proxy of the environment is used', () => {
  test.each([
    ['HTTPS_PROXY', 'http://{proxy}'],
    ['https_proxy', 'http://{proxy}'],
    ['ALL_PROXY', 'http://{proxy}'],
    ['all_proxy', '{proxy}'],
  ])('%s=%s', async (variable, value) => {
    const { seen, told } = await withVariables({ [variable]: value });
    expectAccepted(seen);
    expect(told).toContain(`CONNECT ${publicName}:`);
    expect(told).not.toContain('proxy-authorization');
    expect(told).not.toContain(key);
  });

  test('with its login, which nobody else sees', async () => {
    const { seen, told } = await withVariables({ HTTPS_PROXY: 'http://ana:p%40ss@{proxy}' });
    expectAccepted(seen);
    const login = Buffer.from('ana:p@ss').toString('base64');
    expect(told).toContain(`proxy-authorization: Basic ${login}`);
    expect(seen.stdout).not.toMatch(/p@ss|p%40ss/);
    expect(seen.stdout).not.toContain(login);
  });

  test('over TLS, with and without a login', async () => {
    for (const login of ['', 'ana:secret@']) {
      const { seen, told } = await withVariables({ HTTPS_PROXY: `https://${login}{proxy}` }, true);
      expectAccepted(seen);
      expect(told.includes('proxy-authorization')).toBe(login !== '');
    }
  });
});

describe('a proxy of the environment is left alone', () => {
  test.each([
    ['NO_PROXY', publicName],
    ['no_proxy', publicName],
    ['NO_PROXY', '*'],
    ['no_proxy', '.example'],
    ['NO_PROXY', `other.test, *.example`],
    ['NO_PROXY', `GATEWAY.EXAMPLE:{port}`],
  ])('for %s=%s', async (variable, value) => {
    const { seen, told } = await withVariables({ HTTPS_PROXY: 'http://{proxy}', [variable]: value });
    expectAccepted(seen);
    expect(told).toBe('');
  });

  test.each([
    ['NO_PROXY', 'gateway.example:1'],
    ['NO_PROXY', '10.0.0.0/8,::1'],
  ])('but not for %s=%s', async (variable, value) => {
    const { seen, told } = await withVariables({ HTTPS_PROXY: 'http://{proxy}', [variable]: value });
    expectAccepted(seen);
    expect(told).toContain('CONNECT');
  });

  test('for a gateway of this machine', async () => {
    const gateway = lab.keep(await startGateway());
    const proxy = await lab.server(tunnelTo(gateway.port));
    const there = `http://127.0.0.1:${proxy.port}`;
    const env = { HTTP_PROXY: there, http_proxy: there, ALL_PROXY: there };
    expectAccepted(await doctor({ baseUrl: plain(gateway.port), env }));
    expect(proxy.connections()).toBe(0);
  });

  test.each(['socks5://ana:secret@{proxy}', 'socks5h://{proxy}', 'socks4://{proxy}'])(
    'when it is %s, and that is said',
    async (value) => {
      const { seen, told } = await withVariables({ ALL_PROXY: value });
      expectAccepted(seen);
      expect(told).toBe('');
      expect(seen.verdict).toBe('degraded');
      const { results } = JSON.parse(seen.stdout);
      const { status, findings } = results.find(
        ({ id }: { id: string }) => id === 'network.proxy-is-consistent',
      );
      expect(status).toBe('warn');
      expect(findings[0]).toMatchObject({ id: 'network/proxy-unsupported', owner: 'you' });
      expect(findings[0].summary).toContain('SOCKS');
      expect(seen.stdout).not.toContain('secret');
    },
  );
});

test('an authority that NODE_EXTRA_CA_CERTS names is trusted, and without it the issuer is unknown', async () => {
  const { port } = lab.keep(await startGateway(wholeChain));
  const folder = mkdtempSync(join(tmpdir(), 'nexus-authority-'));
  lab.keep({ close: async () => rmSync(folder, { recursive: true }) });
  const file = join(folder, 'root.pem');
  writeFileSync(file, root);
  const env = { NEXUS_API_KEY: key, NEXUS_NO_JOURNAL: '1' };
  const flags = ['doctor', '--json', '--base-url', `https://localhost:${port}`];
  const [named, unnamed] = await Promise.all([
    runBin(flags, { env: { ...env, NODE_EXTRA_CA_CERTS: file } }),
    runBin(flags, { env }),
  ]);
  expect(named.exitCode).toBe(0);
  expect(unnamed.exitCode).toBe(1);
  expect(JSON.parse(unnamed.stdout).firstCause.finding.id).toBe('network/certificate-unknown-issuer');
});

describe('what is odd and no fault', () => {
  const refused = response('{"error":{"code":"invalid_key"}}', [json], '401 No');

  /** Lists for the key only; `bytes` makes the list. */
  async function gatewayThatSays(bytes: string | Buffer): Promise<Ground> {
    let heard = 0;
    const server = await lab.server((socket) => {
      const request = server.received().slice(heard);
      heard = server.received().length;
      socket.write(request.includes(key) ? bytes : refused);
    });
    return { baseUrl: plain(server.port) };
  }

  test('a list with bytes that are no UTF-8 in a name is read all the same', async () => {
    const damaged = Buffer.concat([
      Buffer.from(list.slice(0, -4)),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(list.slice(-4)),
    ]);
    const seen = await doctor(await gatewayThatSays(response(damaged, [json])), [
      '--model',
      'claude-sonnet-4-6',
    ]);
    expect(seen).toMatchObject({ exitCode: 0, proof: 'model-allowed' });
  });

  test('answers of HTTP 1.0, each on a connection of its own', async () => {
    const server = await lab.server((socket) => {
      const isMine = server.received().split('GET ').at(-1)?.includes(key) ?? false;
      const [status, body] = isMine ? ['200 OK', list] : ['401 No', '{"error":{"code":"invalid_key"}}'];
      socket.end(`HTTP/1.0 ${status}\r\n${json}\r\n\r\n${body}`);
    });
    expectAccepted(await doctor({ baseUrl: plain(server.port) }, ['--skip', 'balance.is-available']));
  });

  test('a gateway that resets every kept connection at its second request', async () => {
    const used = new WeakSet<object>();
    let heard = 0;
    const server = await lab.server((socket) => {
      const request = server.received().slice(heard);
      heard = server.received().length;
      if (used.has(socket)) socket.resetAndDestroy();
      else {
        used.add(socket);
        socket.write(request.includes(key) ? response(list, [json]) : refused);
      }
    });
    expectAccepted(await doctor({ baseUrl: plain(server.port) }));
    expect(server.received()).not.toContain('POST');
  });

  test('a dead IPv6 address before one that answers costs no more than a second and a half', async () => {
    const gateway = lab.keep(await startGateway(wholeChain));
    const both: Resolve = async () => [
      { address: '100::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ];
    const ground = { baseUrl: `https://${publicName}:${gateway.port}`, resolve: both, trusts: root };
    const seen = await doctor(ground);
    expectAccepted(seen);
    expect(seen.ms).toBeLessThan(4_000);
  });
});

test('a stream that stops between two events has stalled, and the supplier can act', async () => {
  const events = 'event: message_start\ndata: {"type":"message_start","message":{"id":"m","usage":{}}}\n\n';
  const stalls = once((socket) =>
    socket.write(`HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n${events}`),
  );
  const refused = says(response('{"error":{"code":"invalid_key"}}', [json], '401 No'));
  const server = await lab.server((socket, nth) => {
    const request =
      server
        .received()
        .split(/(?=GET |POST )/)
        .at(-1) ?? '';
    if (request.startsWith('POST')) stalls(socket, nth);
    else if (request.includes(key)) socket.write(response(list, [json]));
    else refused(socket, nth);
  });
  const flags = ['--live', '--yes', '--route', '/v1/messages', '--model', 'claude-sonnet-4-6'];
  const seen = await doctor({ baseUrl: plain(server.port), timeoutSeconds: 0.6 }, flags);
  expect({ finding: seen.finding, owner: seen.owner, exitCode: seen.exitCode }, seen.summary).toEqual({
    finding: 'stream/stalled',
    owner: 'upstream',
    exitCode: 3,
  });
});
