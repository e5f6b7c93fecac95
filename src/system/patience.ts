import type { Patience, Phase } from './system.ts';

const opening: readonly Phase[] = ['dns', 'connect', 'proxy', 'tls'];

/**
 * Watches the parts of one request. Stops it with `TIMEOUT` when the connection or the first byte is late, with
 * `IDLE` when nothing more arrives.
 */
export function watchPatience(
  { connectMs, firstByteMs, idleMs }: Patience,
  { phase, stop }: { readonly phase: () => Phase; readonly stop: (reason: string) => void },
): { arrived(): void; end(): void } {
  const connecting = setTimeout(() => {
    if (opening.includes(phase())) stop('TIMEOUT');
  }, connectMs);
  let waiting = setTimeout(() => stop('TIMEOUT'), firstByteMs);
  return {
    arrived() {
      clearTimeout(waiting);
      waiting = setTimeout(() => stop('IDLE'), idleMs);
    },
    end() {
      clearTimeout(connecting);
      clearTimeout(waiting);
    },
  };
}
