import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenRequest } from '../../src/sandbox/index.ts';
import type { GatewayState } from '../../src/sandbox/scenario.ts';
import { gatewayWith, posts } from '../probe/probe-sandbox.ts';
import { ended, runBin, runInShell, startBin } from '../support/run-bin.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'nexus-killed-'));
});

afterEach(() => rm(home, { recursive: true }));

const silentResponses: GatewayState = {
  rules: [{ method: 'POST', path: '/v1/responses', reply: { kind: 'stall' } }],
};
const routes = ['--route', '/v1/messages,/v1/responses,/v1/chat/completions'];
const probe = ['probe', ...routes, '--mode', 'plain', '--concurrency', '1', '--yes'];

async function world(gateway: GatewayState) {
  const sandbox = await gatewayWith(gateway);
  const env = { HOME: home, NEXUS_API_KEY: sandbox.key, NEXUS_BASE_URL: sandbox.baseUrl };
  return { sandbox, env };
}

type Line = {
  readonly kind: string;
  readonly runId: string;
  readonly verdict: string;
  readonly path: string;
};
const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

const idOf = (post: SeenRequest | undefined) => post?.requestId;

/** The texts of all runs that were written down. */
async function runLogs(): Promise<string[]> {
  const files = await readdir(home, { recursive: true });
  const logs = files.filter((file) => /runs[/\\][^/\\]+\.ndjson$/.test(file));
  return Promise.all(logs.map((file) => readFile(join(home, file), 'utf8')));
}

describe.skipIf(process.platform === 'win32')('kill -9 in the middle of a call', () => {
  test('leaves what was done on the screen, and --resume sends only what was never sent', async () => {
    const { sandbox, env } = await world(silentResponses);
    const child = startBin([...probe, '--format', 'ndjson'], { env });
    const run = ended(child);
    await expect.poll(() => posts(sandbox).length, { timeout: 20_000 }).toBe(2);
    child.kill('SIGKILL');
    const { exitCode, stdout } = await run;
    expect(exitCode).toBeNull();
    const [plan, ...rows] = linesOf(stdout);
    expect(plan?.kind).toBe('plan');
    expect(rows).toMatchObject([{ kind: 'row', path: '/v1/messages', verdict: 'answers' }]);

    const resume = ['probe', '--resume', plan?.runId ?? '', '--yes', '--json'];
    const again = await runBin(resume, { env });
    expect(posts(sandbox).map(({ path }) => path)).toEqual([
      '/v1/messages',
      '/v1/responses',
      '/v1/chat/completions',
    ]);
    const document = JSON.parse(again.stdout);
    expect(document.rows).toMatchObject([
      { path: '/v1/messages', verdict: 'answers' },
      { path: '/v1/responses', verdict: 'skipped', why: expect.stringMatching(/^outcome unknown/) },
      { path: '/v1/chat/completions', verdict: 'answers' },
    ]);
    expect(document).toMatchObject({ verdict: 'inconclusive', spend: { calls: 1 } });
    expect(again).toMatchObject({ exitCode: 3, stderr: '' });

    const third = await runBin(resume, { env });
    expect(posts(sandbox)).toHaveLength(3);
    expect(JSON.parse(third.stdout).rows).toEqual(document.rows);
  });

  test('of doctor --live leaves the id of its call, and keeps nobody from asking again', async () => {
    const { sandbox, env } = await world(silentResponses);
    const live = ['doctor', '--live', '--yes', '--json', '--route'];
    const child = startBin([...live, '/v1/responses'], { env });
    const run = ended(child);
    await expect.poll(() => posts(sandbox).length, { timeout: 20_000 }).toBe(1);
    child.kill('SIGKILL');
    expect(await run).toMatchObject({ exitCode: null, stdout: '' });
    const [log = ''] = await runLogs();
    const [plan, ...intents] = linesOf(log);
    expect(intents).toMatchObject([{ kind: 'intent', clientRequestId: idOf(posts(sandbox)[0]) }]);
    const resumed = await runBin(['probe', '--resume', plan?.runId ?? '', '--yes', '--json'], { env });
    expect(JSON.parse(resumed.stdout)).toMatchObject({
      rows: [{ verdict: 'skipped', why: expect.stringMatching(/^outcome unknown/) }],
      spend: { calls: 0 },
    });
    const again = await runBin([...live, '/v1/messages'], { env });
    expect(JSON.parse(again.stdout)).toMatchObject({ verdict: 'healthy', spend: { calls: 1 } });
  });
});

describe.skipIf(process.platform === 'win32')('a signal in the middle of a call', () => {
  test.each([
    { args: ['doctor', '--live', '--route', '/v1/responses'], signal: 'SIGINT', code: 130 },
    { args: ['probe', '--route', '/v1/responses', '--mode', 'stream'], signal: 'SIGINT', code: 130 },
    { args: ['probe', '--route', '/v1/responses', '--mode', 'plain'], signal: 'SIGTERM', code: 143 },
  ] as const)('$args and $signal: what is known, and $code', async ({ args, signal, code }) => {
    const { sandbox, env } = await world(silentResponses);
    const child = startBin([...args, '--yes', '--json'], { env });
    const run = ended(child);
    await expect.poll(() => posts(sandbox).length, { timeout: 20_000 }).toBe(1);
    child.kill(signal);
    const { exitCode, stdout, stderr } = await run;
    expect([exitCode, stderr]).toEqual([code, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'inconclusive',
      interrupted: true,
      spend: { calls: 1, usageUnknown: true },
    });
  });

  test.each([[], ['--quiet']])(
    'says of the call of doctor --live that it may have been charged %j',
    async (...flags) => {
      const { sandbox, env } = await world(silentResponses);
      const child = startBin(['doctor', '--live', '--route', '/v1/responses', '--yes', ...flags], { env });
      const run = ended(child);
      await expect.poll(() => posts(sandbox).length, { timeout: 20_000 }).toBe(1);
      child.kill('SIGINT');
      const { stdout } = await run;
      expect(stdout).toContain(idOf(posts(sandbox)[0]) ?? 'an id');
      expect(stdout.replace(/\s+/g, ' ')).toContain('may have been charged');
    },
  );

  test('ends a probe as ndjson with its summary', async () => {
    const { sandbox, env } = await world(silentResponses);
    const child = startBin([...probe, '--format', 'ndjson'], { env });
    const run = ended(child);
    await expect.poll(() => posts(sandbox).length, { timeout: 20_000 }).toBe(2);
    child.kill('SIGINT');
    const { exitCode, stdout } = await run;
    expect(exitCode).toBe(130);
    expect(linesOf(stdout).map(({ kind }) => kind)).toEqual(['plan', 'row', 'row', 'row', 'summary']);
  });
});

describe.skipIf(process.platform === 'win32')('the reader of ndjson', () => {
  test('may look away until the pipe is full: no stream that is measured meanwhile seems to stall', async () => {
    const models = Array.from({ length: 200 }, (_, number) => `claude-${number}`);
    const sandbox = await gatewayWith({ models }, { streamGapMs: 20 });
    const env = { HOME: home, NEXUS_API_KEY: sandbox.key, NEXUS_BASE_URL: sandbox.baseUrl };
    const cells = ['--all-models', '--route', '/v1/messages', '--mode', 'stream', '--concurrency', '16'];
    const args = ['probe', ...cells, '--yes', '--format', 'ndjson'];
    const { stdout } = await runInShell('"$@" | (sleep 6; cat)', args, { env });
    // More than a pipe holds.
    expect(stdout.length).toBeGreaterThan(70_000);
    const rows = linesOf(stdout).filter(({ kind }) => kind === 'row');
    expect(rows).toHaveLength(200);
    // On a busy machine events may arrive together, which proves no stream and blames nobody.
    const verdicts = rows.map(({ verdict }) => verdict);
    expect(verdicts.filter((verdict) => verdict !== 'streams' && verdict !== 'unproven')).toEqual([]);
    expect(verdicts).toContain('streams');
  });

  test('may leave after a line: the probe goes on and keeps its code', async () => {
    const { sandbox, env } = await world({});
    const args = ['probe', ...routes, '--mode', 'plain', '--yes', '--format', 'ndjson'];
    const run = await runInShell('{ "$@"; echo "exit $?" >&2; } | head -n 1', args, { env });
    expect(run.stderr).toBe('exit 0\n');
    expect(linesOf(run.stdout).map(({ kind }) => kind)).toEqual(['plan']);
    expect(posts(sandbox)).toHaveLength(3);
  });
});
