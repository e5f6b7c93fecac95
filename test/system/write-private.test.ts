import {
  promises as fs,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failure } from '../../src/system/failure.ts';
import { writePrivate } from '../../src/system/write-private.ts';
import { openBelow } from '../support/open-files.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const write = (name: string, text: string, overwrite = true) => writePrivate(at(name), text, { overwrite });
const modeOf = (path: string) => statSync(path).mode & 0o777;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-write-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

test('makes each folder on the way for its owner only', async () => {
  await write('a/b/c', 'text');
  expect(readFileSync(at('a/b/c'), 'utf8')).toBe('text');
  expect([at('a'), at('a/b'), at('a/b/c')].map(modeOf)).toEqual([0o700, 0o700, 0o600]);
});

test.each([
  ['Latin', 'n'.repeat(250)],
  ['Chinese, of three bytes each', '名'.repeat(84)],
])('a name as long as the disk allows is no hindrance (%s)', async (_, name) => {
  await write(name, 'text');
  expect(readdirSync(folder)).toEqual([name]);
});

test('a link that lies where the draft will be is not written through', async () => {
  const id = '0f6f3c1e-9d2b-4c5a-8f3e-0123456789ab';
  vi.spyOn(globalThis.crypto, 'randomUUID').mockReturnValue(id);
  writeFileSync(at('target'), 'theirs');
  symlinkSync(at('target'), at(`.a.${id}.tmp`));
  await expect(write('a', 'secret')).rejects.toMatchObject({ code: 'EEXIST' });
  expect(readFileSync(at('target'), 'utf8')).toBe('theirs');
});

test('the draft is on the disk before it takes the place', async () => {
  const done: string[] = [];
  const { open, rename } = fs;
  vi.spyOn(fs, 'open').mockImplementation(async (...given: Parameters<typeof open>) => {
    const file = await open(...given);
    const { sync } = file;
    file.sync = async () => {
      await sync.call(file);
      done.push('sync');
    };
    return file;
  });
  vi.spyOn(fs, 'rename').mockImplementation(async (...given) => {
    await rename(...given);
    done.push('rename');
  });
  await write('a', 'text');
  expect(done.slice(0, 2)).toEqual(['sync', 'rename']);
});

test.runIf(process.platform === 'linux')('keeps no file open', async () => {
  await write('a', 'text');
  await write('b', 'text', false);
  expect(openBelow(folder)).toEqual([]);
});

describe('a file that Windows does not let go of at once', () => {
  /** Lets no time pass; gives the waits that were asked for. */
  function skipWaits(): number[] {
    const waits: number[] = [];
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(((go: () => void, ms: number) => {
      waits.push(ms);
      setImmediate(go);
    }) as typeof setTimeout);
    return waits;
  }

  test.each(['EBUSY', 'EACCES', 'EPERM'])('is replaced as soon as it does (%s)', async (code) => {
    writeFileSync(at('a'), 'old');
    const waits = skipWaits();
    vi.spyOn(fs, 'rename').mockRejectedValueOnce(failure(code)).mockRejectedValueOnce(failure(code));
    await write('a', 'new');
    expect(readFileSync(at('a'), 'utf8')).toBe('new');
    expect(waits).toHaveLength(2);
  });

  test('is given up after five tries, each after a longer wait', async () => {
    writeFileSync(at('a'), 'old');
    const waits = skipWaits();
    const rename = vi.spyOn(fs, 'rename').mockRejectedValue(failure('EPERM'));
    await expect(write('a', 'new')).rejects.toMatchObject({ code: 'EPERM' });
    expect(rename).toHaveBeenCalledTimes(5);
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
    expect(new Set(waits).size).toBe(4);
    expect(readdirSync(folder)).toEqual(['a']);
    expect(readFileSync(at('a'), 'utf8')).toBe('old');
  });

  test('is not tried again for a reason that stays', async () => {
    const waits = skipWaits();
    const rename = vi.spyOn(fs, 'rename').mockRejectedValue(failure('EXDEV'));
    await expect(write('a', 'new')).rejects.toMatchObject({ code: 'EXDEV' });
    expect(rename).toHaveBeenCalledTimes(1);
    expect(waits).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('on a disk without hard links', () => {
  test('a new file is written all the same', async () => {
    vi.spyOn(fs, 'link').mockRejectedValue(failure('EPERM'));
    await write('a', 'new', false);
    expect(readFileSync(at('a'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('what came in the meantime stays', async () => {
    vi.spyOn(fs, 'link').mockImplementation(async () => {
      writeFileSync(at('a'), 'precious');
      throw failure('EPERM');
    });
    await expect(write('a', 'new', false)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readFileSync(at('a'), 'utf8')).toBe('precious');
  });
});

test('what came in the meantime and went again counts as there', async () => {
  vi.spyOn(fs, 'link').mockRejectedValue(failure('EEXIST'));
  await expect(write('a', 'new', false)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that another run made first is as good as ours', async () => {
  const mkdir = fs.mkdir;
  vi.spyOn(fs, 'mkdir').mockImplementation(async (...asked) => {
    await mkdir(...asked);
    throw failure('EEXIST');
  });
  await write('a/b', 'text');
  expect(readFileSync(at('a/b'), 'utf8')).toBe('text');
});

test('a folder that is there is not made again, so its disk may refuse new ones', async () => {
  vi.spyOn(fs, 'mkdir').mockRejectedValue(failure('EROFS'));
  await write('a', 'text');
  expect(readFileSync(at('a'), 'utf8')).toBe('text');
});

test('why a folder can not be made is told as it is', async () => {
  vi.spyOn(fs, 'mkdir').mockRejectedValue(failure('EACCES'));
  await expect(write('a/b', 'text')).rejects.toMatchObject({ code: 'EACCES' });
});
