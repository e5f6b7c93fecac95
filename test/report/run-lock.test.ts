import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { lockRun } from '../../src/report/run-lock.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import { createNodeSystem } from '../../src/system/node-system.ts';
import { fakeSystem } from '../support/fake-system.ts';

const runId = '0b9e2a36-0000-4000-8000-000000000001';
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** One process of a machine where all of these are alive, with real files. */
async function machine() {
  const home = await mkdtemp(join(tmpdir(), 'nexus-lock-'));
  folders.push(home);
  const processWith = (own: number) => ({
    ...fakeSystem({ home, realFiles: nodeFiles }),
    processes: { own, isAlive: (pid: number) => pid < 100 },
  });
  return { home, processWith };
}

test('of ten processes at once exactly one gets a run, and the next one when it is done', async () => {
  const { home, processWith } = await machine();
  const locks = await Promise.all(
    Array.from({ length: 10 }, (_, own) => lockRun(runId, processWith(own + 1))),
  );
  const held = locks.filter((lock) => lock === 'held');
  expect(held).toHaveLength(9);
  for (const lock of locks) if (lock !== 'held') await lock.release();
  expect(await readdir(join(home, '.local/state/nexus/runs'))).toEqual([]);
  expect(await lockRun(runId, processWith(11))).not.toBe('held');
});

test('the lock of a killed process is taken over', async () => {
  const { processWith } = await machine();
  expect(await lockRun(runId, processWith(500))).not.toBe('held');
  expect(await lockRun(runId, processWith(1))).not.toBe('held');
  expect(await lockRun(runId, processWith(2))).toBe('held');
});

test('a home that cannot be written to stops nobody', async () => {
  for (const world of [{ readOnly: true }, { home: null }, { env: { NEXUS_NO_JOURNAL: '1' } }]) {
    expect(await lockRun(runId, fakeSystem(world))).not.toBe('held');
  }
});

test('the machine knows which processes are there', () => {
  const system = createNodeSystem();
  system.close();
  const { own, isAlive } = system.processes;
  expect(isAlive(own)).toBe(true);
  expect(isAlive(1)).toBe(true);
  // Above the highest number that Linux gives.
  expect(isAlive(2 ** 22 + 1)).toBe(false);
});
