/** What is kept of one text in quotation marks: its beginning, and its end, where a stream tells what it ended with. */
const kept = { mostBytes: 98_304, headBytes: 49_152, tailBytes: 16_384 } as const;

const gap = Buffer.from('\\n…\\n');
const backslash = 92;
const quote = 34;
const brackets = new Map([
  [0x7b, 0x7d],
  [0x5b, 0x5d],
]);
/** For the brackets that may be open: no document is nested deeper. */
const closingBytes = 256;

/** JSON as it comes in, in a buffer of one size; texts that are very long lose their middle. */
export class ShortenedText {
  readonly #store: Buffer;
  readonly #capacity: number;
  #length = 0;
  #textFrom: number | undefined;
  /** There was more than there is room for. */
  isFull = false;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#store = Buffer.allocUnsafe(capacity + closingBytes);
  }

  get length(): number {
    return this.#length;
  }

  /** A view, good until more is added. */
  get bytes(): Buffer {
    return this.#store.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
    this.#textFrom = undefined;
    this.isFull = false;
  }

  /** `part` says whether these bytes stand inside of a text in quotation marks. */
  add(bytes: Uint8Array, from: number, to: number, part: 'text' | 'structure'): void {
    if (part === 'structure') this.#textFrom = undefined;
    else this.#textFrom ??= this.#length;
    for (let at = from; at < to && !this.isFull; ) {
      const end = Math.min(to, at + this.#room());
      this.#store.set(bytes.subarray(at, end), this.#length);
      this.#length += end - at;
      if (end === at) this.isFull = true;
      at = end;
      this.#shorten();
    }
  }

  /** Ends what was cut off for want of room: its open text, and every open bracket. */
  close(): void {
    // A backslash would take the meaning from the mark behind it.
    while (this.#store[this.#length - 1] === backslash) this.#length -= 1;
    for (const mark of marksMissing(this.bytes)) {
      this.#store[this.#length] = mark;
      this.#length += 1;
    }
  }

  #room(): number {
    const room = this.#capacity - this.#length;
    return this.#textFrom === undefined
      ? room
      : Math.min(room, this.#textFrom + kept.mostBytes - this.#length);
  }

  #shorten(): void {
    const store = this.#store;
    if (this.#textFrom === undefined || this.#length < this.#textFrom + kept.mostBytes) return;
    let head = this.#textFrom + kept.headBytes;
    while (store[head - 1] === backslash || isInCharacter(store[head])) head -= 1;
    let tail = this.#length - kept.tailBytes;
    while (store[tail - 1] === backslash || isInCharacter(store[tail])) tail += 1;
    store.set(gap, head);
    store.copyWithin(head + gap.length, tail, this.#length);
    this.#length = head + gap.length + this.#length - tail;
  }
}

/** The second byte of a character in UTF-8, or a later one. */
function isInCharacter(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

function marksMissing(bytes: Uint8Array): readonly number[] {
  const open: number[] = [];
  let isText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) isText = !isText;
    else if (isText) at += byte === backslash ? 1 : 0;
    else if (byte === open.at(-1)) open.pop();
    else open.push(...(brackets.has(byte) ? [brackets.get(byte) ?? 0] : []));
  }
  return [...(isText ? [quote] : []), ...open.reverse()].slice(0, closingBytes);
}
