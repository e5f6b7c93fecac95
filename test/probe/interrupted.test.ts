import { describe, expect, test } from 'vitest';
import type { GatewayState } from '../../src/sandbox/scenario.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { runNexus } from '../support/run-nexus.ts';
import { gatewayWith, holder, posts, probeAt } from './probe-sandbox.ts';

const runsFolder = '/home/ana/.local/state/nexus/runs';
const sent = 'interrupted: it was sent, its outcome is unknown, and it may have been charged';
const silent: GatewayState = { rules: [{ method: 'POST', reply: { kind: 'stall' } }] };
const halfway: GatewayState = { stream: { kind: 'stall' } };

async function interrupted(gateway: GatewayState, args: readonly string[], files = fakeFiles({})) {
  const sandbox = await gatewayWith(gateway);
  const interrupt = new AbortController();
  const started = runNexus([...args, '--base-url', sandbox.baseUrl, '--json', '--yes'], {
    ...holder(sandbox, { realFiles: files }),
    interrupt: interrupt.signal,
  });
  while (posts(sandbox).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  setTimeout(() => interrupt.abort('SIGINT'), 150);
  return { sandbox, files, ran: await started };
}

describe.each([
  ['before the first byte of the answer', silent, 'plain'],
  ['before the stream', silent, 'stream'],
  ['in the middle of the stream', halfway, 'stream'],
] as const)("the person's own Ctrl-C %s", (_, gateway, mode) => {
  const args = ['probe', '--route', '/v1/messages', '--mode', mode];

  test('is nobody’s fault and no outcome', async () => {
    const { ran, files } = await interrupted(gateway, args);
    expect(ran.exitCode).toBe(130);
    expect(ran.json.verdict).toBe('inconclusive');
    expect(ran.json.rows).toMatchObject([{ verdict: 'skipped', why: sent, findings: [] }]);
    expect(ran.json.rows).toMatchObject([
      { attempt: 1, clientRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    ]);
    expect(ran.json.spend).toMatchObject({ calls: 1, usageUnknown: true });
    const [log = ''] = [...files.written].flatMap(([path, text]) => (path.endsWith('.ndjson') ? [text] : []));
    expect(log).toContain('"kind":"intent"');
    expect(log).not.toContain('"kind":"outcome"');
  });

  test('leaves a call that is not sent again, and nothing to go on with', async () => {
    const { ran, files, sandbox } = await interrupted(gateway, args);
    expect(ran.json.stopped.command).toBeUndefined();
    const before = posts(sandbox).length;
    const again = await probeAt(sandbox, ['--yes', '--resume', ran.json.runId], { realFiles: files });
    expect(posts(sandbox)).toHaveLength(before);
    expect(again.json.rows).toMatchObject([{ verdict: 'skipped', why: expect.stringContaining('unknown') }]);
    const [{ clientRequestId, attempt }] = ran.json.rows;
    expect(again.json.rows).toMatchObject([{ clientRequestId, attempt }]);
    expect(again.exitCode).toBe(3);
  });
});

test('Ctrl-C while doctor --live waits blames nobody', async () => {
  const { ran } = await interrupted(silent, ['doctor', '--live']);
  expect(ran.exitCode).toBe(130);
  const answer = ran.json.results.find(({ id }: { id: string }) => id === 'answer.is-valid');
  expect(answer).toMatchObject({ status: 'skip', skipped: 'cancelled', findings: [] });
  expect(ran.json.verdict).toBe('inconclusive');
  expect(ran.json.spend).toMatchObject({ calls: 1, usageUnknown: true });
});

describe('a run that a kill tore apart', () => {
  test('is not decided although all that is known is well', async () => {
    const sandbox = await gatewayWith({}, { streamGapMs: 20 });
    const files = fakeFiles({});
    const route = ['--route', '/v1/messages', '--concurrency', '1'];
    const whole = await probeAt(sandbox, ['--yes', ...route], { realFiles: files });
    expect(whole.exitCode).toBe(0);
    const place = `${runsFolder}/${whole.json.runId}.ndjson`;
    const lines = (files.written.get(place) ?? '').trimEnd().split('\n');
    const torn = fakeFiles({ [place]: `${lines.slice(0, -1).join('\n')}\n` });
    const ran = await probeAt(sandbox, ['--yes', '--resume', whole.json.runId], { realFiles: torn });
    expect(ran.json.verdict).toBe('inconclusive');
    expect(ran.exitCode).toBe(3);
  });
});
