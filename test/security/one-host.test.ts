import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { FakeReply } from '../support/fake-network.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';

const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const gateway = 'relay.example';
const list = { object: 'list', data: [{ id: 'gpt-5.4', object: 'model' }] };
const refusal = { error: { message: 'No.', type: 'authentication_error', code: 'invalid_key' } };
const replies: readonly FakeReply[] = [
  { path: '/v1/models', key, answer: { status: 200, json: list } },
  { answer: { status: 401, json: refusal } },
];
const env = { NEXUS_BASE_URL: `https://${gateway}/v1`, NEXUS_API_KEY: key };

/** Runs one command and gives back every host that it sent anything to. */
async function hostsOf(argv: readonly string[], world: FakeWorld = {}): Promise<readonly string[]> {
  const system = fakeSystem({ env, replies, keychain: {}, ...world });
  await run(argv, system);
  return [...new Set(system.fakeNetwork.sent.map(({ url }) => new URL(url).hostname))];
}

describe('no host but that of the base URL is sent anything', () => {
  test.each<[string, readonly string[], FakeWorld?]>([
    ['doctor', ['doctor']],
    ['doctor --live', ['doctor', '--live', '--yes', '--model', 'gpt-5.4']],
    ['models', ['models']],
    ['probe', ['probe', '--yes', '--model', 'gpt-5.4']],
    ['login', ['login'], { stdin: `${key}\n`, env: { NEXUS_BASE_URL: env.NEXUS_BASE_URL } }],
  ])('by %s', async (_, argv, world) => {
    expect(await hostsOf(argv, world)).toEqual([gateway]);
  });

  test.each([
    ['report --no-input'],
    ['explain invalid_key'],
    ['logout'],
    ['auth status'],
    ['doctor --list'],
    ['probe --dry-run --model gpt-5.4'],
    ['--version'],
    ['--help'],
  ])('and by %s none at all, but the gateway', async (line) => {
    const hosts = await hostsOf(line.split(' '));
    expect(hosts.filter((host) => host !== gateway)).toEqual([]);
  });
});
