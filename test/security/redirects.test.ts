import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closing } from '../probe/probe-sandbox.ts';
import { type Loopback, listen, response, says } from '../support/loopback.ts';
import { runNexus } from '../support/run-nexus.ts';
import { canary } from './canary.ts';

let evil: Loopback;
beforeEach(async () => {
  evil = await listen(says(response('{"data":[{"id":"x"}]}', ['content-type: application/json'])));
});
afterEach(() => evil.close());

const env = { NEXUS_API_KEY: canary };
const commands = [
  ['doctor'],
  ['doctor', '--live', '--yes', '--route', '/v1/messages'],
  ['models'],
  ['probe', '--yes', '--route', '/v1/messages'],
];

/** Lists models for the right key; every POST is redirected. Everything else is, where `all` says so. */
async function redirecting(status: number, to: string, all: boolean): Promise<Loopback> {
  const list = response('{"object":"list","data":[{"id":"claude-sonnet-4-6"}]}', [
    'content-type: application/json',
  ]);
  const refused = response(
    '{"error":{"code":"invalid_key","message":"No."}}',
    ['content-type: application/json'],
    '401 No',
  );
  const moved = response('', [`location: ${to}`], `${status} Moved`);
  return closing(
    await listen((socket, nth) => {
      const request = gateway?.received().split(/(?=(?:GET|POST) \/)/)[nth - 1] ?? '';
      if (all || request.startsWith('POST')) socket.write(moved);
      else socket.write(request.includes(canary) ? list : refused);
    }),
  );
}
let gateway: Loopback | undefined;

const targets: readonly (readonly [string, (port: number) => string])[] = [
  ['another port', (port) => `http://127.0.0.1:${port}/v1/models`],
  ['another host', (port) => `http://localhost:${port}/v1/models`],
  ['another scheme', (port) => `https://127.0.0.1:${port}/v1/models`],
  ['a host without a scheme', (port) => `//127.0.0.1:${port}/v1/models`],
  ['a file', () => 'file:///etc/passwd'],
  ['data', () => 'data:application/json,{"data":[]}'],
  ['a script', () => 'javascript:alert(1)'],
];

describe.each([301, 302, 303, 307, 308])('a redirect with status %i', (status) => {
  test.each(targets)('to %s is shown and not followed, by no command', async (_, to) => {
    gateway = await redirecting(status, to(evil.port), true);
    for (const argv of commands) {
      const world = { env: { ...env, NEXUS_BASE_URL: `http://127.0.0.1:${gateway.port}` } };
      const { exitCode, stdout } = await runNexus([...argv, '--timeout', '2', '--json'], world);
      expect(exitCode, `${argv}`).not.toBe(0);
      if (argv[0] === 'doctor') expect(stdout).toContain(`${status}`);
    }
    expect(evil.connections()).toBe(0);
  });
});

test.each([307, 308])(
  'a call that is redirected with status %i is not sent to the target',
  async (status) => {
    gateway = await redirecting(status, `http://127.0.0.1:${evil.port}/v1/messages`, false);
    for (const argv of commands.filter(([name]) => name !== 'models')) {
      const world = { env: { ...env, NEXUS_BASE_URL: `http://127.0.0.1:${gateway.port}` } };
      await runNexus([...argv, '--timeout', '2', '--json'], world);
    }
    expect(gateway.received()).toContain('POST /v1/messages');
    expect(evil.connections()).toBe(0);
  },
);

test('what a redirect names is shown without its query and its password', async () => {
  gateway = await redirecting(
    302,
    `http://u:${'p'.repeat(12)}@127.0.0.1:${evil.port}/login?token=abcdef12345`,
    true,
  );
  const { stdout } = await runNexus(['doctor', '--json'], {
    env: { ...env, NEXUS_BASE_URL: `http://127.0.0.1:${gateway.port}` },
  });
  expect(stdout).toContain(`127.0.0.1:${evil.port}`);
  expect(stdout).not.toMatch(/p{12}|abcdef12345/);
});
