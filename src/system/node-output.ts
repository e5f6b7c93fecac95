import { fstatSync, statSync, write, writeSync } from 'node:fs';
import { codeOf } from './failure.ts';
import type { Output } from './system.ts';

/** The part of a writable stream that is needed here. */
export interface OutputStream {
  readonly isTTY?: boolean;
  columns?: number;
  write(bytes: Uint8Array, done: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: () => void): unknown;
}

/**
 * Wraps stdout or stderr. `open` is called when Node's stream is needed, and a file or a pipe rarely needs it: Node
 * writes to them at once too, but first loads all its streams, a tenth of a bare start.
 */
export function createOutput(fd: number, open: () => OutputStream): Output {
  const direct = isDirect(fd);
  let opened: OutputStream | undefined;
  let readerLeft = false;
  let bytesSoFar = 0;

  function stream(): OutputStream {
    if (opened === undefined) {
      opened = open();
      // Every failure arrives at the writer too; without a listener it would also end the program.
      opened.on('error', () => {});
      // A terminal that states no width: the spinner would divide by it and draw for ever.
      if (opened.columns === 0) opened.columns = usualColumns;
    }
    return opened;
  }

  return {
    get isTerminal() {
      return !direct && stream().isTTY === true;
    },
    get columns() {
      return (direct ? undefined : stream().columns) || usualColumns;
    },
    async write(text) {
      if (readerLeft) return;
      try {
        const bytes = Buffer.from(text, 'utf8');
        bytesSoFar += bytes.length;
        const put = bytesSoFar <= alwaysTaken ? writeSync : written;
        const rest = direct && opened === undefined ? await leftOf(fd, bytes, put) : bytes;
        if (rest.length > 0) await streamed(stream(), rest);
      } catch (error) {
        readerLeft = isClosedPipe(error);
        if (!readerLeft) throw error;
      }
    },
  };
}

const usualColumns = 80;

/** A pipe takes this many bytes before anybody reads them, on every system. */
const alwaysTaken = 16_384;

/**
 * Writes until all is taken or the reader can't take more now; gives what is left. A reader who looks away may hold up
 * this write and nothing else: a stream that is being measured meanwhile must not seem to stall. Where nobody can be
 * held up, `writeSync` spares a short command the start of Node's threads.
 */
async function leftOf(
  fd: number,
  bytes: Buffer,
  put: (fd: number, bytes: Buffer) => number | Promise<number>,
): Promise<Buffer> {
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(await put(fd, rest));
  } catch (error) {
    if (codeOf(error) !== 'EAGAIN') throw error;
  }
  return rest;
}

function written(fd: number, bytes: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    write(fd, bytes, (error, count) => (error ? reject(error) : resolve(count)));
  });
}

/** True for what is no terminal and takes bytes at once. On Windows pipes do not. */
function isDirect(fd: number): boolean {
  if (process.platform === 'win32') return false;
  try {
    const kind = fstatSync(fd);
    if (kind.isCharacterDevice()) return kind.rdev === statSync('/dev/null').rdev;
    return kind.isFile() || kind.isFIFO() || kind.isSocket();
  } catch {
    return false;
  }
}

/** Settles when the text was handed over, so a slow reader slows the writer. A file's errors are thrown at once. */
function streamed(stream: OutputStream, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

/** EOF is what Windows says for it. */
function isClosedPipe(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'EPIPE' || code === 'EOF';
}
