import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { piecesOf } from '../../src/system/read-descriptor.ts';

let folder = '';
const opened: number[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-descriptor-'));
});
afterEach(() => {
  for (const descriptor of opened.splice(0)) closeSync(descriptor);
  rmSync(folder, { recursive: true, force: true });
});

const never = new AbortController().signal;

async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const copies: Uint8Array[] = [];
  for await (const piece of pieces) copies.push(Uint8Array.from(piece));
  return Buffer.concat(copies).toString();
}

describe('a file', () => {
  test('is read to its end, with every byte', async () => {
    const text = Array.from({ length: 300_000 }, (_, index) => `${index}\n`).join('');
    writeFileSync(join(folder, 'log'), text);
    opened.push(openSync(join(folder, 'log'), 'r'));
    expect((await textOf(piecesOf(opened[0] ?? -1, never))) === text).toBe(true);
  });

  test('is not read on after an interrupt', async () => {
    writeFileSync(join(folder, 'log'), 'x'.repeat(5_000_000));
    opened.push(openSync(join(folder, 'log'), 'r'));
    const stop = new AbortController();
    let bytes = 0;
    for await (const piece of piecesOf(opened[0] ?? -1, stop.signal)) {
      bytes += piece.length;
      stop.abort();
    }
    expect(bytes).toBe(1_048_576);
  });
});

test('a folder holds nothing, and what is not open fails with a code', async () => {
  opened.push(openSync(folder, 'r'));
  expect(await textOf(piecesOf(opened[0] ?? -1, never))).toBe('');
  await expect(textOf(piecesOf(987, never))).rejects.toMatchObject({ code: 'EBADF' });
});

describe.skipIf(process.platform === 'win32')('a pipe', () => {
  /** Both ends of one; a reader that never blocks lets both be opened here. */
  function pipe(): { readonly reader: number; readonly writer: number } {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return { reader, writer: openSync(path, 'w') };
  }

  test('is read until its writer is done, however late the words come', async () => {
    const { reader, writer } = pipe();
    const reading = textOf(piecesOf(reader, never));
    writeSync(writer, 'first ');
    setTimeout(() => {
      writeSync(writer, 'x'.repeat(60_000));
      closeSync(writer);
    }, 20);
    expect(await reading).toBe(`first ${'x'.repeat(60_000)}`);
  });

  test('whose writer says nothing is let go of at an interrupt', async () => {
    const { reader, writer } = pipe();
    opened.push(writer);
    const stop = new AbortController();
    const reading = textOf(piecesOf(reader, stop.signal));
    setTimeout(() => stop.abort('SIGINT'), 20);
    expect(await reading).toBe('');
  });

  test('is let go of when the reader has enough', async () => {
    const { reader, writer } = pipe();
    opened.push(writer);
    writeSync(writer, 'enough');
    for await (const piece of piecesOf(reader, never)) {
      expect(Buffer.from(piece).toString()).toBe('enough');
      break;
    }
    expect(() => writeSync(writer, 'more')).toThrow(/EPIPE/);
  });
});
