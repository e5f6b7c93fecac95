import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFiles } from '../../src/system/node-files.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const append = (name: string, line: string) => nodeFiles.append(at(name), line);
const modeOf = (path: string) => statSync(path).mode & 0o777;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-append-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('adding a line', () => {
  test('makes folders and file for nobody else, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      await append('a/b/c', 'one');
      await append('a/b/c', 'zwei, дво');
    } finally {
      process.umask(before);
    }
    expect(readFileSync(at('a/b/c'), 'utf8')).toBe('one\nzwei, дво\n');
    expect([modeOf(at('a')), modeOf(at('a/b')), modeOf(at('a/b/c'))]).toEqual([0o700, 0o700, 0o600]);
  });

  test('tightens an older file', async () => {
    writeFileSync(at('a'), 'old\n');
    chmodSync(at('a'), 0o644);
    await append('a', 'new');
    expect(readFileSync(at('a'), 'utf8')).toBe('old\nnew\n');
    expect(modeOf(at('a'))).toBe(0o600);
  });

  test('starts on a new line after a half one', async () => {
    writeFileSync(at('a'), 'whole\nhal');
    await append('a', 'new');
    await append('a', 'newer');
    expect(readFileSync(at('a'), 'utf8')).toBe('whole\nhal\nnew\nnewer\n');
  });

  test('never mixes lines of many at once', async () => {
    const lines = Array.from({ length: 200 }, (_, n) => String(n).padStart(4, '0').repeat(5000));
    await Promise.all(lines.map((line) => append('a', line)));
    expect(readFileSync(at('a'), 'utf8').trimEnd().split('\n').sort()).toEqual(lines);
  });

  test('never follows a link', async () => {
    writeFileSync(at('victim'), 'precious');
    symlinkSync(at('victim'), at('link'));
    symlinkSync(at('gone'), at('dangling'));
    symlinkSync('/dev/full', at('full'));
    for (const name of ['link', 'dangling', 'full']) {
      await expect(append(name, 'x'), name).rejects.toMatchObject({ code: 'ELOOP' });
    }
    expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
    expect(readdirSync(folder).sort()).toEqual(['dangling', 'full', 'link', 'victim']);
  });

  test('leaves a file that has another name alone', async () => {
    writeFileSync(at('victim'), 'precious', { mode: 0o644 });
    linkSync(at('victim'), at('a'));
    await expect(append('a', 'x')).rejects.toMatchObject({ code: 'EMLINK' });
    expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
    expect(modeOf(at('victim'))).toBe(0o644);
  });

  test('refuses the place of a folder or a FIFO, at once', async () => {
    mkdirSync(at('folder'));
    execFileSync('mkfifo', [at('fifo')]);
    await expect(append('folder', 'x')).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(append('fifo', 'x')).rejects.toMatchObject({ code: 'EEXIST' });
  });

  test('tells when a file stands where the folder should be', async () => {
    writeFileSync(at('file'), '');
    await expect(append('file/a', 'x')).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(append('file/a/b', 'x')).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  test.runIf(process.platform === 'linux')('tells at once where no folder can ever be made', async () => {
    await expect(nodeFiles.append('/proc/nothing/below/a', 'x')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test.skipIf(process.getuid?.() === 0)('tells when the folder is read-only', async () => {
    mkdirSync(at('closed'), { mode: 0o500 });
    await expect(append('closed/a', 'x')).rejects.toMatchObject({ code: 'EACCES' });
  });
});

describe('a file that is held open', () => {
  test('takes lines one by one or several at once, among those of others', async () => {
    const file = await nodeFiles.openAppend(at('a/b'));
    file.append('one');
    await append('a/b', 'of another');
    file.append('two\nthree');
    await file.close();
    expect(readFileSync(at('a/b'), 'utf8')).toBe('one\nof another\ntwo\nthree\n');
    expect(modeOf(at('a/b'))).toBe(0o600);
  });

  test('has its line on the disk before append returns', async () => {
    const file = await nodeFiles.openAppend(at('a'));
    file.append('one');
    expect(readFileSync(at('a'), 'utf8')).toBe('one\n');
    await file.close();
  });

  test('starts on a new line after a half one, once', async () => {
    writeFileSync(at('a'), 'hal');
    const file = await nodeFiles.openAppend(at('a'));
    file.append('new');
    file.append('newer');
    await file.close();
    expect(readFileSync(at('a'), 'utf8')).toBe('hal\nnew\nnewer\n');
  });

  test('is refused at the place of a link, of a file with another name and of a folder', async () => {
    writeFileSync(at('victim'), 'precious');
    symlinkSync(at('victim'), at('link'));
    linkSync(at('victim'), at('second'));
    mkdirSync(at('folder'));
    await expect(nodeFiles.openAppend(at('link'))).rejects.toMatchObject({ code: 'ELOOP' });
    await expect(nodeFiles.openAppend(at('second'))).rejects.toMatchObject({ code: 'EMLINK' });
    await expect(nodeFiles.openAppend(at('folder'))).rejects.toMatchObject({ code: 'EISDIR' });
    expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
  });
});

test('a folder lists its plain files with time and size', async () => {
  writeFileSync(at('a'), 'four');
  utimesSync(at('a'), 1000, 2000);
  mkdirSync(at('below'));
  symlinkSync(at('a'), at('link'));
  expect(await nodeFiles.list(folder)).toEqual([{ name: 'a', modifiedMs: 2_000_000, bytes: 4 }]);
  expect(await nodeFiles.list(at('gone'))).toEqual([]);
  expect(await nodeFiles.list(at('a'))).toEqual([]);
});

test('a file is removed, a link is removed itself, and what is not there is fine', async () => {
  writeFileSync(at('a'), 'text');
  symlinkSync(at('a'), at('link'));
  await nodeFiles.remove(at('link'));
  expect(readdirSync(folder)).toEqual(['a']);
  await nodeFiles.remove(at('a'));
  await nodeFiles.remove(at('a'));
  expect(readdirSync(folder)).toEqual([]);
  mkdirSync(at('folder'));
  await expect(nodeFiles.remove(at('folder'))).rejects.toBeInstanceOf(Error);
});
