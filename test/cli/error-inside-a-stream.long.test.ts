import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findScenario } from '../../src/cli/sandbox-system.ts';
import type { Scenario } from '../../src/sandbox/scenario.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import type { StreamFault } from '../../src/sandbox/stream-fault.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import { callOf, place, textOf } from '../journal/records.ts';
import { runNexus } from '../support/run-nexus.ts';

const unbilled = 'nexus/billing_finalization_failed';
const error = 'billing_finalization_failed';
const inTheMiddle: StreamFault = { kind: 'error', after: 'half-the-text', error };

/** Every form that the formats have for an error inside a stream. */
const forms: readonly (readonly [string, string, string, StreamFault])[] = [
  ['an event of messages', '/v1/messages', 'claude-sonnet-4-6', inTheMiddle],
  ['the first event of messages', '/v1/messages', 'claude-sonnet-4-6', { ...inTheMiddle, after: 'nothing' }],
  ['an event of responses', '/v1/responses', 'gpt-5.4', inTheMiddle],
  ['a response that failed', '/v1/responses', 'gpt-5.4', { kind: 'failed', error }],
  ['a chunk of chat', '/v1/chat/completions', 'gpt-5.4', inTheMiddle],
];

let folder = '';
let gateway: RunningSandbox | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-in-stream-'));
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await gateway?.close();
  gateway = undefined;
});

/** A gateway of one's own that answers this route so, and a machine that remembers what it saw. */
async function started(path: string, model: string, fault: StreamFault) {
  const base = findScenario('stream/billing-unfinished');
  const scenario: Scenario = { ...base, gateway: { streamAt: { [path]: fault } } };
  const running = await startSandbox(scenario, { streamGapMs: 1 });
  gateway = running;
  const world = { home: folder, cwd: folder, realFiles: nodeFiles, env: { NEXUS_API_KEY: running.key } };
  const aim = ['--base-url', running.baseUrl];
  const run = (...argv: string[]) => runNexus([...argv, ...aim], world);
  return {
    run,
    explainLast: (...flags: string[]) => runNexus(['explain', '--last', ...flags], world),
    probe: () =>
      run(
        'probe',
        '--yes',
        '--json',
        '--route',
        path,
        '--model',
        model,
        '--mode',
        'stream',
        '--timeout',
        '5',
      ),
    posts: () => running.requests.filter(({ method }) => method === 'POST').length,
  };
}

describe.each(forms)('a bill that could not be closed, as %s', (_, path, model, fault) => {
  test('is what probe finds, and what every command says of it', async () => {
    const { probe, run, explainLast } = await started(path, model, fault);
    const { json } = await probe();
    expect(json.rows[0]).toMatchObject({ verdict: 'error-in-stream', code: error });
    // The general finding would say "wait a little, then probe again" beside it.
    expect(json.rows[0].findings).toMatchObject([
      {
        id: unbilled,
        owner: 'gateway',
        retry: 'never',
        summary: expect.stringContaining('inside its stream'),
      },
    ]);
    expect(json.nextStep.command).toContain(`explain ${unbilled}`);

    const ticket = await run('report', '--json');
    expect(ticket.json.advice).toMatchObject({ place: 'support', owner: 'gateway', retry: 'never' });
    expect(ticket.json.meaning.id).toBe(unbilled);
    for (const format of ['human', 'markdown', 'text']) {
      const { stdout } = await run('report', '--format', format);
      expect(stdout, format).not.toMatch(/yes, later|often pass|wait a little/i);
    }
    expect((await explainLast('--json')).json.matches[0]).toMatchObject({ id: unbilled, retry: 'never' });
  });

  test('is not sent again without a reason', async () => {
    const { probe, run, posts } = await started(path, model, fault);
    await probe();
    const before = posts();
    const refused = await run('report', '--reproduce', '--yes');
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--note') });
    expect(posts()).toBe(before);
    await run('report', '--reproduce', '--yes', '--note', 'the support asked for it');
    expect(posts()).toBe(before + 1);
  });
});

describe('doctor --live, where the stream began and its bill could not be closed', () => {
  const live = ['--live', '--yes', '--route', '/v1/messages', '--model', 'claude-sonnet-4-6'];
  const sandbox = ['doctor', ...live, '--sandbox', 'stream/billing-unfinished'];

  test('names the code as the first cause, and does not call the call answered', async () => {
    const { json, exitCode } = await runNexus([...sandbox, '--json']);
    expect({ verdict: json.verdict, exitCode }).toEqual({ verdict: 'inconclusive', exitCode: 3 });
    expect(json.firstCause).toMatchObject({ check: 'answer.is-valid', finding: { id: unbilled } });
    expect(json.firstCause.finding).toMatchObject({ owner: 'gateway', retry: 'never' });
    expect(json.proof).toBe('model-allowed');
  });

  test('advises no second call', async () => {
    const { run } = await started('/v1/messages', 'claude-sonnet-4-6', inTheMiddle);
    const { json } = await run('doctor', ...live, '--json');
    expect(json.firstCause.finding.id).toBe(unbilled);
    expect(json.nextStep.command ?? '').not.toContain('--live');
    const { stdout } = await runNexus(sandbox);
    expect(stdout).toContain(error);
    expect(stdout).not.toMatch(/yes, later|often pass|✓ A small real call/);
  });
});

test('a record of before, which has the general finding alone, is read by its code', async () => {
  const old = callOf(1, { code: error, type: 'api_error', status: 200, finding: 'stream/error-event' });
  const files = { [place]: textOf(old) };
  const { json } = await runNexus(['report', '--json'], { files });
  expect(json.meaning.id).toBe(unbilled);
  const again = await runNexus(['report', '--reproduce', '--yes'], { files });
  expect(again).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--note') });
  const explained = await runNexus(['explain', '--last', '--json'], { files });
  expect(explained.json.matches).toMatchObject([{ id: unbilled }]);
});
