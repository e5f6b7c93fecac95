import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin } from '../support/run-bin.ts';
import { root, wholeChain } from './faults/certificates.ts';
import { key } from './lab.ts';

// Routes, name servers and addresses of the kernel itself, in a network that ends with the test.

const folder = mkdtempSync(join(tmpdir(), 'nexus-namespace-'));
const at = (name: string) => join(folder, name);
const gateway = fileURLToPath(new URL('./faults/lone-gateway.js', import.meta.url));

beforeAll(() => {
  writeFileSync(at('root.pem'), root);
  writeFileSync(at('chain.pem'), wholeChain.cert);
  writeFileSync(at('key.pem'), wholeChain.key, { mode: 0o600 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isPossible = (() => {
  try {
    execFileSync('unshare', ['-rnm', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

test.skipIf(isPossible)('faults of the kernel need unshare and ip', ({ skip }) =>
  skip('they are not here, or not allowed'),
);

interface Place {
  /** Lines of the shell before the run, with addresses and routes. */
  readonly network?: readonly string[];
  readonly hosts?: readonly string[];
  readonly nameServer?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Two when absent. */
  readonly timeoutSeconds?: number;
}

interface Seen {
  readonly exitCode: number;
  readonly finding: string | undefined;
  readonly owner: string | undefined;
  /** From the start of the program to its end. */
  readonly ms: number;
}

async function doctorIn(place: Place, baseUrl: string): Promise<Seen> {
  const { network = [], hosts = [], nameServer = '127.0.0.1', env = {}, timeoutSeconds = 2 } = place;
  writeFileSync(at('hosts'), `127.0.0.1 localhost\n${hosts.join('\n')}\n`);
  writeFileSync(at('resolv.conf'), `nameserver ${nameServer}\n`);
  rmSync(at('ready'), { force: true });
  const line = [
    'ip link set lo up',
    `mount --bind ${at('hosts')} /etc/hosts && mount --bind ${at('resolv.conf')} /etc/resolv.conf`,
    ...network,
    `"$0" "${gateway}" ${at('chain.pem')} ${at('key.pem')} ${key} ${at('ready')} &`,
    `until [ -e ${at('ready')} ]; do sleep 0.05; done`,
    'date +%s%N >&2; "$@"; code=$?; date +%s%N >&2; kill $!; exit $code',
  ].join('\n');
  const argv = [process.execPath, bin, 'doctor', '--json', '--timeout', `${timeoutSeconds}`];
  const words = ['-rnm', '/bin/sh', '-c', line, process.execPath, ...argv, '--base-url', baseUrl];
  const world = {
    PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`,
    HOME: folder,
    NEXUS_API_KEY: key,
    NODE_EXTRA_CA_CERTS: at('root.pem'),
    ...env,
  };
  return new Promise((resolve) => {
    execFile('unshare', words, { env: world, cwd: folder }, (error, stdout, stderr) => {
      const exitCode = typeof error?.code === 'number' ? error.code : 0;
      const { firstCause } = JSON.parse(stdout);
      const [began = 0, ended = 0] = stderr.match(/^\d{19}$/gm)?.map((time) => Number(time) / 1e6) ?? [];
      const { id, owner } = firstCause?.finding ?? {};
      resolve({ exitCode, finding: id, owner, ms: ended - began });
    });
  });
}

/** Packets go out and nothing comes back. */
const silent = (range: string) => `ip ${range.includes(':') ? '-6 ' : ''}route add ${range} dev lo`;

describe.skipIf(!isPossible)('IPv6', () => {
  const both = ['2001:db8::1 gateway.example', '127.0.0.1 gateway.example'];

  test.each([
    ['silent', silent('2001:db8::/32')],
    ['without a route', 'true'],
    ['turned away', 'ip -6 route add unreachable 2001:db8::/32'],
  ])('that is %s does not keep IPv4 from answering', async (_, line) => {
    const seen = await doctorIn({ network: [line], hosts: both }, 'https://gateway.example:8443');
    expect(seen.exitCode).toBe(0);
    expect(seen.ms).toBeLessThan(5_000);
  });

  test.each([
    ['silent', silent('2001:db8::/32'), 'network/connect-timeout'],
    ['without a route', 'true', 'network/unreachable'],
    ['turned away', 'ip -6 route add unreachable 2001:db8::/32', 'network/unreachable'],
  ])('that is %s and all there is has its own finding', async (_, line, finding) => {
    // The kernel itself gives up soon after the second packet.
    const place = { network: [line], hosts: ['2001:db8::1 gateway.example'], timeoutSeconds: 0.9 };
    const { ms, ...seen } = await doctorIn(place, 'https://gateway.example:8443');
    expect(seen).toEqual({ exitCode: 3, finding, owner: 'your-network' });
    expect(ms).toBeLessThan(3_500);
  });

  test('is enough where it works', async () => {
    const place = { hosts: ['::1 gateway.example'] };
    expect(await doctorIn(place, 'https://gateway.example:8443')).toMatchObject({ exitCode: 0 });
  });
});

describe.skipIf(!isPossible)('a name server', () => {
  test('that refuses', async () => {
    const { ms, ...seen } = await doctorIn({}, 'https://nobody.example');
    expect(seen).toEqual({ exitCode: 3, finding: 'network/dns-unavailable', owner: 'your-network' });
    expect(ms).toBeLessThan(3_500);
  });

  test('that is silent holds the program no longer than its own patience', async () => {
    const place = { nameServer: '10.66.66.66', network: [silent('10.66.0.0/16')] };
    const { ms, ...seen } = await doctorIn(place, 'https://nobody.example');
    expect(seen).toEqual({ exitCode: 3, finding: 'network/dns-unavailable', owner: 'your-network' });
    // glibc asks for 3 s, and the operating system lets nobody end that early.
    expect(ms).toBeLessThan(5_000);
  });
});

describe.skipIf(!isPossible)('a proxy that is not there', () => {
  const env = { HTTP_PROXY: 'http://127.0.0.1:1' };
  const network = ['ip addr add 10.9.9.9/32 dev lo', 'ip -6 addr add fd12::1/128 dev lo nodad'];

  test.each([
    ['NO_PROXY', '10.9.0.0/16', 'http://10.9.9.9:8080'],
    ['no_proxy', '192.168.0.0/16,10.9.9.9', 'http://10.9.9.9:8080'],
    ['NO_PROXY', '10.9.9.9:8080', 'http://10.9.9.9:8080'],
    ['NO_PROXY', 'fd12::1', 'http://[fd12::1]:8080'],
    ['no_proxy', 'fd00::/8', 'http://[fd12::1]:8080'],
    ['no_proxy', '[fd12::1]:8080', 'http://[fd12::1]:8080'],
    ['NO_PROXY', '', 'http://[::1]:8080'],
  ])('is not asked where %s=%s covers %s', async (variable, value, baseUrl) => {
    const seen = await doctorIn({ network, env: { ...env, [variable]: value } }, baseUrl);
    expect(seen.exitCode).toBe(0);
  });

  test.each([
    ['10.8.0.0/16', 'http://10.9.9.9:8080'],
    ['10.9.9.9:80', 'http://10.9.9.9:8080'],
    ['::1', 'http://[fd12::1]:8080'],
  ])('is to blame where NO_PROXY=%s does not cover %s', async (value, baseUrl) => {
    const { ms: _, ...seen } = await doctorIn({ network, env: { ...env, NO_PROXY: value } }, baseUrl);
    expect(seen).toEqual({ exitCode: 1, finding: 'network/proxy-unreachable', owner: 'you' });
  });
});
