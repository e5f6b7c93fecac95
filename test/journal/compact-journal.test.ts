import { describe, expect, test } from 'vitest';
import type { JournalRecord } from '../../src/journal/journal-record.ts';
import { readJournal } from '../../src/journal/read-journal.ts';
import { writeJournal } from '../../src/journal/write-journal.ts';
import type { FakeFile } from '../support/fake-files.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';
import { callOf, place, runOf, textOf } from './records.ts';

const lock = place.replace('.jsonl', '.lock');
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const callsOf = (from: number, to: number, changed = {}) => numbers(from, to).map((n) => callOf(n, changed));

/** The journal after one more call, number 9000, was added to one with these records. */
async function after(
  records: readonly JournalRecord[],
  files: Readonly<Record<string, FakeFile>> = {},
  world: FakeWorld = {},
) {
  const system = fakeSystem({ ...world, files: { [place]: textOf(...records), ...files } });
  await writeJournal([callOf(9000)], system, { secrets: [] });
  const lines = (system.fakeFiles.written.get(place) ?? '').trimEnd().split('\n');
  return { system, lines, records: lines.map((line): JournalRecord => JSON.parse(line)) };
}

test('up to 700 lines nothing is taken out', async () => {
  expect((await after(callsOf(1, 690))).lines).toHaveLength(691);
});

test('beyond them the newest 500 calls are left, and what comes is added', async () => {
  const { records } = await after(callsOf(1, 800));
  expect(records).toEqual([...callsOf(301, 800), callOf(9000)]);
});

test('the last run and the last good one stay, however old they are', async () => {
  const broken = { verdict: 'broken' } as const;
  const { records } = await after([
    runOf(1),
    runOf(2),
    runOf(3, broken),
    runOf(4, broken),
    ...callsOf(5, 800),
  ]);
  expect(records.filter(({ kind }) => kind === 'run')).toEqual([runOf(2), runOf(4, broken)]);
});

test('a sandbox takes no more than a fifth', async () => {
  const { records } = await after([...callsOf(1, 500), ...callsOf(1001, 1500, { sandbox: 'key/revoked' })]);
  expect(records.filter(({ sandbox }) => sandbox === null)).toEqual([...callsOf(101, 500), callOf(9000)]);
});

test('broken lines go', async () => {
  const text = `${textOf(...callsOf(1, 400))}${'{"half\n'.repeat(400)}`;
  const { records } = await after([], { [place]: text });
  expect(records).toEqual([...callsOf(1, 400), callOf(9000)]);
});

test('a key that an older version let through is hidden', async () => {
  const leaky = callsOf(1, 800, { code: 'nsk_abcdefghijklmnopqrst' });
  const { lines } = await after(leaky);
  expect(lines).toHaveLength(501);
  expect(lines.join('\n')).not.toContain('nsk_');
});

test('lines as long as they can be are fewer', async () => {
  const long = 'я'.repeat(200);
  const { system, lines } = await after(callsOf(1, 400, { code: long, type: long, model: long }));
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.length).toBeLessThan(200);
  expect((await readJournal(system)).calls[0]).toEqual(callOf(9000));
});

test('a file that is far too large is started anew', async () => {
  const { records } = await after([], { [place]: 'x'.repeat(5 * 1024 * 1024) });
  expect(records).toEqual([callOf(9000)]);
});

describe('while somebody else makes it smaller', () => {
  const held = (pid: number) => ({ [lock]: JSON.stringify({ pid, at: '2026-01-02T03:04:05.000Z' }) });

  test('a record waits, and then comes all the same', async () => {
    const { system, lines } = await after(callsOf(1, 5), held(77), { alive: [77] });
    expect(lines).toHaveLength(6);
    expect(system.clock.elapsedMs()).toBeGreaterThan(100);
    expect(system.clock.elapsedMs()).toBeLessThan(1000);
  });

  test('nobody else does', async () => {
    expect((await after(callsOf(1, 800), held(77), { alive: [77] })).lines).toHaveLength(801);
  });

  test('one who was killed holds nobody up for good', async () => {
    const { system, lines } = await after(callsOf(1, 800), held(77));
    expect(lines).toHaveLength(501);
    expect(await system.files.exists(lock)).toBe(false);
  });

  test.each([
    ['2026-01-02T03:04:05.000Z', 801],
    ['2026-01-02T03:03:54.000Z', 501],
    ['2026-01-02T03:04:16.000Z', 501],
  ])('one on another machine of this disk, since %s, is given ten seconds', async (at, left) => {
    const theirs = { [lock]: JSON.stringify({ pid: 77, at, host: 'north' }) };
    expect((await after(callsOf(1, 800), theirs, { hostName: 'south' })).lines).toHaveLength(left);
  });

  test('a record that went into the old file is written once more', async () => {
    const system = fakeSystem({ files: { [place]: textOf(callOf(1)) } });
    let swaps = 0;
    const append: typeof system.files.append = async (path, line) => {
      await system.fakeFiles.append(path, line);
      if (swaps++ > 0) return;
      // Just now the other one puts its file in the place, made of what it had read before.
      await system.fakeFiles.writePrivate(lock, '{}', { overwrite: true });
      await system.fakeFiles.writePrivate(path, textOf(callOf(1)), { overwrite: true });
    };
    const wait: typeof system.clock.wait = async () => system.fakeFiles.remove(lock);
    const busy = { ...system, files: { ...system.files, append }, clock: { ...system.clock, wait } };
    await writeJournal([callOf(2)], busy, { secrets: [] });
    expect((await readJournal(system)).calls).toEqual([callOf(2), callOf(1)]);
  });
});

test('what a killed process left beside the journal is removed, once it is old', async () => {
  const folder = '/home/ana/.local/state/nexus';
  const old = `${folder}/.journal.jsonl.1.tmp`;
  const fresh = `${folder}/.journal.jsonl.2.tmp`;
  const mine = `${folder}/notes.tmp`;
  const at = (modifiedMs: number) => ({ text: 'x', modifiedMs });
  const now = Date.parse('2026-01-02T03:04:05.000Z');
  const { system } = await after(callsOf(1, 800), {
    [old]: at(now - 60_000),
    [fresh]: at(now - 1),
    [mine]: at(0),
  });
  const left = await Promise.all([old, fresh, mine].map((path) => system.files.exists(path)));
  expect(left).toEqual([false, true, true]);
});

test('where it can not be made smaller it does not grow for ever', async () => {
  const system = fakeSystem({ files: { [place]: 'x'.repeat(3 * 1024 * 1024) } });
  const writePrivate = () => Promise.reject(new Error('EACCES'));
  await writeJournal([callOf(1)], { ...system, files: { ...system.files, writePrivate } }, { secrets: [] });
  expect(system.fakeFiles.written.size).toBe(0);
});
