import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { createNetwork } from '../../src/system/node-network.ts';
import type { System } from '../../src/system/system.ts';
import { gatewayWith, holder, posts } from '../probe/probe-sandbox.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { fakeSystem } from '../support/fake-system.ts';
import { runNexus } from '../support/run-nexus.ts';

type Line = { readonly kind: string } & Record<string, unknown>;

function linesOf(text: string): Line[] {
  const lines = text.split('\n');
  // What was printed so far ends with a whole line.
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line) as Line);
}

const cells = ['--route', '/v1/messages,/v1/responses', '--mode', 'plain', '--concurrency', '1', '--yes'];
const ndjson = ['probe', ...cells, '--format', 'ndjson'];

/** A probe whose output can be looked at while it goes on. */
async function started(args: readonly string[], gateway: Parameters<typeof gatewayWith>[0]) {
  const sandbox = await gatewayWith(gateway);
  const interrupt = new AbortController();
  const fake = fakeSystem(holder(sandbox, { interrupt: interrupt.signal }));
  const network = createNetwork();
  const system: System = { ...fake, network };
  const ended = run([...args, '--base-url', sandbox.baseUrl], system).finally(() => network.close());
  return { sandbox, interrupt, ended, printed: () => fake.stdout.text() };
}

describe('--format ndjson', () => {
  test('prints a row as soon as its cell is done, not when the last one is', async () => {
    const silent = { method: 'POST', path: '/v1/responses', reply: { kind: 'stall' } } as const;
    const { ended, interrupt, printed, sandbox } = await started(ndjson, { rules: [silent] });
    await expect.poll(() => posts(sandbox).length, { timeout: 10_000 }).toBe(2);
    // The next call leaves while the row is still being written, and never gets an answer.
    await expect
      .poll(() => linesOf(printed()).map(({ kind }) => kind), { timeout: 10_000 })
      .toEqual(['plan', 'row']);
    expect(linesOf(printed())[1]).toMatchObject({ path: '/v1/messages', verdict: 'answers' });

    interrupt.abort('SIGINT');
    expect(await ended).toBe(130);
    const lines = linesOf(printed());
    expect(lines.map(({ kind }) => kind)).toEqual(['plan', 'row', 'row', 'summary']);
    expect(lines[2]).toMatchObject({ path: '/v1/responses', verdict: 'skipped' });
    expect(lines[3]).toMatchObject({ interrupted: true, spend: { calls: 2 } });
  });

  test('prints every row once, and in the end the document of --json without them', async () => {
    // Slow enough that no pause of this machine brings a stream in one piece, which one run would call unproven.
    const sandbox = await gatewayWith({}, { streamGapMs: 30 });
    const both = ['--route', '/v1/messages,/v1/responses', '--yes', '--base-url', sandbox.baseUrl];
    const live = await runNexus(['probe', ...both, '--format', 'ndjson'], holder(sandbox));
    const whole = await runNexus(['probe', ...both, '--json'], holder(sandbox, { seed: 'again' }));
    const [plan, ...rest] = linesOf(live.stdout);
    const summary = rest.pop();
    const names = (rows: readonly Record<string, unknown>[]) =>
      rows.map(({ path, stream }) => `${path} ${stream}`).sort();
    expect(names(rest)).toEqual(names(whole.json.rows));
    expect(Object.keys(summary ?? {})).toEqual([
      'kind',
      ...Object.keys(whole.json).filter((name) => name !== 'rows'),
    ]);
    expect(plan).toMatchObject({ kind: 'plan', runId: summary?.runId, plan: { calls: 10 } });
    expect(summary).toMatchObject({ kind: 'summary', verdict: whole.json.verdict, spend: { calls: 4 } });
    expect(live.exitCode).toBe(whole.exitCode);
  });

  test('prints what is planned and not sent too', async () => {
    const sandbox = await gatewayWith({});
    const args = [
      'probe',
      '--dry-run',
      '--format',
      'ndjson',
      '--base-url',
      sandbox.baseUrl,
      '--route',
      '/v1/messages',
    ];
    const { stdout, exitCode } = await runNexus(args, holder(sandbox));
    expect(linesOf(stdout).map(({ kind }) => kind)).toEqual(['plan', 'row', 'row', 'summary']);
    expect(exitCode).toBe(0);
  });

  test('begins a run that is gone on with by the rows that are done', async () => {
    const limit = { kind: 'json', status: 429, body: { error: { message: 'slow down' } } } as const;
    const rules = [{ method: 'POST', path: '/v1/responses', reply: limit }] as const;
    const sandbox = await gatewayWith({ rules });
    const files = fakeFiles({});
    const flags = ['--base-url', sandbox.baseUrl, '--yes', '--format', 'ndjson'];
    const world = holder(sandbox, { realFiles: files });
    const first = linesOf((await runNexus([...ndjson, '--base-url', sandbox.baseUrl], world)).stdout);
    const runId = String(first[0]?.runId);
    const again = linesOf((await runNexus(['probe', '--resume', runId, ...flags], world)).stdout);
    expect(again.map(({ kind, path, verdict }) => [kind, path, verdict])).toEqual([
      ['plan', undefined, undefined],
      ['row', '/v1/messages', 'answers'],
      ['row', '/v1/responses', 'rejected'],
      ['summary', undefined, 'inconclusive'],
    ]);
  });

  test('shows the key in no line, whatever the gateway says', async () => {
    const sandbox = await gatewayWith({});
    const model = `m ${sandbox.key} m`;
    const args = [...ndjson, '--model', model, '--base-url', sandbox.baseUrl];
    const { stdout } = await runNexus(args, holder(sandbox));
    expect(linesOf(stdout).filter(({ kind }) => kind === 'row')).toHaveLength(2);
    expect(stdout).not.toContain(sandbox.key.slice(8));
  });

  test('a full disk ends it with an error, and not in the middle of a call', async () => {
    const sandbox = await gatewayWith({});
    const fake = fakeSystem(holder(sandbox));
    const network = createNetwork();
    let writes = 0;
    const stdout = {
      ...fake.stdout,
      write: async () => {
        writes += 1;
        throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
      },
    };
    const exitCode = await run([...ndjson, '--base-url', sandbox.baseUrl], { ...fake, network, stdout });
    network.close();
    expect(exitCode).toBe(3);
    // The first row, then what became of it: nothing else is tried.
    expect(writes).toBe(2);
    expect(posts(sandbox)).toHaveLength(2);
    expect(fake.stderr.text()).toContain('could not be written');
  });
});
