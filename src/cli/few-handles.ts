import { failure, outOfHandlesCode } from '../system/failure.ts';
import type { System } from '../system/system.ts';

/** How many connections a command may have at once; `--concurrency` may ask for more. All others open one file at a time. */
const connections: Readonly<Record<string, number>> = {
  doctor: 8,
  models: 8,
  probe: 8,
  login: 8,
  // Those of other programs that ask it.
  sandbox: 32,
};

/** For files that are read side by side, the name server and the keychain's own process. */
const besides = 16;

interface Flags {
  readonly list?: true;
  readonly concurrency?: number;
  readonly sandbox?: true | string;
}

/**
 * Throws what the operating system would say in the middle of the work. There it is too late: an embedded gateway that
 * finds no handle drops the connection, and a file that can't be opened looks like one that is not allowed.
 */
export function expectHandles(command: string, flags: Flags, system: System): void {
  const usual = connections[command];
  if (usual === undefined || flags.list || system.sandbox !== undefined) return;
  const ends = flags.sandbox === undefined ? 1 : 2;
  const code = system.refusedHandles(besides + Math.max(usual, flags.concurrency ?? 0) * ends);
  if (code !== undefined) throw failure(code);
}

/** What to say of an error that only means: no handle was free. Undefined for any other; never throws. */
export function tooFewHandles(
  error: unknown,
): { readonly message: string; readonly hint: string } | undefined {
  const code = codeIn(error);
  if (code === undefined) return undefined;
  return {
    message: `too few file handles are free: nexus may not open as many files and connections as it needs (${code})`,
    hint: 'close other programs, or raise the limit and try again: ulimit -n 1024',
  };
}

function codeIn(error: unknown): string | undefined {
  try {
    return outOfHandlesCode(error);
  } catch {
    // Even reading an error may throw.
    return undefined;
  }
}
