import { expect, test } from 'vitest';
import { gatewayWith, holder, posts } from '../probe/probe-sandbox.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { runNexus } from '../support/run-nexus.ts';

const rows = [['doctor', '--live'], ['probe'], ['probe', '--all-models'], ['probe', '--budget', '1']];

test.each(rows.flatMap((argv) => [[argv, {}] as const, [argv, { terminal: { typed: '' } }] as const]))(
  'CI=true is no consent to %j with %j',
  async (argv, terminal) => {
    const sandbox = await gatewayWith({});
    const env = { NEXUS_BASE_URL: sandbox.baseUrl, CI: 'true' };
    await runNexus(argv, { ...holder(sandbox, { env }), ...terminal });
    expect(posts(sandbox)).toEqual([]);
  },
);

const broken = [
  { kind: 'json', status: 503, body: { error: { message: 'busy' } } },
  { kind: 'reset' },
] as const;

test.each(broken)(
  'doctor --live and probe say of a call that met %j that it may have been charged',
  async (reply) => {
    const sandbox = await gatewayWith({ rules: [{ method: 'POST', path: '/v1/messages', reply }] });
    const aim = [
      '--route',
      '/v1/messages',
      '--model',
      'claude-sonnet-4-6',
      '--base-url',
      sandbox.baseUrl,
      '--yes',
    ];
    for (const command of [
      ['doctor', '--live'],
      ['probe', '--mode', 'plain'],
    ]) {
      const before = posts(sandbox).length;
      const { stdout } = await runNexus([...command, ...aim], holder(sandbox));
      const sent = posts(sandbox).slice(before);
      expect(sent).toHaveLength(1);
      expect(stdout).toContain(sent[0]?.requestId ?? 'an id');
      expect(stdout.replace(/\s+/g, ' ')).toContain('may have been charged');
    }
  },
);

test('doctor --live writes its intent and then its outcome, under the id that it sent', async () => {
  const sandbox = await gatewayWith({});
  const files = fakeFiles({});
  const aim = ['--route', '/v1/messages', '--base-url', sandbox.baseUrl, '--yes', '--json'];
  const { json } = await runNexus(['doctor', '--live', ...aim], { ...holder(sandbox), realFiles: files });
  const clientRequestId = posts(sandbox)[0]?.requestId;
  expect(json.call).toEqual({ clientRequestId, path: '/v1/messages' });
  const [, log = ''] = [...files.written].find(([path]) => path.includes('/runs/')) ?? [];
  const lines = log.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).kind)).toEqual(['plan', 'intent', 'outcome']);
  expect(lines[1]).toContain(clientRequestId);
});

test.each([
  ['doctor', '--live'],
  ['probe', '--mode', 'plain'],
])('%s sends nothing while its intent is not written', async (...command) => {
  const sandbox = await gatewayWith({});
  const files = fakeFiles({});
  let opened = () => {};
  const isOpened = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const openAppend = () => {
    opened();
    return new Promise<never>(() => {});
  };
  const realFiles = { ...files, openAppend };
  const aim = ['--route', '/v1/messages', '--base-url', sandbox.baseUrl, '--yes', '--json'];
  void runNexus([...command, ...aim], { ...holder(sandbox), realFiles });
  await isOpened;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(posts(sandbox)).toEqual([]);
});

test('doctor --live sends one call on a budget of 1', async () => {
  const sandbox = await gatewayWith({});
  const aim = ['--route', '/v1/messages', '--base-url', sandbox.baseUrl, '--yes', '--budget', '1', '--json'];
  const { json } = await runNexus(['doctor', '--live', ...aim], holder(sandbox));
  expect(json.spend.calls).toBe(1);
  expect(posts(sandbox)).toHaveLength(1);
});
