import type { Readable } from 'node:stream';
import { HiddenLine } from './hidden-line.ts';
import { piecesOf } from './read-descriptor.ts';
import type { Input, Output } from './system.ts';

/** stdin: raw mode is there on a terminal only. */
export interface InputStream extends Readable {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
}

/**
 * Wraps stdin. Questions go to `prompt`. In raw mode the terminal turns Ctrl-C into a byte, so `interrupted` is called
 * for it; `interrupt` ends a question that is open.
 */
export function createInput(
  open: () => InputStream,
  world: { readonly prompt: Output; readonly interrupt: AbortSignal; readonly interrupted: () => void },
): Input {
  return {
    get isTerminal() {
      return open().isTTY === true;
    },
    readAll: (maxBytes) => readAll(open(), maxBytes, world.interrupt),
    chunks: () => {
      const stream = open();
      return stream.isTTY === true ? chunks(stream, world.interrupt) : piecesOf(0, world.interrupt);
    },
    handedOver: (descriptor) => piecesOf(descriptor, world.interrupt),
    ask: async (question) => {
      const stream = open();
      if (stream.isTTY !== true || world.interrupt.aborted) return undefined;
      await world.prompt.write(question);
      return readLine(stream, world.interrupt);
    },
    askHidden: async (question) => {
      const stream = open();
      if (stream.isTTY !== true || world.interrupt.aborted) return undefined;
      await world.prompt.write(question);
      const typed = await readHidden(stream, world);
      await world.prompt.write('\n');
      return typed;
    },
  };
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
    if (!interrupt.aborted) throw error;
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

    stream.setRawMode?.(true);
    stream.on('data', take);
    stream.on('end', giveUp);
    stream.on('error', giveUp);
    interrupt.addEventListener('abort', giveUp);
    stream.resume();
  });
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
      interrupt.removeEventListener('abort', giveUp);
      stream.pause();
      resolve(line);
    }

    stream.on('data', take);
    stream.on('end', giveUp);
    interrupt.addEventListener('abort', giveUp);
    stream.resume();
  });
}
