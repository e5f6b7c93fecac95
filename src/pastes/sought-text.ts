/** A text that many patterns are looked for in, and a copy in small letters for the quick look before each. */
export interface SoughtText {
  readonly text: string;
  readonly lower: string;
  /** Of a long text, which three characters stand in it one behind the other; some are told that don't. */
  readonly threes: Uint8Array | undefined;
}

/** A pattern with words, in small letters, of which one stands wherever it matches. */
export interface Hinted {
  readonly pattern: RegExp;
  readonly hints: readonly string[];
}

export function soughtText(text: string): SoughtText {
  const lower = text.toLowerCase();
  return { text, lower, threes: lower.length < longText ? undefined : threesOf(lower) };
}

/** The same text with spaces in some places: what stood there may still raise a hint, which costs a look and no more. */
export function blankedIn({ lower, threes }: SoughtText, text: string): SoughtText {
  return { text, lower, threes };
}

/** Whether one of the words stands there. Of a hundred patterns a log line has a few, and a word is found far faster. */
export function holdsAny({ lower, threes }: SoughtText, hints: readonly string[]): boolean {
  // A loop: this runs for every field of every line.
  for (const hint of hints) {
    if (threes !== undefined && !mayHold(threes, hint)) continue;
    if (lower.includes(hint)) return true;
  }
  return false;
}

/** From this length on one look at each character costs less than a hundred searches. */
const longText = 4096;
const places = 0x8000;

function placeOf(text: string, at: number): number {
  return (
    ((text.charCodeAt(at) & 31) << 10) |
    ((text.charCodeAt(at + 1) & 31) << 5) |
    (text.charCodeAt(at + 2) & 31)
  );
}

function threesOf(text: string): Uint8Array {
  const threes = new Uint8Array(places);
  for (let at = 0; at + 2 < text.length; at += 1) threes[placeOf(text, at)] = 1;
  return threes;
}

function mayHold(threes: Uint8Array, hint: string): boolean {
  for (let at = 0; at + 2 < hint.length; at += 1) if (threes[placeOf(hint, at)] === 0) return false;
  return true;
}

/** Where the pattern, which has the flag `g`, matches. */
export function matchesOf(sought: SoughtText, { pattern, hints }: Hinted): Iterable<RegExpExecArray> {
  return holdsAny(sought, hints) ? sought.text.matchAll(pattern) : [];
}
