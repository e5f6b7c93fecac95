import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';
import { gatewayWith, holder, probeAt } from './probe-sandbox.ts';

const route = ['--route', '/v1/messages', '--model', 'claude-sonnet-4-6'];

describe('when nobody can be asked', () => {
  test.each([['probe'], ['doctor', '--live']])('%s %s sends not even a GET', async (...args) => {
    const sandbox = await gatewayWith({});
    const ran = await runNexus([...args, '--base-url', sandbox.baseUrl, '--json'], holder(sandbox));
    expect(ran.exitCode).toBe(2);
    expect(ran.json.error.hint).toContain('--yes');
    expect(sandbox.requests).toEqual([]);
  });

  test.each([
    ['probe', '--dry-run'],
    ['doctor', '--live', '--dry-run'],
  ])('%s %s goes on where nothing is spent', async (...args) => {
    const sandbox = await gatewayWith({});
    const ran = await runNexus([...args, '--base-url', sandbox.baseUrl, '--json'], holder(sandbox));
    expect(ran.exitCode).toBe(0);
    expect(sandbox.requests.length).toBeGreaterThan(0);
  });
});

describe('the plan', () => {
  test.each([
    ['probe', []],
    ['doctor', ['--live']],
  ])('of %s %j is shown with --yes too, and names the only route and model', async (command, flags) => {
    const sandbox = await gatewayWith({});
    const args = [command, ...flags, ...route, '--base-url', sandbox.baseUrl, '--yes'];
    const { stderr, stdout } = await runNexus(args, holder(sandbox));
    expect(stderr).toMatch(/^Plan: \d calls? on POST \/v1\/messages with claude-sonnet-4-6, at most /m);
    expect(stdout).not.toContain('Plan:');
    expect((await runNexus([...args, '--json'], holder(sandbox))).stderr).not.toContain('Plan:');
    expect((await runNexus([...args, '--quiet'], holder(sandbox))).stderr).not.toContain('Plan:');
  });

  test('counts routes and models', async () => {
    const sandbox = await gatewayWith({});
    const { stderr } = await runNexus(['probe', '--base-url', sandbox.baseUrl, '--yes'], holder(sandbox));
    expect(stderr).toMatch(/^Plan: \d+ calls on \d routes with \d models, /m);
  });
});

describe('--resume', () => {
  test.each([
    ['--model', ['--model', 'a']],
    ['--route', ['--route', '/v1/messages']],
    ['--mode', ['--mode', 'both']],
    ['--all-models', ['--all-models']],
  ])('with %s is a contradiction', async (flag, flags) => {
    const sandbox = await gatewayWith({});
    const ran = await probeAt(sandbox, [
      '--resume',
      '0b9e2a36-0000-4000-8000-000000000001',
      '--yes',
      ...flags,
    ]);
    expect(ran.exitCode).toBe(2);
    expect(ran.json.error.message).toContain(flag);
  });
});

test('the next commands of doctor --live ask for the call again', async () => {
  const sandbox = await gatewayWith({
    rules: [{ method: 'POST', reply: { kind: 'error', error: 'internal_error' } }],
  });
  const args = ['doctor', '--live', '--base-url', sandbox.baseUrl, '--yes', '--json'];
  const { stdout, json } = await runNexus(args, holder(sandbox));
  const commands = [...stdout.matchAll(/"command": "(nexus doctor[^"]*)"/g)].map(([, one]) => one);
  expect(json.nextStep).not.toBeNull();
  for (const command of commands) expect(command?.match(/ --live\b/g)).toHaveLength(1);
  expect(commands.length).toBeGreaterThan(0);
});

test('tokens that nobody counted are not shown as none', async () => {
  const sandbox = await gatewayWith({ rules: [{ method: 'POST', reply: { kind: 'reset' } }] });
  const args = ['--base-url', sandbox.baseUrl, '--yes'];
  const live = await runNexus(['doctor', '--live', ...args], holder(sandbox));
  expect(live.stdout).toContain('spent: 1 call, output tokens unknown');
  const probed = await runNexus(['probe', ...route, '--mode', 'plain', ...args], holder(sandbox));
  expect(probed.stdout).toContain('spent: 1 call, output tokens unknown');
  const pasted = await runNexus(['probe', ...route, ...args, '--format', 'markdown'], holder(sandbox));
  expect(pasted.stdout).toContain('our request id');
});
