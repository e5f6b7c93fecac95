import { expect, test } from 'vitest';
import { gatewayWith, holder, posts } from '../probe/probe-sandbox.ts';
import { runNexus } from '../support/run-nexus.ts';

const free = [
  ['doctor'],
  ['doctor', '--yes'],
  ['doctor', '--verbose', '--model', 'claude-sonnet-4-6', '--route', '/v1/messages'],
  ['doctor', '--only', 'answer.is-valid,stream.is-complete'],
  ['doctor', '--live', '--dry-run', '--yes'],
  ['doctor', '--list'],
  ['models'],
  ['models', '--route', '/v1/messages'],
  ['models', 'no-such-model'],
  ['probe', '--dry-run', '--all-models'],
  ['probe', '--no-spend', '--yes'],
  ['explain', 'invalid_key'],
  ['explain', '--list'],
  ['explain', '--last'],
  ['sandbox', '--list'],
  ['report'],
  ['report', '--bundle', 'b.json'],
  ['auth', 'status'],
  ['login', '--no-input'],
  ['logout'],
];

test.each(free.map((argv) => [argv.join(' '), argv] as const))(
  '%s sends no call that costs',
  async (_, argv) => {
    const sandbox = await gatewayWith({});
    const world = holder(sandbox, { env: { NEXUS_BASE_URL: sandbox.baseUrl } });
    for (const format of ['human', 'json']) await runNexus([...argv, '--format', format], world);
    await runNexus(argv, { ...world, terminal: { typed: 'y' } });
    const asks = ['doctor', 'models'].includes(argv[0] ?? '') && !argv.includes('--list');
    if (asks) expect(sandbox.requests.length).toBeGreaterThan(0);
    expect(posts(sandbox)).toEqual([]);
  },
);

test('a settings file, a project file and an environment that ask for a call do not get one', async () => {
  const sandbox = await gatewayWith({});
  const files = {
    '/home/ana/project/.nexusrc.json': JSON.stringify({
      checks: { add: ['answer.is-valid', 'stream.is-complete'] },
    }),
  };
  const env = { NEXUS_BASE_URL: sandbox.baseUrl, CI: 'true', NEXUS_LIVE: '1', NEXUS_YES: '1' };
  const { json } = await runNexus(['doctor', '--json', '--yes'], { ...holder(sandbox, { env }), files });
  expect(json.spend.calls).toBe(0);
  expect(posts(sandbox)).toEqual([]);
});
