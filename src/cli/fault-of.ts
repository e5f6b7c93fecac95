/** What may be said of an exception that nobody expected: its message can hold anything, a key too. */
export interface Fault {
  readonly name: string;
  /** Places in our own files, without any word of the error. */
  readonly frames: readonly string[];
}

const knownNames: readonly string[] = [
  'Error',
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'AbortError',
  'TimeoutError',
  'ZodError',
];

/** A function's name and a place in one of our files: `at observe (…/src/checks/x.ts:12:3)`. */
const frame =
  /^\s*at (?:(?:async )?[\w$.<>[\] ]{1,80} \()?(?:file:\/\/)?[^\s()]{0,400}?((?:dist|src|bin)\/[\w./-]{1,120}:\d+:\d+)\)?$/;
const mostFrames = 12;

/** Never throws: even reading an error may. */
export function faultOf(error: unknown): Fault {
  const name = read(error, 'name');
  const message = read(error, 'message') ?? '';
  const stack = read(error, 'stack') ?? '';
  // The message stands before the frames and may have lines that look like one.
  const end = message === '' ? -1 : stack.indexOf(message);
  const places = stack.slice(end === -1 ? 0 : end + message.length).split('\n');
  return {
    name: name !== undefined && knownNames.includes(name) ? name : 'unknown',
    frames: places.flatMap((line) => frame.exec(line)?.[1] ?? []).slice(0, mostFrames),
  };
}

function read(error: unknown, field: string): string | undefined {
  try {
    const value: unknown = error instanceof Error ? Reflect.get(error, field) : undefined;
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
