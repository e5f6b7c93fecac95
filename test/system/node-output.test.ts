import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { failure } from '../../src/system/failure.ts';
import { createOutput, type OutputStream } from '../../src/system/node-output.ts';

/** A number that no open file has: what a terminal is to `createOutput`, a case for Node's stream. */
const notDirect = -1;

/** A real stream that takes its time, or fails. */
function stream(end: (bytes: Uint8Array) => Error | undefined, delayMs = 0): OutputStream {
  return new Writable({
    highWaterMark: 1,
    write: (bytes: Uint8Array, _encoding, done) => void setTimeout(() => done(end(bytes)), delayMs),
  });
}

describe('through a stream of Node', () => {
  test('a write ends when the text was handed over', async () => {
    const taken: string[] = [];
    const slow = stream((bytes) => void taken.push(String(bytes)), 20);
    await createOutput(notDirect, () => slow).write('whole ✓');
    expect(taken).toEqual(['whole ✓']);
  });

  test('a reader that left is a quiet end, and nothing is written after it', async () => {
    let writes = 0;
    const output = createOutput(notDirect, () =>
      stream(() => {
        writes += 1;
        return failure('EPIPE');
      }),
    );
    await output.write('first');
    await output.write('second');
    expect(writes).toBe(1);
  });

  test('a full disk is not quiet', async () => {
    const full = createOutput(notDirect, () => stream(() => failure('ENOSPC')));
    await expect(full.write('x')).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  test('it is opened when it is first needed', () => {
    let opened = 0;
    const output = createOutput(notDirect, () => {
      opened += 1;
      return stream(() => undefined);
    });
    expect(opened).toBe(0);
    expect([output.columns, output.isTerminal, opened]).toEqual([80, false, 1]);
  });
});

function unneeded(): OutputStream {
  throw new Error('a file or a pipe needs no stream');
}

/** A pipe that never waits; `reader` and `writer` are its ends. */
function withPipe(work: (ends: { reader: number; writer: number }) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nexus-output-'));
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  return work({ reader, writer }).finally(() => {
    closeSync(writer);
    rmSync(folder, { recursive: true });
  });
}

describe.skipIf(process.platform === 'win32')('directly', () => {
  test('a file gets the whole text, without a stream', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nexus-output-'));
    const path = join(folder, 'out');
    const fd = openSync(path, 'w');
    try {
      const output = createOutput(fd, unneeded);
      await output.write('one ✓\n');
      await output.write('two\n');
      expect(readFileSync(path, 'utf8')).toBe('one ✓\ntwo\n');
      expect([output.isTerminal, output.columns]).toEqual([false, 80]);
    } finally {
      closeSync(fd);
      rmSync(folder, { recursive: true });
    }
  });

  test('/dev/null takes everything, without a stream', async () => {
    const fd = openSync('/dev/null', 'w');
    await expect(createOutput(fd, unneeded).write('gone')).resolves.toBeUndefined();
    closeSync(fd);
  });

  test('a pipe gets the text at once, without a stream', () =>
    withPipe(async ({ reader, writer }) => {
      await createOutput(writer, unneeded).write('through ✓');
      const bytes = Buffer.alloc(100);
      expect(bytes.toString('utf8', 0, readSync(reader, bytes))).toBe('through ✓');
      closeSync(reader);
    }));

  test('what a full pipe does not take at once goes through a stream, in order and whole', () =>
    withPipe(async ({ reader, writer }) => {
      const rest: Uint8Array[] = [];
      const text = 'a line ✓\n'.repeat(40_000);
      const output = createOutput(writer, () => stream((bytes) => void rest.push(bytes)));
      await output.write(text);
      await output.write('the end');
      const atOnce = Buffer.alloc(text.length * 2);
      let read = 0;
      while (read < 65_536) read += readSync(reader, atOnce, read, 65_536, null);
      expect(rest.length).toBe(2);
      expect(Buffer.concat([atOnce.subarray(0, read), ...rest]).toString()).toBe(`${text}the end`);
      closeSync(reader);
    }));

  test('a reader that left is a quiet end', () =>
    withPipe(async ({ reader, writer }) => {
      closeSync(reader);
      const output = createOutput(writer, unneeded);
      await expect(output.write('nobody reads')).resolves.toBeUndefined();
      await expect(output.write('this')).resolves.toBeUndefined();
    }));

  test.skipIf(process.platform !== 'linux')('a full device is not quiet', async () => {
    const fd = openSync('/dev/full', 'w');
    const full = createOutput(fd, () => stream(() => failure('ENOSPC')));
    await expect(full.write('x')).rejects.toMatchObject({ code: 'ENOSPC' });
    closeSync(fd);
  });
});

test('a terminal that states no width has the usual one, for everybody who asks the stream', () => {
  const terminal = Object.assign(
    stream(() => undefined),
    { isTTY: true, columns: 0 },
  );
  const output = createOutput(-1, () => terminal);
  expect([output.columns, terminal.columns]).toEqual([80, 80]);
});
