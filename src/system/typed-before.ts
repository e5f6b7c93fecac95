import type { Readable } from 'node:stream';

/** Long enough for what is in the terminal's buffer, too short to be noticed. */
const quietMs = 20;
/** Somebody leans on a key: the question is put all the same. */
const mostMs = 300;
const ctrlC = '\u0003';

/**
 * Drops what was typed before a question, and what is typed until `stop`: it cannot be the answer. To be called in raw
 * mode, where half a line can be read too; Ctrl-C is a byte there, so `interrupted` is called for it.
 */
export async function dropTypedBefore(
  stream: Readable,
  { interrupt, interrupted }: { readonly interrupt: AbortSignal; readonly interrupted: () => void },
): Promise<{ stop(): void }> {
  let isLooking = true;
  let quiet = () => {};
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => quiet(), quietMs);
  };
  const drop = (chunk: Buffer | string) => {
    if (chunk.includes(ctrlC)) interrupted();
    if (isLooking) wait();
  };
  const end = () => quiet();

  stream.on('data', drop);
  stream.on('end', end);
  stream.on('error', end);
  interrupt.addEventListener('abort', end);
  stream.resume();
  await new Promise<void>((resolve) => {
    quiet = resolve;
    setTimeout(resolve, mostMs).unref();
    wait();
  });
  isLooking = false;
  clearTimeout(timer);
  return {
    stop() {
      interrupt.removeEventListener('abort', end);
      stream.off('data', drop);
      stream.off('end', end);
      stream.off('error', end);
      stream.pause();
    },
  };
}
