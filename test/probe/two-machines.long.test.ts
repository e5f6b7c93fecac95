import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProbeRow } from '../../src/report/documents.ts';
import type { Rule } from '../../src/sandbox/scenario.ts';
import { bin, ended } from '../support/run-bin.ts';
import { gatewayWith, posts } from './probe-sandbox.ts';

// Two machines over one home: each has a name and processes of its own, as on a network disk.

const ownNames = ['-r', '--uts', '--pid', '--fork', '--mount-proc', '--kill-child'];

const isPossible = (() => {
  try {
    execFileSync('unshare', [...ownNames, 'hostname', 'north'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

test.skipIf(isPossible)('two machines need unshare and hostname', ({ skip }) =>
  skip('they are not here, or not allowed'),
);

let home: string;
let gateway: Awaited<ReturnType<typeof gatewayWith>>;
/** While it stands in the list, no call gets an answer, and a run goes on for ever. */
const silence: Rule = { method: 'POST', reply: { kind: 'stall' } };
const rules: Rule[] = [];
const started: ChildProcess[] = [];

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'nexus-two-machines-'));
  rules.splice(0, rules.length, silence);
  gateway = await gatewayWith({ rules });
});
afterEach(async () => {
  await Promise.all(started.splice(0).map(crash));
  rmSync(home, { recursive: true, force: true });
});

/** The machine goes down with everything that runs on it. */
async function crash(machine: ChildProcess): Promise<void> {
  if (machine.exitCode !== null || machine.signalCode !== null) return;
  const gone = new Promise((resolve) => machine.once('close', resolve));
  machine.kill('SIGKILL');
  await gone;
}

/** Runs a line of the shell on a machine of that name, where `"$@"` stands for the program. */
function on(name: string, line: string): ChildProcess {
  const words = ['/bin/sh', '-c', `hostname ${name} && ${line}`, 'sh', process.execPath, bin];
  const env = {
    PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`,
    HOME: home,
    NEXUS_API_KEY: gateway.key,
    NEXUS_BASE_URL: gateway.baseUrl,
  };
  const machine = spawn('unshare', [...ownNames, ...words], { env, cwd: home });
  started.push(machine);
  return machine;
}

const runs = () => join(home, '.local/state/nexus/runs');
const lockOf = (runId: string) => join(runs(), `${runId}.lock`);
// Two cells, one at a time: what was sent and not answered is not sent again, so the second one is what is left.
const probe = '"$@" probe --yes --json --route /v1/chat/completions --mode both --concurrency 1';

/** How many other programs were started there before, so that the numbers of two machines agree or do not. */
const after = (programs: number) =>
  `i=0; while [ $i -lt ${programs} ]; do /bin/true; i=$((i+1)); done; ${probe}`;

/** A run on that machine that waits for its first answer. */
async function longRun(name: string, programsBefore: number) {
  const before = new Set(existsSync(runs()) ? readdirSync(runs()) : []);
  const calls = posts(gateway).length;
  const machine = on(name, after(programsBefore));
  await expect.poll(() => posts(gateway).length, { timeout: 20_000 }).toBeGreaterThan(calls);
  const [lock = ''] = readdirSync(runs()).filter((file) => file.endsWith('.lock') && !before.has(file));
  const runId = lock.replace('.lock', '');
  return { machine, runId, held: JSON.parse(readFileSync(lockOf(runId), 'utf8')) };
}

async function resume(name: string, runId: string) {
  const { exitCode, stdout } = await ended(on(name, `"$@" probe --yes --json --resume ${runId}; exit $?`));
  return { exitCode, ...JSON.parse(stdout) };
}

/** That machine goes on with the run, sends the cell that is left, and gives the run back. */
async function expectGoneOn(name: string, runId: string) {
  const calls = posts(gateway).length;
  const ran = await resume(name, runId);
  expect(ran).toMatchObject({ command: 'probe', runId });
  expect(ran.rows.filter(({ verdict }: ProbeRow) => verdict !== 'skipped')).toHaveLength(1);
  expect(posts(gateway)).toHaveLength(calls + 1);
  expect(existsSync(lockOf(runId))).toBe(false);
}

describe.skipIf(!isPossible)('two machines on one disk', () => {
  test.each([
    ['that nobody has here', 60],
    ['that is one’s own here', 0],
  ])('a run is not taken from a living process with a number %s', async (_, programsBefore) => {
    const { runId, held } = await longRun('north', programsBefore);
    const calls = posts(gateway).length;
    expect(await resume('south', runId)).toMatchObject({
      exitCode: 2,
      error: {
        message: `the machine north took that run at ${held.at} (process ${held.pid}) and has not given it back`,
        hint: `wait until it has ended there; if it never will: rm ~/.local/state/nexus/runs/${runId}.lock`,
      },
    });
    expect(JSON.parse(readFileSync(lockOf(runId), 'utf8'))).toEqual(held);
    expect(posts(gateway)).toHaveLength(calls);
  });

  test.each([60, 0])(
    'a run of a killed process heals on its own machine, whoever has its number on the other one: %i',
    async (programsBefore) => {
      const killed = await longRun('north', programsBefore);
      const alive = await longRun('south', programsBefore);
      expect(alive.held.pid).toBe(killed.held.pid);
      await crash(killed.machine);
      rules.pop();
      await expectGoneOn('north', killed.runId);
      expect(existsSync(lockOf(alive.runId))).toBe(true);
    },
  );

  test('a run of a machine that never comes back is free after the command that the message names', async () => {
    const { machine, runId } = await longRun('north', 60);
    await crash(machine);
    rules.pop();
    const refused = await resume('south', runId);
    const [, command = 'false'] = /if it never will: (.+)$/.exec(refused.error.hint) ?? [];
    expect(await ended(on('south', command))).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    await expectGoneOn('south', runId);
  });
});
