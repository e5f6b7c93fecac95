import { afterEach, describe, expect, test } from 'vitest';
import { findScenario } from '../../src/cli/sandbox-system.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { runNexus } from '../support/run-nexus.ts';

const only = (ids: string, ...flags: string[]) => ['doctor', '--only', ids, '--sandbox', ...flags];

describe('a check that --only names and that has nothing to look at', () => {
  test.each([
    ['stream.is-complete', 'inconclusive', 3, 'local/check-needs-live'],
    ['answer.is-valid', 'inconclusive', 3, 'local/check-needs-live'],
    ['model.is-listed', 'inconclusive', 3, 'local/check-needs-model'],
    ['stream.is-documented', 'inconclusive', 3, 'local/check-needs-route'],
    ['stream.is-documented,key.is-accepted', 'degraded', 0, 'local/check-needs-route'],
    ['model.fits-route,key.is-accepted', 'degraded', 0, 'local/check-needs-model'],
  ])('%s is %s, with exit code %i', async (ids, verdict, exitCode, finding) => {
    const { json, ...ran } = await runNexus([...only(ids), '--json']);
    expect({ verdict: json.verdict, exitCode: ran.exitCode }).toEqual({ verdict, exitCode });
    const [id] = ids.split(',');
    const result = json.results.find((one: { id: string }) => one.id === id);
    expect(result).toMatchObject({
      status: 'unknown',
      skipped: 'not-applicable',
      findings: [{ id: finding }],
    });
  });

  test.each([
    ['stream.is-complete', /stream\.is-complete did not run: only with --live/, /doctor --live/],
    ['model.is-listed', /model\.is-listed did not run: no model is chosen/, /--model <id>/],
    ['stream.is-documented', /only 0 of \d+ checks ran/, /Do +name the route with --route/],
  ])('%s: the screen says why and which flag is missing', async (id, why, flag) => {
    const { stdout } = await runNexus(only(id), { terminal: { columns: 200 }, env: { TERM: 'dumb' } });
    expect(stdout).toMatch(why);
    expect(stdout).toMatch(flag);
    expect(stdout).not.toContain('Healthy');
  });

  test('one that got what it looks at runs as ever', async () => {
    const { json } = await runNexus([...only('model.is-listed', 'model/chosen'), '--json']);
    expect(json).toMatchObject({ verdict: 'healthy' });
  });

  test('nobody named it: it is left out without a word', async () => {
    const { json, exitCode } = await runNexus(['doctor', '--sandbox', '--json']);
    expect({ verdict: json.verdict, exitCode }).toEqual({ verdict: 'healthy', exitCode: 0 });
  });
});

describe('a real call that is not made is said', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

  async function atGateway() {
    const sandbox = await startSandbox(findScenario('healthy'));
    open.push(sandbox);
    return { NEXUS_BASE_URL: sandbox.baseUrl, NEXUS_API_KEY: sandbox.key, TERM: 'dumb' };
  }

  test.each([[[]], [['--quiet']]])('--dry-run shows the plan on the screen %j', async (flags) => {
    const argv = ['doctor', '--live', '--dry-run', ...flags];
    const { stdout, exitCode } = await runNexus(argv, { env: await atGateway(), terminal: { columns: 200 } });
    expect(stdout).toMatch(
      /No call was made: --dry-run shows the plan only\. Plan: \d calls, at most \d+ output/,
    );
    expect(exitCode).toBe(0);
  });

  test('so does its Markdown', async () => {
    const argv = ['doctor', '--live', '--dry-run', '--format', 'markdown'];
    const { stdout } = await runNexus(argv, { env: await atGateway() });
    expect(stdout).toMatch(/No call was made: .*Plan: \d calls/);
  });

  test('the answer no is told at the end', async () => {
    const terminal = { columns: 200, typed: 'n' };
    const { stdout } = await runNexus(['doctor', '--live'], { env: await atGateway(), terminal });
    expect(stdout).toContain('No call was made: you did not agree to it.');
    expect(stdout).toContain('spent: nothing');
  });

  test('a call that was agreed to is made, and nothing is said', async () => {
    const argv = ['doctor', '--live', '--yes'];
    const { stdout } = await runNexus(argv, { env: await atGateway(), terminal: { columns: 200 } });
    expect(stdout).not.toContain('No call was made');
    expect(stdout).toContain('spent: 1 call');
  });

  test('the document says so too', async () => {
    const argv = ['doctor', '--live', '--dry-run', '--json'];
    const { json } = await runNexus(argv, { env: await atGateway() });
    expect(json).toMatchObject({ callNotMade: '--dry-run shows the plan only', plan: { calls: 3 } });
  });
});
