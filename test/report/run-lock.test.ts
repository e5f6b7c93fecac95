import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { lockRun, runHolder } from '../../src/report/run-lock.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import { createNodeSystem } from '../../src/system/node-system.ts';
import type { System } from '../../src/system/system.ts';
import { fakeSystem } from '../support/fake-system.ts';

const runId = '0b9e2a36-0000-4000-8000-000000000001';
const runs = '.local/state/nexus/runs';
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

/** What a process of that number leaves when it is killed. */
async function leftBehind(home: string, pid: number) {
  await mkdir(join(home, runs), { recursive: true, mode: 0o700 });
  const at = '2026-01-02T03:00:00.000Z';
  await writeFile(join(home, runs, `${runId}.lock`), `${JSON.stringify({ pid, at })}\n`, { mode: 0o600 });
}

/** Real files on a machine that stops every process for a moment before each of its steps. */
const unevenFiles: System['files'] = {
  ...nodeFiles,
  read: (...args) => moment().then(() => nodeFiles.read(...args)),
  writePrivate: (...args) => moment().then(() => nodeFiles.writePrivate(...args)),
  remove: (...args) => moment().then(() => nodeFiles.remove(...args)),
};

function moment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
}

test('of ten processes at once exactly one gets a run, and the next one when it is done', async () => {
  const { home, processWith } = await machine();
  const locks = await Promise.all(
    Array.from({ length: 10 }, (_, own) => lockRun(runId, processWith(own + 1))),
  );
  const held = locks.filter((lock) => lock === 'held');
  expect(held).toHaveLength(9);
  for (const lock of locks) if (lock !== 'held') await lock.release();
  expect(await readdir(join(home, runs))).toEqual([]);
  expect(await lockRun(runId, processWith(11))).not.toBe('held');
});

test('the lock of a killed process is taken over', async () => {
  const { processWith } = await machine();
  expect(await lockRun(runId, processWith(500))).not.toBe('held');
  expect(await lockRun(runId, processWith(1))).not.toBe('held');
  expect(await lockRun(runId, processWith(2))).toBe('held');
});

test('of many processes that find the lock of a killed one, exactly one takes it over', async () => {
  const { home, processWith } = await machine();
  for (let round = 1; round <= 40; round += 1) {
    await leftBehind(home, 500 + round);
    const takers = Array.from({ length: 12 }, (_, own) => own + 1);
    const locks = await Promise.all(
      takers.map((own) => lockRun(runId, { ...processWith(own), files: unevenFiles })),
    );
    const taken = locks.filter((lock) => lock !== 'held');
    expect(taken, `round ${round}`).toHaveLength(1);
    for (const lock of taken) await lock.release();
    expect(await readdir(join(home, runs))).toEqual([]);
  }
});

test('a taker who comes back late finds that another one had its turn, and leaves that lock alone', async () => {
  const { home, processWith } = await machine();
  await leftBehind(home, 500);
  const late = processWith(1);
  let asleep: (() => void) | undefined;
  let reads = 0;
  const files: System['files'] = {
    ...nodeFiles,
    async read(path, options) {
      const seen = await nodeFiles.read(path, options);
      reads += 1;
      // It has seen the lock that was left behind; then its machine sleeps.
      if (reads === 1) await new Promise<void>((resolve) => (asleep = resolve));
      return seen;
    },
  };
  const sleeping = lockRun(runId, { ...late, files });
  await expect.poll(() => asleep).toBeDefined();
  const quick = await lockRun(runId, processWith(2));
  expect(quick).not.toBe('held');
  asleep?.();
  expect(await sleeping).toBe('held');
  expect(await lockRun(runId, processWith(3))).toBe('held');
});

test('a process that died while it took a lock over keeps nobody out', async () => {
  const { home, processWith } = await machine();
  await leftBehind(home, 500);
  await new Promise<void>((died) => {
    const remove = () => {
      died();
      return new Promise<void>(() => {});
    };
    void lockRun(runId, { ...processWith(501), files: { ...nodeFiles, remove } });
  });
  expect(await readdir(join(home, runs))).toHaveLength(2);
  expect(await lockRun(runId, processWith(1))).not.toBe('held');
  expect(await readdir(join(home, runs))).toEqual([`${runId}.lock`]);
});

test('who has lost a lock after a day does not remove that of the next one', async () => {
  const { processWith } = await machine();
  const first = await lockRun(runId, processWith(1));
  const tomorrow = { ...processWith(2), clock: fakeSystem({ now: '2026-01-03T04:00:00.000Z' }).clock };
  expect(await lockRun(runId, tomorrow)).not.toBe('held');
  if (first !== 'held') await first.release();
  expect(await lockRun(runId, { ...processWith(3), clock: tomorrow.clock })).toBe('held');
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

describe('a disk that two machines share', () => {
  /** Of that name, with its own processes and clock, over the same files. */
  async function twoMachines() {
    const { home, processWith } = await machine();
    const on = (hostName: string | undefined, own: number, now?: string) => ({
      ...processWith(own),
      hostName,
      ...(now === undefined ? {} : { clock: fakeSystem({ now }).clock }),
    });
    return { home, on };
  }

  test('a lock is never taken from a process of the other one, whatever numbers are alive here', async () => {
    const { on } = await twoMachines();
    expect(await lockRun(runId, on('north', 500))).not.toBe('held');
    for (const own of [1, 500, 501]) expect(await lockRun(runId, on('south', own))).toBe('held');
    expect(await runHolder(runId, on('south', 1))).toMatchObject({
      pid: 500,
      host: 'north',
      isElsewhere: true,
    });
  });

  test('a lock of a killed process of this one is taken, though its number is alive on the other one', async () => {
    const { on } = await twoMachines();
    expect(await lockRun(runId, on('north', 500))).not.toBe('held');
    // In a container both may have the same number.
    expect(await lockRun(runId, on('south', 500))).toBe('held');
    expect(await lockRun(runId, on('north', 1))).not.toBe('held');
  });

  test('a machine without a name does not take that of one with a name, nor the other way round', async () => {
    const { on } = await twoMachines();
    const lock = await lockRun(runId, on('north', 500));
    expect(await lockRun(runId, on(undefined, 500))).toBe('held');
    if (lock !== 'held') await lock.release();
    expect(await lockRun(runId, on(undefined, 500))).not.toBe('held');
    expect(await lockRun(runId, on('south', 500))).toBe('held');
    expect(await lockRun(runId, on(undefined, 1))).not.toBe('held');
  });

  test.each([
    ['a day ago', '2026-01-01T03:00:00.000Z'],
    ['in a day, by a clock that was ahead', '2026-01-03T03:05:00.000Z'],
  ])('what the other one took %s holds nobody up', async (_, at) => {
    const { on } = await twoMachines();
    expect(await lockRun(runId, on('north', 500, at))).not.toBe('held');
    expect(await lockRun(runId, on('south', 1))).not.toBe('held');
  });

  test('what was removed by hand is free, and is not given back by the one who lost it', async () => {
    const { home, on } = await twoMachines();
    const lost = await lockRun(runId, on('north', 500));
    await rm(join(home, runs, `${runId}.lock`));
    expect(await lockRun(runId, on('south', 1))).not.toBe('held');
    if (lost !== 'held') await lost.release();
    expect(await runHolder(runId, on('south', 2))).toMatchObject({ pid: 1, host: 'south' });
  });
});
