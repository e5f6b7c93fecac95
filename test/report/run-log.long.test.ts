import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRun } from '../../src/report/read-run.ts';
import { stateOf } from '../../src/report/run-record.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import { fakeSystem } from '../support/fake-system.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const cells = 400;
let folder = '';
let script = '';

/** Plans (`plan`), sends cells from one number up to another and says each on stdout when it would have been sent. */
const writer = `
import { createRunLog } from '${root}/src/report/run-log.ts';
import { pruneRuns } from '${root}/src/report/run-place.ts';
import { Secret } from '${root}/src/settings/secret.ts';
import { nodeFiles } from '${root}/src/system/node-files.ts';
import { intentOf, outcomeOf, planOf } from '${root}/test/report/runs.ts';

const [state, runId, from, to, ...options] = process.argv.slice(2);
const system = { env: { XDG_STATE_HOME: state }, platform: 'linux', home: undefined, files: nodeFiles, clock: { elapsedMs: () => performance.now() } };
const log = createRunLog(runId, system, { secrets: [new Secret('sk-nx-CANARY-7f3a0Zq09b2c4d6e8f')] });
if (options.includes('plan')) await log.plan(planOf(runId, Array.from({ length: ${cells} }, (_, n) => 'm' + n)));
for (let cell = Number(from); cell < Number(to); cell += 1) {
  await log.intent(intentOf(cell));
  process.stdout.write('sent ' + cell + '\\n');
  if (options.includes('slow')) await new Promise((resolve) => setTimeout(resolve, 25));
  log.outcome(outcomeOf(cell, { why: 'x'.repeat(1500) }));
  if (options.includes('prune')) await pruneRuns(system);
}
await log.close();
process.stdout.write(JSON.stringify(log.problem ?? null) + '\\n');
`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-long-runs-'));
  script = join(folder, 'writer.mjs');
  const input = join(folder, 'writer.ts');
  writeFileSync(input, writer);
  const bundle = await rolldown({ input, platform: 'node', logLevel: 'silent' });
  await bundle.write({ file: script, format: 'esm', codeSplitting: false });
  await bundle.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function newRun() {
  const runId = crypto.randomUUID();
  const state = mkdtempSync(join(folder, 'state-'));
  return {
    arguments: [script, state, runId],
    file: join(state, 'nexus/runs', `${runId}.ndjson`),
    read: () => readRun(runId, fakeSystem({ env: { XDG_STATE_HOME: state }, realFiles: nodeFiles })),
  };
}

test('ten processes that write and prune at once damage no line', async () => {
  const log = newRun();
  await run(process.execPath, [...log.arguments, '0', '0', 'plan']);
  const share = cells / 10;
  const shares = Array.from({ length: 10 }, (_, n) => [String(n * share), String((n + 1) * share), 'prune']);
  await Promise.all(shares.map((part) => run(process.execPath, [...log.arguments, ...part])));
  const read = await log.read();
  expect(read?.brokenLines).toBe(0);
  expect(read && stateOf(read).every((state) => state === 'done')).toBe(true);
  expect(readFileSync(log.file, 'utf8').trimEnd().split('\n')).toHaveLength(1 + 2 * cells);
});

test.each<[string, number, readonly string[]]>([
  ['at any moment no cell that was sent counts as open', cells, []],
  ['only the call that was under way is unknown, where it took its time', 1, ['slow']],
])('after kill -9 %s', { timeout: 120_000 }, async (_, mostUnknown, pace) => {
  for (let round = 0; round < 60; round += 1) {
    const log = newRun();
    const child = spawn(process.execPath, [...log.arguments, '0', String(cells), 'plan', ...pace]);
    const said: string[] = [];
    const lines = createInterface(child.stdout);
    lines.on('line', (line) => {
      said.push(line);
      if (said.length === 1) setTimeout(() => child.kill('SIGKILL'), Math.random() * 60);
    });
    await Promise.all([once(child, 'close'), once(lines, 'close')]);
    const sent = said.flatMap((line) => (line.startsWith('sent ') ? [Number(line.slice(5))] : []));
    expect(sent.length).toBeGreaterThan(0);
    const read = await log.read();
    const states = read === undefined ? [] : stateOf(read);
    expect(sent.filter((cell) => states[cell] !== 'done' && states[cell] !== 'outcome-unknown')).toEqual([]);
    expect(states.filter((state) => state === 'outcome-unknown').length).toBeLessThanOrEqual(mostUnknown);
    expect(read?.brokenLines).toBeLessThanOrEqual(1);
  }
});

test.runIf(process.platform === 'linux')(
  'a disk that ends within a line stops no run, and the log goes on after it',
  async () => {
    const log = newRun();
    await run(process.execPath, [...log.arguments, '0', '0', 'plan']);
    // A limit on the size of a file ends a write in the middle, as a full disk does.
    const limited = ['-c', 'trap "" XFSZ; ulimit -f 40; exec "$0" "$@"', process.execPath, ...log.arguments];
    const { stdout } = await run('bash', [...limited, '0', '30']);
    expect(stdout).toContain('sent 29\n');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('{"kind":"not-written","code":"ENOSPC"}');
    expect(readFileSync(log.file, 'utf8').endsWith('\n')).toBe(false);
    await run(process.execPath, [...log.arguments, '30', '31']);
    const read = await log.read();
    expect(read?.brokenLines).toBe(1);
    expect(read && stateOf(read)[30]).toBe('done');
    expect(readdirSync(join(log.file, '..'))).toHaveLength(1);
  },
);
