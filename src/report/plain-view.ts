/** The letters and digits of a text behind its escapes, and where in the text each of them comes from. */
export interface PlainView {
  readonly text: string;
  readonly places: readonly Place[];
}

interface Place {
  readonly start: number;
  readonly end: number;
}

// One character in a URL, a script, HTML or a mail: `%2d`, `\u002d`, `\x2d`, `&#x2d;`, `&#45;`, `=2D`.
const escapes =
  /%([\da-f]{2})|\\u\{?0{0,4}([\da-f]{2})\}?|\\x([\da-f]{2})|&#x0{0,4}([\da-f]{2});|=([\da-f]{2})|&#0{0,4}(\d{2,3});/gi;
const mayHoldEscapes = /[%\\&=]/;
const inBetween = /[^A-Za-z\d]+/g;

/**
 * The letters and digits of a text in small letters, its escapes undone. A key that was written out character by
 * character, in groups, in the other case or without its hyphens looks here like the key.
 */
export function plainText(text: string): string {
  const undone = mayHoldEscapes.test(text) ? text.replace(escapes, (...match) => decoded(match)) : text;
  return undone.replace(inBetween, '').toLowerCase();
}

/** The same with the places. Costs ten times as much: for a text that is known to hold a key. */
export function plainViewOf(text: string): PlainView {
  let seen = '';
  const places: Place[] = [];
  const keep = (character: string, start: number, end: number) => {
    if (!/[A-Za-z\d]/.test(character)) return;
    seen += character.toLowerCase();
    places.push({ start, end });
  };
  let from = 0;
  const keepAsIs = (to: number) => {
    for (let at = from; at < to; at += 1) keep(text.charAt(at), at, at + 1);
  };
  for (const match of text.matchAll(escapes)) {
    const end = match.index + match[0].length;
    keepAsIs(match.index);
    keep(decoded(match), match.index, end);
    from = end;
  }
  keepAsIs(text.length);
  return { text: seen, places };
}

function decoded([, percent, unicode, hex, named, quoted, number]: readonly unknown[]): string {
  const digits = percent ?? unicode ?? hex ?? named ?? quoted;
  return String.fromCharCode(digits === undefined ? Number(number) : Number.parseInt(String(digits), 16));
}
