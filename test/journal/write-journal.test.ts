import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeJournal } from '../../src/journal/write-journal.ts';
import { holdsSecret } from '../../src/report/find-secrets.ts';
import { encodingsOf } from '../../src/report/secret-encodings.ts';
import { Secret } from '../../src/settings/secret.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';
import { callOf, place, runOf } from './records.ts';

const canary = 'sk-nx-CANARY-7f3a/+=Zq0.9b2c4d6e8f';
const none = { secrets: [] };

test('each record is one append of one line, oldest first', async () => {
  const system = fakeSystem();
  const appended: string[] = [];
  const append: typeof system.files.append = async (path, line) => {
    appended.push(line);
    await system.fakeFiles.append(path, line);
  };
  const records = [callOf(1), callOf(2), runOf(3)];
  await writeJournal(records, { ...system, files: { ...system.files, append } }, none);
  expect(appended.map((line) => JSON.parse(line))).toEqual(records);
  expect([...system.fakeFiles.written.keys()]).toEqual([place]);
});

test('a run in which nothing failed touches no file', async () => {
  const system = fakeSystem();
  await writeJournal([], system, none);
  expect(system.fakeFiles.asked).toEqual([]);
  expect(system.fakeFiles.written.size).toBe(0);
});

test('the records of a sandbox go to the journal of the person around it', async () => {
  const outside = fakeSystem({ home: '/home/ana' });
  const inside = { ...fakeSystem({ home: '/home/sandbox', env: { NEXUS_NO_JOURNAL: '1' } }), outside };
  await writeJournal([callOf(1, { sandbox: 'key/revoked' })], inside, none);
  expect(inside.fakeFiles.written.size).toBe(0);
  expect(outside.fakeFiles.written.get(place)).toContain('"sandbox":"key/revoked"');
});

describe('words of a gateway', () => {
  const written = async (code: string) => {
    const system = fakeSystem();
    await writeJournal([callOf(1, { code })], system, none);
    return system.fakeFiles.written.get(place) ?? '';
  };

  test('stay as they are, and no character splits a line or leaves ASCII', async () => {
    const code = 'a\nb\r\u2028\u2029\u0085\0\u007f\u001b[31m\u202e\u200bключ \ud800😀';
    const text = await written(code);
    expect(text).toMatch(/^[ -~]+\n$/);
    expect(JSON.parse(text).code).toBe(code);
  });

  test('are cut at 200 characters', async () => {
    const { code } = JSON.parse(await written('x'.repeat(100_000)));
    expect(code).toBe(`${'x'.repeat(199)}…`);
  });

  test('hide a key that unseen characters tear apart', async () => {
    expect(JSON.parse(await written('sk-\u200babcdef\u0007ghijklmnop')).code).toBe('[hidden]');
  });

  test('do not leave half of a key where they are cut', async () => {
    const system = fakeSystem();
    const code = `${'x'.repeat(190)}${canary}`;
    await writeJournal([callOf(1, { code })], system, { secrets: [new Secret(canary)] });
    expect(system.fakeFiles.written.get(place)).not.toContain('sk-nx');
  });
});

describe('a key never reaches the file', () => {
  /** The record with the text put into each text of it that is not one of a few known words. */
  const spoil = <T>(value: T, echo: string): T =>
    JSON.parse(JSON.stringify(value), (name, item) =>
      typeof item === 'string' && !/^(kind|command|method|at|proof)$/.test(name) ? `${item} ${echo}` : item,
    );

  test.each(encodingsOf(canary))('spelled %s', async (echo) => {
    const system = fakeSystem();
    const run = runOf(2, { firstCause: { check: 'c', finding: 'f' }, sandbox: 's' });
    const spoiled = [spoil(callOf(1, { sandbox: 's' }), echo), { ...spoil(run, echo), verdict: run.verdict }];
    await writeJournal(spoiled, system, { secrets: [new Secret(canary)] });
    const text = system.fakeFiles.written.get(place) ?? '';
    expect(text.trimEnd().split('\n')).toHaveLength(2);
    expect(text.match(/\[hidden\]/g)?.length).toBeGreaterThan(18);
    expect(holdsSecret(text, [canary])).toBe(false);
    expect(text).not.toContain(echo);
  });

  test('nor one that the environment holds for a gateway that this run does not use', async () => {
    const system = fakeSystem({ env: { NEOSANTARA_API_KEY: 'my-private-word-0123456789' } });
    await writeJournal([callOf(1, { model: 'my-private-word-0123456789' })], system, none);
    expect(JSON.parse(system.fakeFiles.written.get(place) ?? '').model).toBe('[hidden]');
  });

  test('nor does the home folder, and ids stay as they are', async () => {
    const system = fakeSystem();
    await writeJournal([callOf(1, { code: '/home/ana/keys' })], system, { secrets: [new Secret(canary)] });
    expect(JSON.parse(system.fakeFiles.written.get(place) ?? '')).toEqual(callOf(1, { code: '~/keys' }));
  });
});

describe('what can not be written is not recorded, and breaks nothing', () => {
  test.each<[string, FakeWorld]>([
    ['NEXUS_NO_JOURNAL=1', { env: { NEXUS_NO_JOURNAL: '1' } }],
    ['no home', { home: null }],
    ['a read-only home', { readOnly: true }],
    ['a link at the place', { files: { [place]: { linkTo: '/etc/passwd' } } }],
  ])('%s', async (_, world) => {
    const system = fakeSystem(world);
    await expect(writeJournal([callOf(1)], system, none)).resolves.toBeUndefined();
    expect(system.fakeFiles.written.size).toBe(0);
  });

  test('a full disk', async () => {
    const system = fakeSystem();
    const append = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    const full = { ...system, files: { ...system.files, append } };
    await expect(writeJournal([callOf(1)], full, none)).resolves.toBeUndefined();
  });
});

describe('on a real disk', () => {
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'nexus-journal-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));
  const state = () => join(home, '.local/state/nexus');
  const real = (env = {}) => fakeSystem({ home, realFiles: nodeFiles, env });

  test('folder and file are for nobody else', async () => {
    await writeJournal([callOf(1)], real(), none);
    const modeOf = (path: string) => statSync(path).mode & 0o777;
    expect(modeOf(state())).toBe(0o700);
    expect(modeOf(join(state(), 'journal.jsonl'))).toBe(0o600);
  });

  test('a link at the place is not followed', async () => {
    const elsewhere = join(home, 'elsewhere');
    mkdirSync(state(), { recursive: true });
    symlinkSync(elsewhere, join(state(), 'journal.jsonl'));
    await writeJournal([callOf(1)], real(), none);
    expect(() => statSync(elsewhere)).toThrow();
  });

  test.runIf(process.platform === 'linux')('a place where no folder can be made breaks nothing', async () => {
    await expect(
      writeJournal([callOf(1)], real({ XDG_STATE_HOME: '/proc/nothing' }), none),
    ).resolves.toBeUndefined();
  });

  test('a line that a killed process left half stays alone', async () => {
    await writeJournal([callOf(1)], real(), none);
    const file = join(state(), 'journal.jsonl');
    await nodeFiles.writePrivate(file, `${readFileSync(file, 'utf8')}{"kind":"call","v":1,"ru`, {
      overwrite: true,
    });
    await writeJournal([callOf(2)], real(), none);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect([lines[0], lines[2]].map((line) => JSON.parse(line ?? ''))).toEqual([callOf(1), callOf(2)]);
  });
});

test('a mail address that a gateway puts into a code is not kept', async () => {
  const system = fakeSystem();
  await writeJournal([callOf(1, { code: 'ask bob@example.com' })], system, none);
  expect(system.fakeFiles.written.get(place)).toContain('ask [e-mail]');
});
