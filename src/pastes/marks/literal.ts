/** A value written down in a text, as JSON, as Python shows it or as Node inspects it; `at` is its place there. */
export type Literal =
  | {
      readonly kind: 'record';
      readonly at: number;
      readonly fields: readonly Field[];
      readonly words?: string;
    }
  | { readonly kind: 'list'; readonly at: number; readonly items: readonly Literal[] }
  | { readonly kind: 'text'; readonly at: number; readonly value: string }
  | { readonly kind: 'plain'; readonly at: number; readonly value: number | boolean | null };

export type Field = readonly [name: string, value: Literal];
export type LiteralRecord = Extract<Literal, { kind: 'record' }>;

const deepest = 60;

/** Where a written object ends; `record` is absent where it is none, and `end` is then where that was seen. */
export interface ReadLiteral {
  readonly end: number;
  readonly record?: LiteralRecord;
}

/** Reads the object that begins with the brace at `start`. One that the paste cuts off counts as far as it goes. */
export function readLiteral(text: string, start: number): ReadLiteral {
  const reader = new LiteralReader(text, start);
  const record = reader.record(0);
  return record === undefined ? { end: reader.at } : { end: reader.at, record };
}

/** As JSON values, for readers that know nothing of places. */
export function plainOf(literal: Literal): unknown {
  if (literal.kind === 'list') return literal.items.map(plainOf);
  if (literal.kind !== 'record') return literal.value;
  return Object.fromEntries(literal.fields.map(([name, value]) => [name, plainOf(value)]));
}

const words: Readonly<Record<string, boolean | null>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
  undefined: null,
};

const keyPattern = /(?:\[[^\]\n]{1,80}\]|[\w$.@-]{1,80})/y;
const numberPattern = /-?\d{1,20}(?:\.\d{1,20})?(?=[,}\]\n])/y;
const wordPattern = /(?:true|false|null)(?=[,}\]\n])/y;
const codes = { lineEnd: 10, space: 32, backslash: 92 } as const;
const stackLine = /\n\s*at [^\n]{0,400}?(?=\s\{\n|\n|$)/y;

class LiteralReader {
  readonly text: string;
  at: number;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  record(depth: number, named?: string): LiteralRecord | undefined {
    const start = this.at;
    const fields: Field[] = [];
    this.at += 1;
    if (depth > deepest) return undefined;
    while (this.skipBlank() && this.text[this.at] !== '}') {
      const name = this.key();
      if (name === undefined) return undefined;
      this.skipBlank();
      if (this.text[this.at] !== ':')
        return this.at < this.text.length ? undefined : this.made(start, fields, named);
      this.at += 1;
      const value = this.value(depth);
      if (value === undefined) return undefined;
      fields.push([name, value]);
      this.skip(',');
    }
    this.at = Math.min(this.at + 1, this.text.length);
    return this.made(start, fields, named);
  }

  private made(at: number, fields: readonly Field[], named: string | undefined): LiteralRecord {
    return { kind: 'record', at, fields, ...(named === undefined ? {} : { words: named }) };
  }

  private key(): string | undefined {
    const first = this.text[this.at];
    if (first === '"' || first === "'") return this.quoted();
    return this.take(keyPattern)?.replace(/^\[|\]$/g, '');
  }

  private value(depth: number): Literal | undefined {
    this.skipBlank();
    const at = this.at;
    switch (this.text[at]) {
      case '{':
        return this.record(depth + 1);
      case '[':
      case '(':
        return this.list(depth + 1);
      case '"':
      case "'":
      case '`':
        return { kind: 'text', at, value: this.joined() };
    }
    return this.bare(depth);
  }

  private list(depth: number): Literal | undefined {
    const at = this.at;
    const items: Literal[] = [];
    this.at += 1;
    if (depth > deepest) return undefined;
    while (this.skipBlank() && !']})'.includes(this.text[this.at] ?? '')) {
      const before = this.at;
      const item = this.value(depth);
      if (item === undefined) return undefined;
      items.push(item);
      this.skip(',');
      if (this.at === before) return undefined;
    }
    this.at = Math.min(this.at + 1, this.text.length);
    return { kind: 'list', at, items };
  }

  /** Node breaks a long text in pieces: `'one' +\n 'two'`. */
  private joined(): string {
    let whole = this.quoted();
    for (;;) {
      const back = this.at;
      this.skipBlank();
      if (this.text[this.at] !== '+') {
        this.at = back;
        return whole;
      }
      this.at += 1;
      this.skipBlank();
      if (!['"', "'", '`'].includes(this.text[this.at] ?? '')) return whole;
      whole += this.quoted();
    }
  }

  private quoted(): string {
    const { text } = this;
    const mark = text.charCodeAt(this.at);
    let at = this.at + 1;
    let from = at;
    let value = '';
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === mark) break;
      if (code === codes.backslash) {
        const { text: meant, length } = unescaped(text, at + 1);
        value += text.slice(from, at) + meant;
        at += length;
        from = at + 1;
      } else if (code === codes.lineEnd) {
        // No form has a line end inside of a text: a terminal broke it.
        value += text.slice(from, at);
        while (text.charCodeAt(at + 1) === codes.space) at += 1;
        from = at + 1;
        if (isBetweenWords(value, text, from)) value += ' ';
      }
    }
    this.at = Math.min(at + 1, text.length);
    return value + text.slice(from, at);
  }

  /** A number, a word, `Headers {…}`, or an error with its stack and fields. */
  private bare(depth: number): Literal | undefined {
    const at = this.at;
    const word = this.take(numberPattern) ?? this.take(wordPattern);
    if (word !== undefined) return bareValue(word, at);
    let text = '';
    while (this.at < this.text.length) {
      const character = this.text[this.at];
      if (character === '\n' && this.take(stackLine) !== undefined) continue;
      if (character === '{' && /\s$|[(]$/.test(text)) return this.record(depth + 1, text.trim());
      if (
        character === '\n' ||
        character === ',' ||
        character === '}' ||
        (character === ']' && !text.includes('['))
      )
        break;
      text += character;
      this.at += 1;
      if (text.length > 2000) return undefined;
    }
    return bareValue(text.trim(), at);
  }

  private skipBlank(): boolean {
    const { text } = this;
    while (this.at < text.length && isBlank(text.charCodeAt(this.at))) this.at += 1;
    return this.at < text.length;
  }

  private skip(character: string): void {
    // Behind `Headers({…})` a bracket is left over.
    this.skipBlank();
    while (this.text[this.at] === ')') this.at += 1;
    if (this.text[this.at] === character) this.at += 1;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text)?.[0];
    if (match !== undefined) this.at += match.length;
    return match;
  }
}

/** What `\s` matches, by its code; every object has dozens of these places. */
function isBlank(code: number): boolean {
  if (code < 128) return code === codes.space || (code >= 9 && code <= 13);
  return /\s/.test(String.fromCharCode(code));
}

function bareValue(text: string, at: number): Literal {
  const known = Object.hasOwn(words, text) ? words[text] : undefined;
  if (known !== undefined) return { kind: 'plain', at, value: known };
  // A whole number that JavaScript would change stays as it is written: it is an id.
  if (/^-?\d{1,20}(?:\.\d{1,20})?$/.test(text) && (text.includes('.') || String(Number(text)) === text))
    return { kind: 'plain', at, value: Number(text) };
  return { kind: 'text', at, value: text };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' };

function unescaped(text: string, at: number): { readonly text: string; readonly length: number } {
  const character = text[at] ?? '';
  const digits = { u: 4, x: 2 }[character];
  if (digits !== undefined) {
    const hex = text.slice(at + 1, at + 1 + digits);
    if (hex.length === digits && /^[\da-f]+$/i.test(hex))
      return { text: String.fromCharCode(Number.parseInt(hex, 16)), length: digits + 1 };
  }
  return { text: escapes[character] ?? character, length: 1 };
}

/** Whether a terminal broke the text at a space, which is then gone: both sides are plain words. */
function isBetweenWords(before: string, text: string, at: number): boolean {
  const left = /(?:^|[\s"'])[a-z]{1,20}[.,;:]?$/i.test(before.slice(-24));
  return left && /^[a-z]{1,20}(?:[\s.,;:"']|$)/i.test(text.slice(at, at + 24));
}
