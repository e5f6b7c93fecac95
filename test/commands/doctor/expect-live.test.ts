import { describe, expect, test } from 'vitest';
import { startOddGateway } from '../../probe/odd-gateway.ts';
import { gatewayWith, holder, posts } from '../../probe/probe-sandbox.ts';
import { runNexus } from '../../support/run-nexus.ts';

async function live(flags: readonly string[]) {
  const sandbox = await gatewayWith({});
  const args = ['doctor', '--live', '--yes', '--json', '--base-url', sandbox.baseUrl, ...flags];
  const { json, exitCode } = await runNexus(args, holder(sandbox));
  return { json, exitCode, calls: posts(sandbox).length, requests: sandbox.requests.length };
}

describe('--live without a check that asks for its call', () => {
  test.each([
    ['both left out', ['--skip', 'answer.is-valid,stream.is-complete']],
    ['other ones chosen', ['--only', 'key.is-accepted']],
    ['a choice that leaves out its own', ['--only', 'answer.is-valid', '--skip', 'answer.is-valid']],
  ])('is refused before anything is sent: %s', async (_, flags) => {
    const { json, exitCode, requests } = await live(flags);
    expect(exitCode).toBe(2);
    expect(json.error).toMatchObject({ kind: 'usage', message: expect.stringContaining('--live') });
    expect(requests).toBe(0);
  });

  test('is refused where it would not stream and the answer is left out', async () => {
    const gateway = await startOddGateway({ documents: 'no streaming' });
    const args = ['doctor', '--live', '--yes', '--json', '--skip', 'answer.is-valid'];
    const { json, exitCode } = await gateway.run(args);
    expect(exitCode).toBe(2);
    expect(json.error.message).toContain('answer.is-valid');
    expect(gateway.asked).toEqual([]);
  });
});

test.each([
  ['the answer', 'stream.is-complete'],
  ['the end of the stream', 'answer.is-valid'],
])('--live for %s alone makes its call', async (_, skipped) => {
  const { json, exitCode, calls } = await live(['--skip', skipped, '--route', '/v1/messages']);
  expect({ exitCode, calls }).toEqual({ exitCode: 0, calls: 1 });
  const status = (id: string) => json.results.find((one: { id: string }) => one.id === id)?.status;
  expect(['answer.is-valid', 'stream.is-complete'].filter((id) => status(id) === 'skip')).toEqual([skipped]);
});

describe('the counts of a partial run agree with each other', () => {
  const counts = async (flags: readonly string[]) => {
    const sandbox = await gatewayWith({});
    const { stdout } = await runNexus(['doctor', '--base-url', sandbox.baseUrl, ...flags], holder(sandbox));
    const partial = /Partial: only (\d+) of (\d+) checks ran/.exec(stdout)?.slice(1).map(Number);
    const [, shown, tally = ''] = /(\d+) checks: ([\w, ]+)/.exec(stdout) ?? [];
    return { partial, shown: Number(shown), skipped: Number(/(\d+) skipped/.exec(tally)?.[1] ?? 0) };
  };

  test.each([[[]], [['--verbose']]])('with a check left out, and %j', async (more) => {
    const { partial, shown, skipped } = await counts(['--skip', 'balance.is-available', ...more]);
    expect(skipped).toBeGreaterThan(0);
    const { json } = await runNexus(['doctor', '--sandbox', '--json']);
    expect(partial).toEqual([shown - skipped, json.checksInAll]);
  });

  test('with one chosen, those that were not are still missing', async () => {
    const { partial, shown, skipped } = await counts(['--only', 'key.is-accepted']);
    expect(partial?.[0]).toBe(shown - skipped);
    expect(partial?.[1]).toBeGreaterThan(shown);
  });
});
