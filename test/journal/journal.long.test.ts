import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readJournal } from '../../src/journal/read-journal.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import { fakeSystem } from '../support/fake-system.ts';

const root = join(import.meta.dirname, '../..');
let folder = '';
let script = '';

/** Records calls from one number up to another, each as a run of its own would, and says so on stdout. */
const writer = `
import { writeJournal } from '${root}/src/journal/write-journal.ts';
import { nodeFiles } from '${root}/src/system/node-files.ts';
import { callOf } from '${root}/test/journal/records.ts';

const [from, to] = process.argv.slice(2).map(Number);
const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const system = {
  env: { XDG_STATE_HOME: process.env.XDG_STATE_HOME },
  platform: 'linux',
  home: undefined,
  files: nodeFiles,
  processes: { own: process.pid, isAlive },
  clock: { now: Date.now, wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
  interrupt: new AbortController().signal,
};
for (let number = from; number < to; number += 1) {
  await writeJournal([callOf(number)], system, { secrets: [] });
  process.stdout.write(number + '\\n');
}
`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-long-journal-'));
  script = join(folder, 'writer.mjs');
  const input = join(folder, 'writer.ts');
  writeFileSync(input, writer);
  const bundle = await rolldown({ input, platform: 'node', logLevel: 'silent' });
  await bundle.write({ file: script, format: 'esm', codeSplitting: false });
  await bundle.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function newMachine() {
  const state = mkdtempSync(join(folder, 'state-'));
  const file = join(state, 'nexus/journal.jsonl');
  return {
    state,
    start: (from: number, to: number) =>
      spawn(process.execPath, [script, String(from), String(to)], {
        env: { PATH: process.env.PATH, XDG_STATE_HOME: state },
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    lines: () => readFileSync(file, 'utf8').split('\n').slice(0, -1),
    mode: () => statSync(file).mode & 0o777,
    read: () => readJournal(fakeSystem({ env: { XDG_STATE_HOME: state }, realFiles: nodeFiles })),
  };
}

async function endOf(child: ReturnType<typeof spawn>): Promise<number | null> {
  child.stdout?.resume();
  const [code]: (number | null)[] = await once(child, 'exit');
  return code ?? null;
}

test('of ten processes that write at once no record is lost and no line is broken', async () => {
  const machine = newMachine();
  const each = 45;
  const children = Array.from({ length: 10 }, (_, n) => machine.start(n * each, (n + 1) * each));
  expect(await Promise.all(children.map(endOf))).toEqual(Array(10).fill(0));
  const { calls, brokenLines } = await machine.read();
  expect(brokenLines).toBe(0);
  expect(new Set(calls.map(({ requestId }) => requestId)).size).toBe(10 * each);
  expect(machine.mode()).toBe(0o600);
});

test('while they make it smaller again and again, the newest records stay', async () => {
  const machine = newMachine();
  const each = 400;
  const children = Array.from({ length: 10 }, (_, n) => machine.start(n * each, (n + 1) * each));
  expect(await Promise.all(children.map(endOf))).toEqual(Array(10).fill(0));
  const { calls, brokenLines } = await machine.read();
  expect(brokenLines).toBe(0);
  expect(machine.lines().length).toBeLessThan(760);
  // The last process has the newest numbers, and all of its 400 belong to the newest 500.
  const newest = calls.filter(({ requestId }) => Number(requestId?.slice(4)) >= 9 * each);
  expect(new Set(newest.map(({ requestId }) => requestId)).size).toBeGreaterThanOrEqual(each - 4);
  expect(new Set(calls.map(({ requestId }) => requestId)).size).toBe(calls.length);
  expect(readdirSync(join(machine.state, 'nexus'))).toEqual(['journal.jsonl']);
}, 120_000);

test('processes that are killed at any moment leave a journal that the next one can use', async () => {
  const machine = newMachine();
  for (let round = 0; round < 12; round += 1) {
    const children = [0, 1, 2].map((n) =>
      machine.start(round * 3000 + n * 1000, round * 3000 + (n + 1) * 1000),
    );
    const ends = children.map(endOf);
    await new Promise((resolve) => setTimeout(resolve, 250 + round * 37));
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(ends);
    const { calls, brokenLines } = await machine.read();
    expect(brokenLines).toBeLessThanOrEqual(3 * (round + 1));
    if (round > 0) expect(calls.length).toBeGreaterThan(0);
  }
  expect(await endOf(machine.start(90_000, 90_020))).toBe(0);
  const { calls } = await machine.read();
  expect(calls.slice(0, 20).map(({ requestId }) => requestId)).toEqual(
    Array.from({ length: 20 }, (_, n) => `req_${90_019 - n}`),
  );
  expect(machine.lines().length).toBeLessThan(800);
}, 120_000);
