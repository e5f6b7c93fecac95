import type { Readable } from 'node:stream';
import { codeOf } from './failure.ts';
import { HiddenLine } from './hidden-line.ts';
import { piecesOf } from './read-descriptor.ts';
import type { Input, Output } from './system.ts';
import { dropTypedBefore } from './typed-before.ts';

/** stdin: raw mode is there on a terminal only. */
export interface InputStream extends Readable {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
}

/**
 * Wraps stdin. Questions go to `prompt`. In raw mode the terminal turns Ctrl-C into a byte, so `interrupted` is called
 * for it; `interrupt` ends a question that is open.
 */
export function createInput(open: () => InputStream, world: Terminal): Input {
  return {
    get isTerminal() {
      return open().isTTY === true;
    },
    readAll: (maxBytes) => readAll(open(), maxBytes, world.interrupt),
    chunks: () => {
      const stream = open();
      return readable(stream.isTTY === true ? chunks(stream, world.interrupt) : piecesOf(0, world.interrupt));
    },
    handedOver: (descriptor) => piecesOf(descriptor, world.interrupt),
    ask: async (question) => {
      const stream = open();
      if (stream.isTTY !== true || world.interrupt.aborted) return undefined;
      const isOpen = await put(question, stream, world);
      restore(stream);
      return isOpen ? readLine(stream, world.interrupt) : undefined;
    },
    askHidden: async (question) => {
      const stream = open();
      if (stream.isTTY !== true || world.interrupt.aborted) return undefined;
      const isOpen = await put(question, stream, world);
      const typed = isOpen ? await readHidden(stream, world) : undefined;
      if (!isOpen) restore(stream);
      await world.prompt.write('\n');
      return typed;
    },
  };
}

interface Terminal {
  readonly prompt: Output;
  readonly interrupt: AbortSignal;
  readonly interrupted: () => void;
}

/**
 * Writes a question once nothing that was typed before it is left, and leaves the terminal in raw mode: a hidden
 * answer is not shown from its first letter on. False when nobody can answer any more.
 */
async function put(question: string, stream: InputStream, world: Terminal): Promise<boolean> {
  if (!setRaw(stream)) return false;
  // A second Ctrl-C ends the program at once, and its terminal must not be left like this.
  const interrupted = () => {
    restore(stream);
    world.interrupted();
  };
  const typedBefore = await dropTypedBefore(stream, { interrupt: world.interrupt, interrupted });
  if (!world.interrupt.aborted) await world.prompt.write(question);
  typedBefore.stop();
  return !world.interrupt.aborted && !stream.readableEnded && !stream.destroyed;
}

/** `nohup` leaves a stdin that is open for writing only: there is nothing to read, which is no fault. */
async function* readable(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    if (codeOf(error) !== 'EBADF') throw error;
  }
}

async function readAll(stream: Readable, maxBytes: number, interrupt: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // A writer that never ends would keep the program alive behind Ctrl-C.
  const giveUp = () => stream.destroy();
  interrupt.addEventListener('abort', giveUp);
  try {
    for await (const chunk of stream) {
      const piece = Buffer.from(chunk).subarray(0, maxBytes - bytes);
      chunks.push(piece);
      bytes += piece.length;
      // Leaving the loop closes the stream: nobody needs the rest.
      if (bytes >= maxBytes) break;
    }
  } catch (error) {
    if (!interrupt.aborted && codeOf(error) !== 'EBADF') throw error;
  } finally {
    interrupt.removeEventListener('abort', giveUp);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

async function* chunks(stream: Readable, interrupt: AbortSignal): AsyncGenerator<Uint8Array> {
  const giveUp = () => stream.destroy();
  interrupt.addEventListener('abort', giveUp);
  try {
    for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (error) {
    if (!interrupt.aborted) throw error;
  } finally {
    interrupt.removeEventListener('abort', giveUp);
  }
}

function readHidden(
  stream: InputStream,
  { interrupt, interrupted }: { readonly interrupt: AbortSignal; readonly interrupted: () => void },
): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const line = new HiddenLine();

  return new Promise((resolve) => {
    const giveUp = () => end(undefined);
    const take = (chunk: Buffer | string) => {
      const done = line.type(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }));
      if (done === undefined) return;
      end(done === 'entered' ? line.text : undefined);
      if (done === 'interrupted') interrupted();
    };

    function end(typed: string | undefined): void {
      stream.off('data', take);
      stream.off('end', giveUp);
      stream.off('error', giveUp);
      interrupt.removeEventListener('abort', giveUp);
      stream.pause();
      restore(stream);
      resolve(typed);
    }

    stream.on('data', take);
    stream.on('end', giveUp);
    stream.on('error', giveUp);
    interrupt.addEventListener('abort', giveUp);
    stream.resume();
  });
}

/** False where the terminal is gone: what cannot be hidden is not asked for. */
function setRaw(stream: InputStream): boolean {
  try {
    stream.setRawMode?.(true);
    return true;
  } catch {
    return false;
  }
}

function restore(stream: InputStream): void {
  try {
    stream.setRawMode?.(false);
  } catch {
    // The terminal is gone, and with it the mode.
  }
}

/** One line as the terminal hands it over: its own editing and Ctrl-C stay as they are. */
function readLine(stream: Readable, interrupt: AbortSignal): Promise<string | undefined> {
  let typed = '';
  return new Promise((resolve) => {
    const giveUp = () => end(undefined);
    const take = (chunk: Buffer | string) => {
      typed += String(chunk);
      if (typed.includes('\n')) end(typed.slice(0, typed.indexOf('\n')).trim());
    };

    function end(line: string | undefined): void {
      stream.off('data', take);
      stream.off('end', giveUp);
      stream.off('error', giveUp);
      interrupt.removeEventListener('abort', giveUp);
      stream.pause();
      resolve(line);
    }

    stream.on('data', take);
    stream.on('end', giveUp);
    stream.on('error', giveUp);
    interrupt.addEventListener('abort', giveUp);
    stream.resume();
  });
}
