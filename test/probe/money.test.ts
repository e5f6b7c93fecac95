import { describe, expect, test } from 'vitest';
import type { ProbeRow } from '../../src/report/documents.ts';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { runNexus } from '../support/run-nexus.ts';
import { gatewayWith, holder, posts, probeAt } from './probe-sandbox.ts';

const runsFolder = '/home/ana/.local/state/nexus/runs';

/** A healthy gateway whose streams are over at once, for speed. */
const quickGateway = () => gatewayWith({ stream: { kind: 'at-once' } });
const at = ({ baseUrl }: RunningSandbox) => ['--base-url', baseUrl];

describe('nothing billable is sent', () => {
  test.each([
    ['probe', []],
    ['probe', ['--json']],
    ['probe', ['--budget', '1', '--json']],
    ['doctor', ['--live']],
    ['doctor', ['--live', '--json']],
  ])('by %s %j without --yes and without a terminal: exit code 2', async (command, flags) => {
    const sandbox = await quickGateway();
    const ran = await runNexus([command, ...at(sandbox), ...flags], holder(sandbox));
    expect(ran.exitCode).toBe(2);
    expect(posts(sandbox)).toEqual([]);
  });

  test.each([
    ['n', 'probe', []],
    ['', 'probe', []],
    ['n', 'doctor', ['--live']],
  ])('after the answer %j to %s', async (typed, command, flags) => {
    const sandbox = await quickGateway();
    const ran = await runNexus([command, ...at(sandbox), ...flags], holder(sandbox, { terminal: { typed } }));
    expect(ran.exitCode).not.toBe(2);
    expect(posts(sandbox)).toEqual([]);
  });

  test.each([
    ['probe', ['--dry-run'], 0],
    ['probe', ['--dry-run', '--yes'], 0],
    ['probe', ['--no-spend'], 3],
    ['probe', ['--no-spend', '--yes'], 3],
    ['doctor', ['--live', '--dry-run', '--yes'], 0],
    ['doctor', ['--yes'], 0],
  ])('by %s %j', async (command, flags, exitCode) => {
    const sandbox = await quickGateway();
    const ran = await runNexus([command, ...at(sandbox), ...flags, '--json'], holder(sandbox));
    expect(posts(sandbox)).toEqual([]);
    expect(ran.json.spend.calls).toBe(0);
    expect(ran.exitCode).toBe(exitCode);
  });

  test('with --no-input on a terminal', async () => {
    const sandbox = await quickGateway();
    const world = holder(sandbox, { terminal: { typed: 'y' } });
    expect((await runNexus(['probe', ...at(sandbox), '--no-input'], world)).exitCode).toBe(2);
    expect(posts(sandbox)).toEqual([]);
  });

  test('with a key that the gateway refuses', async () => {
    const sandbox = await quickGateway();
    const ran = await probeAt({ ...sandbox, key: 'sk-nobody-knows-this-one-0000' }, ['--yes']);
    expect(ran.exitCode).toBe(4);
    expect(posts(sandbox)).toEqual([]);
  });
});

describe('a whole matrix', () => {
  // Every corner at once: corrections, repeats, errors, refusals.
  const trouble = {
    stream: { kind: 'gzip-buffered', holdMs: 320 },
    outputLimits: { 'gpt-5.4': { minimum: 100 }, 'gpt-5.4-mini': { field: 'max_tokens' } },
  } as const;

  test('is sent after the answer y', async () => {
    const sandbox = await quickGateway();
    await runNexus(['probe', ...at(sandbox)], holder(sandbox, { terminal: { typed: 'y' } }));
    expect(posts(sandbox).length).toBeGreaterThan(5);
  });

  test('never uses a request id twice, and caps the output of every call', async () => {
    const sandbox = await gatewayWith(trouble);
    const { json } = await probeAt(sandbox, ['--yes', '--all-models', '--concurrency', '32']);
    const sent = posts(sandbox);
    expect(sent.length).toBeGreaterThan(json.rows.filter(({ attempt }: ProbeRow) => attempt > 0).length);
    const ids = sandbox.requests.map(({ requestId }) => requestId);
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { outputLimit } of sent) {
      expect(outputLimit).toBeGreaterThan(0);
      expect(outputLimit).toBeLessThanOrEqual(256);
    }
    expect(json.spend.calls).toBe(sent.length);
    expect(sent.length).toBeLessThanOrEqual(json.plan.calls);
    const attempts = json.rows.reduce((sum: number, { attempt }: ProbeRow) => sum + attempt, 0);
    expect(attempts).toBe(sent.length);
  });

  test.each([1, 2, 3, 7])('never sends more than --budget %i', async (budget) => {
    const sandbox = await gatewayWith(trouble);
    const ran = await probeAt(sandbox, ['--yes', '--budget', String(budget), '--concurrency', '16']);
    expect(posts(sandbox)).toHaveLength(budget);
    expect(ran.json.spend.calls).toBe(budget);
    expect(ran.exitCode).not.toBe(0);
  });

  test('without a budget of its own repeats no stream but a suspected buffer, once, as identity', async () => {
    const sandbox = await gatewayWith({ stream: { kind: 'late-burst', holdMs: 320 } });
    const { json } = await probeAt(sandbox, ['--yes', '--mode', 'stream', '--route', '/v1/messages']);
    expect(posts(sandbox).map(({ acceptEncoding }) => acceptEncoding)).toEqual(['gzip, deflate', 'identity']);
    expect(json.rows).toMatchObject([{ verdict: 'buffered', attempt: 2 }]);
  });
});

describe('what is never sent again', () => {
  const message = 'max_tokens is not supported; use max_completion_tokens instead';

  test.each([500, 400])('a bill that could not be closed, with status %i', async (status) => {
    const body = { error: { type: 'api_error', code: 'billing_finalization_failed', message } };
    const sandbox = await gatewayWith({ rules: [{ method: 'POST', reply: { kind: 'json', status, body } }] });
    await probeAt(sandbox, ['--yes', '--route', '/v1/chat/completions', '--mode', 'plain']);
    expect(posts(sandbox)).toHaveLength(1);
  });

  test('the same inside a stream', async () => {
    const stream = { kind: 'error', after: 'half-the-text', error: 'billing_finalization_failed' } as const;
    const sandbox = await gatewayWith({ stream });
    await probeAt(sandbox, ['--yes', '--route', '/v1/messages', '--mode', 'stream']);
    expect(posts(sandbox)).toHaveLength(1);
  });

  test.each([
    ['a server error', { kind: 'error', error: 'internal_error' }],
    ['a reset', { kind: 'reset' }],
    ['half an answer', { kind: 'cut' }],
    ['a redirect', { kind: 'redirect', status: 307, to: '/v1/elsewhere' }],
  ] as const)('a call that met %s', async (_, reply) => {
    const sandbox = await gatewayWith({ rules: [{ method: 'POST', reply }] });
    const { json } = await probeAt(sandbox, ['--yes', '--route', '/v1/messages', '--mode', 'both']);
    expect(posts(sandbox)).toHaveLength(2);
    expect(json.spend.calls).toBe(2);
  });
});

describe('stopping', () => {
  test.each([
    ['an empty balance', 'insufficient_balance', 1],
    ['a refused key', 'invalid_key', 4],
  ])('at %s: one call, and the rest is left out', async (_, error, exitCode) => {
    const sandbox = await gatewayWith({ rules: [{ method: 'POST', reply: { kind: 'error', error } }] });
    const ran = await probeAt(sandbox, ['--yes', '--concurrency', '1']);
    expect(posts(sandbox)).toHaveLength(1);
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.json.rows.filter(({ verdict }: ProbeRow) => verdict === 'skipped').length).toBeGreaterThan(5);
  });
});

/** The lines of the only run that was kept. */
function logOf(files: ReturnType<typeof fakeFiles>): { runId: string; lines: readonly string[] } {
  const [place = '', text = ''] = [...files.written].find(([path]) => path.startsWith(runsFolder)) ?? [];
  return {
    runId: place.slice(runsFolder.length + 1, -'.ndjson'.length),
    lines: text.split('\n').filter((line) => line !== ''),
  };
}

describe('going on with a run', () => {
  const kindOf = (line: string): string => JSON.parse(line).kind;

  test('sends exactly what was not sent, and what a kill tore apart stays as it is', async () => {
    const sandbox = await quickGateway();
    const files = fakeFiles({});
    await probeAt(sandbox, ['--yes', '--budget', '4', '--concurrency', '1'], { realFiles: files });
    const first = posts(sandbox).length;
    const { runId, lines } = logOf(files);
    // A kill -9 behind the last intent: its outcome was never written.
    const records = lines.map((line) => JSON.parse(line));
    const last = records.findLast(({ kind }) => kind === 'intent');
    const left = lines.filter((_, n) => records[n].kind !== 'outcome' || records[n].cell !== last.cell);
    const torn = { [`${runsFolder}/${runId}.ndjson`]: `${left.join('\n')}\n` };

    const ran = await probeAt(sandbox, ['--yes', '--resume', runId], {
      realFiles: fakeFiles(torn),
      seed: 'second',
    });
    const rows: readonly ProbeRow[] = ran.json.rows;
    const places = posts(sandbox).map(({ path, model, stream }) => `${path} ${model} ${stream}`);
    expect(posts(sandbox).length).toBeGreaterThan(first);
    expect(new Set(places).size).toBe(places.length);
    expect(rows.filter(({ why }) => why?.includes('outcome unknown'))).toHaveLength(1);
    expect(ran.json.spend.calls).toBe(posts(sandbox).length - first);
    const verdicts = rows.map(({ verdict }) => verdict).filter((verdict) => verdict !== 'skipped');
    expect(verdicts).toHaveLength(rows.length - 1);
    expect(verdicts).not.toContain('unreachable');
    expect(rows.map(({ code }) => code)).not.toContain('duplicate_request_id');
    const ids = posts(sandbox).map(({ requestId }) => requestId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('of which nothing is left sends nothing and needs no consent', async () => {
    const sandbox = await quickGateway();
    const files = fakeFiles({});
    await probeAt(sandbox, ['--yes'], { realFiles: files });
    const before = posts(sandbox).length;
    const { runId } = logOf(files);
    const ran = await probeAt(sandbox, ['--resume', runId], { realFiles: files });
    expect(posts(sandbox)).toHaveLength(before);
    expect(ran.json.plan.calls).toBe(0);
  });

  test('leaves out what was ruled out before', async () => {
    const sandbox = await quickGateway();
    const files = fakeFiles({});
    const models = ['--model', 'claude-sonnet-4-6,gpt-5.4'];
    const ran = await probeAt(sandbox, ['--yes', '--budget', '1', ...models], { realFiles: files });
    const ruledOut = ran.json.rows.filter(({ why }: ProbeRow) => why?.includes('other routes only'));
    expect(ruledOut.length).toBeGreaterThan(0);
    const { runId } = logOf(files);
    const world = { realFiles: files, seed: 'second' };
    const again = await probeAt(sandbox, ['--yes', '--resume', runId], world);
    const stillOut = again.json.rows.filter(({ why }: ProbeRow) => why?.includes('other routes only'));
    expect(stillOut).toEqual(ruledOut);
    expect(posts(sandbox)).toHaveLength(1 + again.json.spend.calls);
  });

  test('is possible from its end on: every outcome is written by then, however slow the disk', async () => {
    const sandbox = await quickGateway();
    const files = fakeFiles({});
    const openAppend: typeof files.openAppend = async (path) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return files.openAppend(path);
    };
    const { json } = await probeAt(sandbox, ['--yes', '--mode', 'plain', '--concurrency', '1'], {
      realFiles: { ...files, openAppend },
    });
    const kinds = logOf(files).lines.map(kindOf);
    expect(kinds.filter((kind) => kind === 'outcome')).toHaveLength(json.rows.length);
  });

  test('of another gateway is refused before anything is sent', async () => {
    const sandbox = await quickGateway();
    const other = await quickGateway();
    const files = fakeFiles({});
    await probeAt(sandbox, ['--yes', '--budget', '1'], { realFiles: files });
    const ran = await probeAt(other, ['--yes', '--resume', logOf(files).runId], { realFiles: files });
    expect(ran.exitCode).toBe(2);
    expect(posts(other)).toEqual([]);
  });
});

test('Ctrl-C in the middle of a stream is no verdict about it', async () => {
  const sandbox = await gatewayWith({ stream: { kind: 'stall' } });
  const interrupt = new AbortController();
  const files = fakeFiles({});
  const untilItIsSent = setInterval(() => {
    if (posts(sandbox).length === 0) return;
    clearInterval(untilItIsSent);
    // Its first events are on their way, and then nothing comes any more.
    setTimeout(() => interrupt.abort('SIGINT'), 200);
  }, 10);
  const ran = await runNexus(
    ['probe', ...at(sandbox), '--json', '--yes', '--route', '/v1/messages', '--mode', 'stream'],
    { ...holder(sandbox, { realFiles: files }), interrupt: interrupt.signal },
  );
  expect(ran.exitCode).toBe(130);
  expect(ran.json.rows).toMatchObject([{ verdict: 'skipped', why: expect.stringContaining('interrupted') }]);
  expect(ran.json.spend.calls).toBe(1);
  expect(logOf(files).lines.at(-1)).toContain('"kind":"intent"');
});
