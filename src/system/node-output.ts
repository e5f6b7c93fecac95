import { codeOf } from './failure.ts';
import type { Output } from './system.ts';

/** The part of a writable stream that is needed here. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string, done: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: () => void): unknown;
}

/** Wraps stdout or stderr. `open` is called when it is first needed, because Node builds these streams on first use. */
export function createOutput(open: () => OutputStream): Output {
  let opened: OutputStream | undefined;
  let readerLeft = false;

  function stream(): OutputStream {
    if (opened === undefined) {
      opened = open();
      // Every failure arrives at the writer too; without a listener it would also end the program.
      opened.on('error', () => {});
    }
    return opened;
  }

  return {
    get isTerminal() {
      return stream().isTTY === true;
    },
    get columns() {
      return stream().columns || 80;
    },
    async write(text) {
      if (readerLeft) return;
      try {
        await written(stream(), text);
      } catch (error) {
        readerLeft = isClosedPipe(error);
        if (!readerLeft) throw error;
      }
    },
  };
}

/** Settles when the text was handed over, so a slow reader slows the writer. A file's errors are thrown at once. */
function written(stream: OutputStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** EOF is what Windows says for it. */
function isClosedPipe(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'EPIPE' || code === 'EOF';
}
