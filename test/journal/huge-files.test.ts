import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readJournal } from '../../src/journal/read-journal.ts';
import { writeJournal } from '../../src/journal/write-journal.ts';
import { readRun } from '../../src/report/read-run.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import { fakeSystem } from '../support/fake-system.ts';
import { callOf, place, textOf } from './records.ts';

const mib = 2 ** 20;
const gib = 2 ** 30;
/** A journal holds 4 MiB at most; the rest is the room for what the process reads besides. */
const mostRead = 8 * mib;
const runId = '0f0e0d0c-0b0a-4908-8706-050403020100';

let home: string;
const journal = () => join(home, '.local/state/nexus/journal.jsonl');
const run = () => join(home, `.local/state/nexus/runs/${runId}.ndjson`);
const machine = () => fakeSystem({ home, realFiles: nodeFiles });

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'nexus-huge-'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** A file that states a GiB and takes no room on the disk: behind its beginning there is nothing but NUL. */
function plantHuge(path: string, beginning: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, beginning, { mode: 0o600 });
  truncateSync(path, gib);
}

/** Bytes that this process asked the kernel for meanwhile, of whatever files. */
async function bytesReadBy(work: () => Promise<unknown>): Promise<number> {
  const before = countedByKernel();
  await work();
  return countedByKernel() - before;
}

const counter = '/proc/self/io';
const countedByKernel = () => Number(/^rchar: (\d+)$/m.exec(readFileSync(counter, 'utf8'))?.[1]);

describe.skipIf(!existsSync(counter))('of a file of a GiB', () => {
  const beginnings: readonly (readonly [string, string | Buffer])[] = [
    ['nothing but NUL', ''],
    ['a record first', textOf(callOf(1))],
    ['no text', Buffer.from([0xff, 0xfe, 0x0a])],
  ];

  test('the counter of the kernel would tell, if it were read', async () => {
    plantHuge(journal(), '');
    truncateSync(journal(), 16 * mib);
    expect(await bytesReadBy(async () => readFileSync(journal()))).toBeGreaterThan(mostRead);
  });

  test.each(beginnings)(
    'as the journal, %s: a reader takes little, and leaves it as it is',
    async (_, beginning) => {
      plantHuge(journal(), beginning);
      const bytes = await bytesReadBy(async () => {
        expect(await readJournal(machine())).toEqual({ calls: [], runs: [], brokenLines: 0 });
      });
      expect(bytes).toBeLessThan(mostRead);
      expect(statSync(journal()).size).toBe(gib);
    },
  );

  test.each(beginnings)('as the journal, %s: the next record starts it anew', async (_, beginning) => {
    plantHuge(journal(), beginning);
    const bytes = await bytesReadBy(() => writeJournal([callOf(2)], machine(), { secrets: [] }));
    expect(bytes).toBeLessThan(mostRead);
    expect((await readJournal(machine())).calls).toEqual([callOf(2)]);
    expect(statSync(journal()).size).toBeLessThan(mib);
  });

  test.each(beginnings)('as the log of a run, %s: it counts as none', async (_, beginning) => {
    plantHuge(run(), beginning);
    const bytes = await bytesReadBy(async () => expect(await readRun(runId, machine())).toBeUndefined());
    expect(bytes).toBeLessThan(mostRead);
  });
});

test('a journal that grows while it is read is read no further than its limit', async () => {
  const system = fakeSystem({ files: { [place]: { refused: 'not-utf8' } } });
  let given = 0;
  async function* chunks(_: string, chunkBytes: number) {
    for (;;) {
      given += chunkBytes;
      yield Buffer.alloc(chunkBytes, 'x');
    }
  }
  const growing = { ...system, files: { ...system.files, chunks } };
  expect(await readJournal(growing)).toEqual({ calls: [], runs: [], brokenLines: 0 });
  expect(given).toBeLessThan(mostRead);
});
