import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { healthyReplies, realKey } from '../support/check-context.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';

const env = { NEXUS_API_KEY: realKey, ALL_PROXY: 'socks5://127.0.0.1:1080' };
const said = 'ALL_PROXY names a SOCKS proxy, which was not used';
const finding = expect.objectContaining({ id: 'network/proxy-unsupported', severity: 'warning' });

async function nexus(argv: readonly string[], world: FakeWorld = {}) {
  const system = fakeSystem({ env, replies: healthyReplies, ...world });
  const exitCode = await run(argv, system);
  return { exitCode, stdout: system.stdout.text(), stderr: system.stderr.text() };
}

describe('a SOCKS proxy is set, and the call goes direct', () => {
  test('models says so', async () => {
    const { stdout, exitCode } = await nexus(['models', '--json']);
    expect(JSON.parse(stdout).findings).toEqual([finding]);
    expect(exitCode).toBe(0);
    expect((await nexus(['models'])).stdout).toContain(said);
  });

  test('probe says so before it pays, and calls it no cause of anything', async () => {
    const argv = ['probe', '--yes', '--route', '/v1/responses', '--model', 'gpt-5.4', '--mode', 'plain'];
    const { stdout } = await nexus([...argv, '--json']);
    expect(JSON.parse(stdout).findings).toEqual([finding]);
    const human = await nexus(argv, { terminal: {} });
    expect(human.stderr.replaceAll(/\s+/g, ' ')).toContain(said);
    expect(human.stdout).toMatch(/Also .*proxy/);
    expect(human.stdout).not.toContain('First cause');
    const junit = await nexus([...argv, '--format', 'junit']);
    expect(junit.stdout).not.toContain('type="network/proxy-unsupported"');
  });

  test('login says so beside the kept key', async () => {
    const world = { env: { ALL_PROXY: env.ALL_PROXY }, stdin: `${realKey}\n`, keychain: {} };
    const { stdout } = await nexus(['login', '--json'], world);
    const { kept, findings, notes } = JSON.parse(stdout);
    expect(kept).not.toBeNull();
    expect(findings).toEqual([finding]);
    expect(notes).toContain(said);
  });

  test('doctor names it first where the name is not found without it', async () => {
    const replies = [{ answer: { kind: 'unreachable', phase: 'dns', code: 'ENOTFOUND' } }] as const;
    const { stdout, exitCode } = await nexus(['doctor', '--json'], { replies });
    const { firstCause, results } = JSON.parse(stdout);
    expect(firstCause).toMatchObject({
      check: 'network.host-resolves',
      finding: { id: 'network/proxy-unsupported' },
    });
    expect(JSON.stringify(results)).toContain('network/documented-host-not-found');
    expect(exitCode).toBe(3);
  });

  test('and where NO_PROXY takes the host out, nothing is said', async () => {
    const without = { env: { ...env, NO_PROXY: 'api.nexus-hub.ru' } };
    expect(JSON.parse((await nexus(['models', '--json'], without)).stdout).findings).toEqual([]);
  });
});
