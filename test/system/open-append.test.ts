import fs, { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { appendLine } from '../../src/system/append-line.ts';
import { openAppend } from '../../src/system/open-append.ts';
import { openBelow } from '../support/open-files.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const textOf = (name: string) => readFileSync(at(name), 'utf8');
const modeOf = (path: string) => statSync(path).mode & 0o777;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-open-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  rmSync(folder, { recursive: true, force: true });
});

test('makes each folder on the way for its owner only', async () => {
  await appendLine(at('a/b/c'), 'one');
  expect([at('a'), at('a/b'), at('a/b/c')].map(modeOf)).toEqual([0o700, 0o700, 0o600]);
});

test.runIf(process.platform === 'linux')('closes what it opened, also where it refuses', async () => {
  const file = await openAppend(at('a'));
  expect(openBelow(folder)).toEqual([at('a')]);
  await file.close();
  fs.linkSync(at('a'), at('second'));
  await expect(openAppend(at('second'))).rejects.toMatchObject({ code: 'EMLINK' });
  await appendLine(at('b'), 'one');
  expect(openBelow(folder)).toEqual([]);
});

describe('a line that another run is writing', () => {
  /** Does `meanwhile` in the time for which the program waits. */
  function whileWaiting(meanwhile: () => void): void {
    vi.spyOn(globalThis, 'setTimeout').mockImplementationOnce(((go: () => void) => {
      meanwhile();
      setImmediate(go);
    }) as typeof setTimeout);
  }

  test('is let come to its end', async () => {
    writeFileSync(at('a'), 'hal');
    whileWaiting(() => appendFileSync(at('a'), 'f\n'));
    await appendLine(at('a'), 'new');
    expect(textOf('a')).toBe('half\nnew\n');
  });

  test('is not glued to when it never ends', async () => {
    writeFileSync(at('a'), 'hal');
    whileWaiting(() => undefined);
    await appendLine(at('a'), 'new');
    expect(textOf('a')).toBe('hal\nnew\n');
  });
});

describe('a disk that is full', () => {
  const { writeSync } = fs;

  /** The next write gets only so many bytes to the disk. */
  function roomFor(bytes: number): void {
    vi.spyOn(fs, 'writeSync').mockImplementationOnce(((file: number, line: Buffer) =>
      bytes === 0 ? 0 : writeSync(file, line.subarray(0, bytes))) as typeof writeSync);
    syncBuiltinESMExports();
  }

  test('is told, and the next line does not become part of the half one', async () => {
    const file = await openAppend(at('a'));
    roomFor(3);
    expect(() => file.append('first')).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
    file.append('second');
    file.append('third');
    await file.close();
    expect(textOf('a')).toBe('fir\nsecond\nthird\n');
  });

  test('leaves no empty line where nothing was written', async () => {
    const file = await openAppend(at('a'));
    file.append('first');
    roomFor(0);
    expect(() => file.append('second')).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
    file.append('third');
    await file.close();
    expect(textOf('a')).toBe('first\nthird\n');
  });
});
