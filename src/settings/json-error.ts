import { maxLevels } from './plain-data.ts';

/** Where a text stops being JSON, and what could have stood there. */
export interface JsonError {
  /** Counts from 0. */
  readonly offset: number;
  readonly expected: string;
}

/**
 * Finds the first place where a text is not JSON (RFC 8259); undefined when it is. A text that is too deep counts as wrong.
 * Node 20 names no position for most errors, and its messages quote the text, which may hold a key.
 */
export function jsonErrorIn(text: string): JsonError | undefined {
  const open: ('{' | '[')[] = [];
  let state: State = 'value';
  let offset = 0;
  while (true) {
    offset = endOf(whiteSpace, text, offset);
    if (state === 'end') return offset === text.length ? undefined : { offset, expected: expected.end };
    const next = step(state, text, offset, open);
    if (next === undefined)
      return { offset, expected: text[offset] === '"' ? unendedText(state) : expected[state] };
    if (open.length > maxLevels) return { offset, expected: `at most ${maxLevels} levels` };
    ({ state, offset } = next);
  }
}

/** A quotation mark where one may stand begins a text that has no end, or holds what JSON forbids in it. */
function unendedText(state: State): string {
  const mayBegin = state !== 'colon' && state !== 'comma-or-end';
  return mayBegin ? 'text that ends with a double quote in the same line' : expected[state];
}

type State = keyof typeof expected;

const expected = {
  value: 'a value',
  'value-or-end': 'a value or ]',
  name: 'a name in double quotes',
  'name-or-end': 'a name in double quotes or }',
  colon: 'a colon',
  'comma-or-end': 'a comma, or the end of the list or object',
  end: 'nothing more after the settings',
};

const whiteSpace = /[ \t\n\r]*/y;
// One character per turn: nested repeats would let hostile text make this exponential.
// RFC 8259 forbids raw control characters below 0x20 only; \p{Cc} has 0x7f to 0x9f as well.
const string = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

function step(state: State, text: string, offset: number, open: ('{' | '[')[]) {
  const character = text[offset];
  const closes = open.at(-1) === '{' ? '}' : ']';
  const mayClose = state === 'comma-or-end' || state === 'value-or-end' || state === 'name-or-end';
  if (mayClose && character === closes && open.length > 0) {
    open.pop();
    return { state: after(open), offset: offset + 1 };
  }
  if (state === 'comma-or-end') {
    return character === ',' ? { state: open.at(-1) === '{' ? name : value, offset: offset + 1 } : undefined;
  }
  if (state === 'colon') return character === ':' ? { state: value, offset: offset + 1 } : undefined;
  if (state === 'name' || state === 'name-or-end') {
    const end = endOf(string, text, offset);
    return end === offset ? undefined : { state: 'colon' as const, offset: end };
  }
  if (character === '{' || character === '[') {
    open.push(character);
    const inside: State = character === '{' ? 'name-or-end' : 'value-or-end';
    return { state: inside, offset: offset + 1 };
  }
  const end = Math.max(endOf(string, text, offset), endOf(scalar, text, offset));
  return end === offset ? undefined : { state: after(open), offset: end };
}

const name: State = 'name';
const value: State = 'value';

function after(open: readonly string[]): State {
  return open.length === 0 ? 'end' : 'comma-or-end';
}

function endOf(token: RegExp, text: string, offset: number): number {
  token.lastIndex = offset;
  return token.test(text) ? token.lastIndex : offset;
}
