import { describe, expect, test } from 'vitest';
import type { ProbeRow } from '../../src/report/documents.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { gatewayWith, posts, probeAt } from './probe-sandbox.ts';

const runsFolder = '/home/ana/.local/state/nexus/runs';
const oneCell = ['--yes', '--route', '/v1/chat/completions', '--mode', 'plain'];

/** The same run against a gateway that now answers: its log, with the address of the new one. */
function moved(files: ReturnType<typeof fakeFiles>, from: string, to: string) {
  const logs = [...files.written].filter(([path]) => path.endsWith('.ndjson'));
  return fakeFiles(Object.fromEntries(logs.map(([path, text]) => [path, text.replaceAll(from, to)])));
}

describe('a cell that was turned away', () => {
  const turnedAway = [
    [
      'a limit that passes soon',
      { kind: 'json', status: 429, body: { error: { message: 'slow' } }, headers: { 'retry-after': '30' } },
    ],
    ['a limit', { kind: 'json', status: 429, body: { error: { message: 'slow down' } } }],
    ['an empty balance', { kind: 'error', error: 'insufficient_balance' }],
    ['a 402', { kind: 'json', status: 402, body: { error: { message: 'pay' } } }],
    [
      'a quota',
      { kind: 'json', status: 429, body: { error: { code: 'insufficient_quota', message: 'no' } } },
    ],
  ] as const;

  test.each(turnedAway)('by %s is asked again by --resume', async (_, reply) => {
    const poor = await gatewayWith({ rules: [{ method: 'POST', reply }] });
    const files = fakeFiles({});
    const first = await probeAt(poor, oneCell, { realFiles: files });
    expect(first.json.rows).toMatchObject([{ verdict: 'rejected' }]);
    expect(first.json.nextStep.command).toContain(`--resume ${first.json.runId}`);

    const rich = await gatewayWith({});
    const later = moved(files, poor.baseUrl, rich.baseUrl);
    const ran = await probeAt(rich, ['--yes', '--resume', first.json.runId], { realFiles: later });
    expect(posts(rich)).toHaveLength(1);
    expect(ran.json.rows).toMatchObject([{ verdict: 'answers' }]);
    expect(ran.exitCode).toBe(0);
  });

  test('for another reason is done', async () => {
    const down = await gatewayWith({
      rules: [{ method: 'POST', reply: { kind: 'error', error: 'internal_error' } }],
    });
    const files = fakeFiles({});
    const first = await probeAt(down, oneCell, { realFiles: files });
    const again = await probeAt(down, ['--yes', '--resume', first.json.runId], { realFiles: files });
    expect(posts(down)).toHaveLength(1);
    expect(again.json.plan.calls).toBe(0);
  });
});

describe('a budget that ends before the second call of a cell', () => {
  const why = 'the budget is used up before its second call';

  test.each([
    [
      'correction',
      { outputLimits: { 'gpt-5.4': { minimum: 100 } } },
      ['--model', 'gpt-5.4', '--mode', 'plain'],
    ],
    ['identity repeat', { stream: { kind: 'late-burst', holdMs: 320 } }, ['--mode', 'stream']],
  ] as const)('leaves it undecided: %s', async (_, gateway, flags) => {
    const sandbox = await gatewayWith(gateway);
    const files = fakeFiles({});
    const route = flags.length > 2 ? '/v1/responses' : '/v1/messages';
    const args = ['--yes', '--route', route, ...flags];
    const ran = await probeAt(sandbox, [...args, '--budget', '1'], { realFiles: files });
    expect(ran.json.rows).toMatchObject([{ verdict: 'unproven', why, attempt: 1, mismatch: null }]);
    expect(ran.json.verdict).toBe('inconclusive');
    expect(ran.exitCode).toBe(3);
    expect(ran.json.stopped.command).toContain('--resume');

    const later = { realFiles: files, seed: 'later' };
    const again = await probeAt(sandbox, ['--yes', '--resume', ran.json.runId], later);
    const [row]: readonly ProbeRow[] = again.json.rows;
    expect(row?.attempt).toBe(2);
    expect(row?.why).toBeUndefined();
  });
});

describe('two processes', () => {
  const now = '2026-01-02T03:04:05.000Z';
  const lock = (pid: number, at = now) => `{"pid":${pid},"at":"${at}"}\n`;

  async function resumed(text: string, hostName?: string) {
    const sandbox = await gatewayWith({});
    const started = fakeFiles({});
    const first = await probeAt(sandbox, [...oneCell, '--mode', 'both', '--budget', '1'], {
      realFiles: started,
    });
    const place = `${runsFolder}/${first.json.runId}`;
    const log = started.written.get(`${place}.ndjson`) ?? '';
    const files = fakeFiles({ [`${place}.ndjson`]: log, [`${place}.lock`]: text });
    const ran = await probeAt(sandbox, ['--yes', '--resume', first.json.runId], {
      realFiles: files,
      alive: [99],
      now,
      ...(hostName === undefined ? {} : { hostName }),
    });
    const calls = posts(sandbox).length - 1;
    return { ran, calls, isLeft: await files.exists(`${place}.lock`), runId: first.json.runId };
  }

  test('never work on the same run', async () => {
    const { ran, calls, isLeft, runId } = await resumed(lock(99));
    expect(ran.exitCode).toBe(2);
    expect(ran.json.error).toMatchObject({
      message: 'that run is still going on',
      hint: `wait until process 99 has ended, or end it with Ctrl-C; if that is another program: rm ~/.local/state/nexus/runs/${runId}.lock`,
    });
    expect({ calls, isLeft }).toEqual({ calls: 0, isLeft: true });
  });

  test.each([
    ['north', 'the machine north'],
    ['no name\n\u001b[31m', 'a machine of another name'],
  ])('nor on that of another machine, which is not said to go on: %j', async (host, named) => {
    const theirs = `${JSON.stringify({ pid: 98, at: now, host })}\n`;
    const { ran, calls, isLeft, runId } = await resumed(theirs, 'south');
    expect(ran.exitCode).toBe(2);
    expect(ran.json.error).toMatchObject({
      message: `${named} took that run at ${now} (process 98) and has not given it back`,
      hint: `wait until it has ended there; if it never will: rm ~/.local/state/nexus/runs/${runId}.lock`,
    });
    expect({ calls, isLeft }).toEqual({ calls: 0, isLeft: true });
  });

  test.each([
    ['a process that is gone', lock(98)],
    ['a day that has passed', lock(99, '2026-01-01T03:04:04.000Z')],
    ['an earlier process of our own number', lock(4321)],
    ['nobody who can be read', 'half'],
  ])('a lock of %s is taken over, and removed at the end', async (_, text) => {
    const { ran, calls, isLeft } = await resumed(text);
    expect(ran.json.rows.every(({ verdict }: ProbeRow) => verdict !== 'skipped')).toBe(true);
    expect(calls).toBeGreaterThan(0);
    expect(isLeft).toBe(false);
  });

  test('a new run holds its lock while it sends', async () => {
    const sandbox = await gatewayWith({});
    const files = fakeFiles({});
    const locks: string[] = [];
    const watched = {
      ...files,
      writePrivate: async (...args: Parameters<typeof files.writePrivate>) => {
        if (args[0].endsWith('.lock')) locks.push(`${args[0]} at ${posts(sandbox).length}`);
        await files.writePrivate(...args);
      },
    };
    const { json } = await probeAt(sandbox, oneCell, { realFiles: watched });
    expect(locks).toEqual([`${runsFolder}/${json.runId}.lock at 0`]);
    expect([...files.written.keys()].filter((path) => path.endsWith('.lock'))).toEqual([]);
  });
});
