import { fstatSync, read, type Stats } from 'node:fs';
import type { OnReadOpts, SocketConstructorOpts } from 'node:net';

/** Large enough to read fast, small enough to keep a log of a gigabyte out of memory. */
const fileBytes = 1_048_576;
/** As much as a pipe holds. */
const pipeBytes = 65_536;

/**
 * What an open descriptor holds up to its end, through one buffer, which the caller has used up before it asks for
 * more: the pieces of a stream would leave their memory to the collector. A folder holds nothing. An interrupt ends it
 * early. Rejects with a code, `EBADF` where nothing is open.
 */
export async function* piecesOf(descriptor: number, interrupt: AbortSignal): AsyncGenerator<Uint8Array> {
  const stat = fstatSync(descriptor);
  if (stat.isDirectory()) return;
  yield* waitsForSomebody(stat) ? fromPipe(descriptor, interrupt) : fromFile(descriptor, interrupt);
}

/** Such a read can't be called off where it blocks a thread: the end of the program would wait for it. */
function waitsForSomebody(stat: Stats): boolean {
  return stat.isFIFO() || stat.isSocket();
}

async function* fromFile(descriptor: number, interrupt: AbortSignal): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(fileBytes);
  while (!interrupt.aborted) {
    const bytes = await readInto(descriptor, buffer);
    if (bytes === 0) return;
    yield buffer.subarray(0, bytes);
  }
}

function readInto(descriptor: number, buffer: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    read(descriptor, buffer, 0, buffer.length, null, (error, bytes) =>
      error === null ? resolve(bytes) : reject(error),
    );
  });
}

async function* fromPipe(descriptor: number, interrupt: AbortSignal): AsyncGenerator<Uint8Array> {
  // Loaded for a pipe only: it brings all of Node's streams with it.
  const { Socket } = await import('node:net');
  const buffer = Buffer.allocUnsafe(pipeBytes);
  let filled = 0;
  let isOver = false;
  let failed: Error | undefined;
  let wake = () => {};
  const callback = (bytes: number) => {
    filled = bytes;
    wake();
    // Nothing more comes into the buffer before `resume`.
    return false;
  };
  // Node's types know `onread` of a connection only.
  const options: SocketConstructorOpts & { readonly onread: OnReadOpts } = {
    fd: descriptor,
    readable: true,
    writable: false,
    onread: { buffer, callback },
  };
  const socket = new Socket(options);
  socket.on('error', (error) => {
    failed = error;
  });
  socket.on('close', () => {
    isOver = true;
    wake();
  });
  const giveUp = () => socket.destroy();
  interrupt.addEventListener('abort', giveUp);
  if (interrupt.aborted) giveUp();
  try {
    while (!interrupt.aborted) {
      if (filled > 0) {
        yield buffer.subarray(0, filled);
        filled = 0;
        socket.resume();
      } else if (isOver) {
        if (failed !== undefined) throw failed;
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    interrupt.removeEventListener('abort', giveUp);
    socket.destroy();
  }
}
