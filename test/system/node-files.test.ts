import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
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
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFiles } from '../../src/system/node-files.ts';

let folder = '';
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('reading', () => {
  const read = (name: string, followLinks = false, maxBytes = 1000) =>
    nodeFiles.read(at(name), { maxBytes, followLinks });

  test('gives the text, the mode and whose it is', async () => {
    writeFileSync(at('a'), 'ключ');
    chmodSync(at('a'), 0o640);
    expect(await read('a')).toEqual({ kind: 'text', text: 'ключ', mode: 0o640, ownedByMe: true });
  });

  test('takes the byte order mark off and refuses what is not UTF-8', async () => {
    writeFileSync(at('bom'), '\ufeff{}');
    writeFileSync(at('latin1'), Buffer.from([0x6b, 0xe9]));
    expect(await read('bom')).toMatchObject({ text: '{}' });
    expect(await read('latin1')).toEqual({ kind: 'refused', why: 'not-utf8' });
  });

  test('stops at the limit, also where a file states no size', async () => {
    writeFileSync(at('big'), 'x'.repeat(1001));
    writeFileSync(at('fits'), 'x'.repeat(1000));
    expect(await read('big')).toEqual({ kind: 'refused', why: 'too-large' });
    expect(await read('fits')).toMatchObject({ kind: 'text' });
  });

  test.runIf(process.platform === 'linux')('stops at the limit where a file states no size', async () => {
    const stateless = await nodeFiles.read('/proc/self/smaps', { maxBytes: 100, followLinks: false });
    expect(stateless).toEqual({ kind: 'refused', why: 'too-large' });
  });

  test('finds nothing where nothing is', async () => {
    writeFileSync(at('file'), '');
    expect(await read('none')).toEqual({ kind: 'absent' });
    expect(await read('none/below')).toEqual({ kind: 'absent' });
    expect(await read('file/below')).toEqual({ kind: 'absent' });
  });

  test('refuses a link unless the person named it', async () => {
    writeFileSync(at('file'), 'text');
    symlinkSync(at('file'), at('link'));
    symlinkSync(at('gone'), at('dangling'));
    symlinkSync(at('loop'), at('loop'));
    expect(await read('link')).toEqual({ kind: 'refused', why: 'a-link' });
    expect(await read('link', true)).toMatchObject({ kind: 'text', text: 'text' });
    expect(await read('dangling')).toEqual({ kind: 'refused', why: 'a-link' });
    expect(await read('dangling', true)).toEqual({ kind: 'absent' });
    expect(await read('loop', true)).toEqual({ kind: 'refused', why: 'unreadable' });
  });

  test('refuses what is no file, at once', async () => {
    mkdirSync(at('folder'));
    execFileSync('mkfifo', [at('fifo')]);
    symlinkSync('/dev/zero', at('zero'));
    for (const [name, followLinks] of [
      ['folder', false],
      ['fifo', false],
      ['fifo', true],
      ['zero', true],
    ] as const) {
      expect(await read(name, followLinks), name).toEqual({ kind: 'refused', why: 'not-a-file' });
    }
    expect(await read('zero')).toEqual({ kind: 'refused', why: 'a-link' });
  });

  test.skipIf(process.getuid?.() === 0)('refuses what may not be read', async () => {
    writeFileSync(at('closed'), 'text', { mode: 0 });
    expect(await read('closed')).toEqual({ kind: 'refused', why: 'unreadable' });
  });
});

test.each([0o700, 0o755, 0o777, 0o1777])(
  'a folder of mode %o is told with that mode, and whose it is',
  async (mode) => {
    mkdirSync(at('folder'));
    chmodSync(at('folder'), mode);
    expect(await nodeFiles.folder(at('folder'))).toEqual({ mode, ownedByMe: true });
    writeFileSync(at('file'), '');
    expect(await nodeFiles.folder(at('file'))).toBeUndefined();
  },
);

test('a name is there even when it leads nowhere', async () => {
  symlinkSync(at('gone'), at('dangling'));
  expect(await nodeFiles.exists(at('dangling'))).toBe(true);
  expect(await nodeFiles.exists(folder)).toBe(true);
  expect(await nodeFiles.exists(at('gone'))).toBe(false);
});

describe('writing a private file', () => {
  const write = (name: string, text: string, overwrite = true) =>
    nodeFiles.writePrivate(at(name), text, { overwrite });
  const modeOf = (path: string) => statSync(path).mode & 0o777;

  test('makes the folders and the file for nobody else, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      await write('a/b/c', 'text');
    } finally {
      process.umask(before);
    }
    expect(readFileSync(at('a/b/c'), 'utf8')).toBe('text');
    expect([modeOf(at('a')), modeOf(at('a/b')), modeOf(at('a/b/c'))]).toEqual([0o700, 0o700, 0o600]);
  });

  test('tightens an older file and leaves nothing beside it', async () => {
    writeFileSync(at('a'), 'old', { mode: 0o644 });
    await write('a', 'new');
    expect(readFileSync(at('a'), 'utf8')).toBe('new');
    expect(modeOf(at('a'))).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('keeps what is there unless it may be replaced', async () => {
    writeFileSync(at('a'), 'old');
    await expect(write('a', 'new', false)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readFileSync(at('a'), 'utf8')).toBe('old');
    await write('b', 'new', false);
    expect(readFileSync(at('b'), 'utf8')).toBe('new');
    expect(modeOf(at('b'))).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a', 'b']);
  });

  test('of two at the same time that may not replace, one wins whole', async () => {
    const results = await Promise.allSettled([write('a', 'one', false), write('a', 'two', false)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(['one', 'two']).toContain(readFileSync(at('a'), 'utf8'));
  });

  test.each([true, false])('never follows a link (overwrite: %s)', async (overwrite) => {
    writeFileSync(at('victim'), 'precious');
    symlinkSync(at('victim'), at('link'));
    symlinkSync(at('gone'), at('dangling'));
    await expect(write('link', 'x', overwrite)).rejects.toMatchObject({ code: 'ELOOP' });
    await expect(write('dangling', 'x', overwrite)).rejects.toMatchObject({ code: 'ELOOP' });
    expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['dangling', 'link', 'victim']);
  });

  test('leaves the other names of a file alone', async () => {
    writeFileSync(at('victim'), 'precious');
    linkSync(at('victim'), at('a'));
    await write('a', 'new');
    expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
  });

  test('refuses the place of a folder or a FIFO', async () => {
    mkdirSync(at('folder'));
    execFileSync('mkfifo', [at('fifo')]);
    await expect(write('folder', 'x')).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(write('fifo', 'x')).rejects.toMatchObject({ code: 'EEXIST' });
  });
});

describe('a long file, piece by piece', () => {
  async function pieces(path: string): Promise<string> {
    let text = '';
    for await (const piece of nodeFiles.chunks(path, 3)) text += Buffer.from(piece).toString();
    return text;
  }

  test('is given whole', async () => {
    writeFileSync(at('log'), 'one two three');
    expect(await pieces(at('log'))).toBe('one two three');
  });

  test.runIf(process.platform === 'linux')(
    'is refused where it is none, and nobody waits for it',
    async () => {
      execFileSync('mkfifo', [at('pipe')]);
      await expect(pieces(at('pipe'))).rejects.toMatchObject({ code: 'EFIFO' });
      await expect(pieces('/dev/zero')).rejects.toMatchObject({ code: 'EDEVICE' });
      await expect(pieces(folder)).rejects.toMatchObject({ code: 'EISDIR' });
    },
  );
});

/** Root of a namespace that knows no other user has nobody to give a folder to. */
const mayGiveAway = process.getuid?.() === 0 && !isAloneInItsNamespace();

function isAloneInItsNamespace(): boolean {
  const users = existsSync('/proc/self/uid_map') ? readFileSync('/proc/self/uid_map', 'utf8') : '';
  return users !== '' && Number(users.trim().split(/\s+/)[2]) < 4712;
}

describe('a folder that is to be ours alone', () => {
  const mode = (name: string) => statSync(at(name)).mode & 0o777;

  beforeEach(() => {
    mkdirSync(at('state'));
    chmodSync(at('state'), 0o755);
  });

  test('is closed to others, and one that is not there is not made', async () => {
    await nodeFiles.closeToOthers(at('state'));
    await nodeFiles.closeToOthers(at('none'));
    expect([mode('state'), readdirSync(folder)]).toEqual([0o700, ['state']]);
  });

  test('is closed by the first line that is added to a file in it', async () => {
    await nodeFiles.append(at('state/journal'), 'one');
    expect(mode('state')).toBe(0o700);
  });

  test('stays as it is where another file is only saved in it', async () => {
    await nodeFiles.writePrivate(at('state/evidence'), 'one', { overwrite: false });
    expect(mode('state')).toBe(0o755);
  });

  test.each(['link', 'link/'])('is never reached through a link (%s)', async (place) => {
    symlinkSync(at('state'), at('link'));
    await nodeFiles.closeToOthers(join(folder, place));
    expect(mode('state')).toBe(0o755);
  });

  test.runIf(mayGiveAway)('stays as it is when it is somebody else’s', async () => {
    chownSync(at('state'), 4711, 4711);
    await nodeFiles.closeToOthers(at('state'));
    expect(mode('state')).toBe(0o755);
  });
});
