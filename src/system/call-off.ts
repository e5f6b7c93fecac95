/** Ends what is under way, from outside. */
export interface CallOff {
  /** Calls `end` when the signal aborts or everything is called off, at once where that was before. Gives what takes it back. */
  watch(signal: AbortSignal, end: () => void): () => void;
  /** Everything that is watched, now and later. */
  all(): void;
}

/** Those that watch the same signal share one listener: to add one, Node looks through all that are there. */
export function createCallOff(): CallOff {
  const watching = new Map<AbortSignal, { readonly ends: Set<() => void>; readonly abort: () => void }>();
  let isOver = false;

  function watchersOf(signal: AbortSignal): Set<() => void> {
    const known = watching.get(signal);
    if (known !== undefined) return known.ends;
    const ends = new Set<() => void>();
    const abort = () => {
      for (const end of ends) end();
    };
    signal.addEventListener('abort', abort);
    watching.set(signal, { ends, abort });
    return ends;
  }

  function forget(signal: AbortSignal, end: () => void): void {
    const known = watching.get(signal);
    known?.ends.delete(end);
    if (known === undefined || known.ends.size > 0) return;
    signal.removeEventListener('abort', known.abort);
    watching.delete(signal);
  }

  return {
    watch(signal, end) {
      watchersOf(signal).add(end);
      if (isOver || signal.aborted) end();
      return () => forget(signal, end);
    },
    all() {
      isOver = true;
      for (const { abort } of watching.values()) abort();
    },
  };
}
