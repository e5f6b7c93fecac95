import { entryNumberField } from '../marks/record-shapes.ts';
import { NewestBytes } from './newest-bytes.ts';
import { type Anchor, type AnchorKind, shortestAnchor } from './scan-anchors.ts';
import { createLiteralSearch, type LiteralSearch } from './scan-literals.ts';
import { countLineEnds } from './scan-text.ts';
import { ShortenedText } from './shortened-text.ts';

/** The parts of a long JSON document that may tell of an error, as a smaller document. */
export interface KeptDocument {
  readonly text: string;
  /** Items with an anchor. */
  readonly hits: number;
  /** Those of them that had to make room for newer ones. */
  readonly windowsDropped: number;
  /** The line of the whole document, from 1, on which a line of `text` stands. */
  readonly lineNumberOf: (line: number) => number;
}

const itemBytes = 262_144;
const frameBytes = 131_072;
/** The more a find says, the more room it has; see `scanLog`. */
const shelves = { error: 524_288, failure: 196_608, 'request-id': 65_536 } as const;
const kindsByWeight = ['error', 'failure', 'request-id'] as const;

interface Item {
  /** Where it stood in the frame. */
  readonly frameAt: number;
  /** Which one of its list it was, from 1, and the line it began on. */
  readonly number: number;
  readonly line: number;
}

/** Takes in a document: the items of its lists, and the frame, which is all around them. */
export class DocumentItems {
  readonly #anchors: readonly Anchor[];
  #search: LiteralSearch<AnchorKind> | undefined;
  readonly #frame = new ShortenedText(frameBytes);
  readonly #item = new ShortenedText(itemBytes);
  readonly #kept = {
    error: new NewestBytes<Item>(shelves.error),
    failure: new NewestBytes<Item>(shelves.failure),
    'request-id': new NewestBytes<Item>(shelves['request-id']),
  };
  #begun: Item | undefined;
  #isBehindItem = false;
  #firstLine = 1;
  #hits = 0;
  /** Something that was too long to be kept may have told of an error. */
  #isUnsure = false;

  constructor(anchors: readonly Anchor[]) {
    this.#anchors = anchors;
  }

  /** The document begins on that line. */
  beginAt(line: number): void {
    this.#firstLine = line;
  }

  add(bytes: Uint8Array, from: number, to: number, part: 'text' | 'structure'): void {
    if (this.#begun !== undefined) {
      this.#item.add(bytes, from, to, part);
      return;
    }
    // Of a list with a million items only the brackets stay.
    let at = from;
    while (this.#isBehindItem && at < to && isBetweenItems(bytes[at])) at += 1;
    if (at === to) return;
    this.#isBehindItem = false;
    this.#frame.add(bytes, at, to, part);
  }

  begin(place: Omit<Item, 'frameAt'>): void {
    this.#item.clear();
    this.#begun = { ...place, frameAt: this.#frame.length };
  }

  end(): void {
    if (this.#begun === undefined) return;
    const isCut = this.#item.isFull;
    if (isCut) this.#item.close();
    const kind = this.#kindOf(this.#item.bytes);
    if (kind !== undefined) {
      this.#hits += 1;
      this.#kept[kind].add(this.#item.bytes, this.#begun);
    }
    this.#isUnsure ||= isCut && kind !== 'error' && kind !== 'failure';
    this.#begun = undefined;
    this.#isBehindItem = true;
  }

  /** Undefined where too much was left out. */
  finish(): KeptDocument | undefined {
    this.end();
    if (this.#isUnsure || this.#frame.isFull) return undefined;
    const { error, failure, 'request-id': ids } = this.#kept;
    const telling = [...error.all(), ...failure.all()];
    const items = (telling.length > 0 ? telling : ids.all()).toSorted(
      ({ label: one }, { label: other }) => one.frameAt - other.frameAt || one.number - other.number,
    );
    const windowsDropped = telling.length > 0 ? error.dropped + failure.dropped : ids.dropped;
    return { ...this.#joined(items), hits: this.#hits, windowsDropped };
  }

  #kindOf(bytes: Uint8Array): AnchorKind | undefined {
    this.#search ??= createLiteralSearch(this.#anchors, shortestAnchor, Uint8Array.from(bytes));
    const found = new Set<AnchorKind>();
    this.#search.sweep(bytes, { from: 0, to: bytes.length, end: bytes.length }, (_, kind) => found.add(kind));
    return kindsByWeight.find((kind) => found.has(kind));
  }

  /** The frame with the items in their places, each on lines of its own. */
  #joined(
    items: readonly { readonly bytes: Uint8Array; readonly label: Item }[],
  ): Pick<KeptDocument, 'text' | 'lineNumberOf'> {
    const parts: Uint8Array[] = [];
    const seams: { readonly line: number; readonly lineOfWhole: number }[] = [];
    let line = 1;
    const add = (lineOfWhole: number, ...bytes: readonly Uint8Array[]) => {
      seams.push({ line, lineOfWhole });
      parts.push(...bytes, partEnd);
      line += countLineEnds(Buffer.concat([...bytes, partEnd]));
    };
    let from = 0;
    let lineOfFrame = this.#firstLine;
    for (const { bytes, label } of items) {
      if (label.frameAt > from) add(lineOfFrame, this.#frame.bytes.subarray(from, label.frameAt));
      from = label.frameAt;
      lineOfFrame = label.line;
      add(label.line, Buffer.from(`{"${entryNumberField}":${label.number},`), bytes.subarray(1), comma);
    }
    add(lineOfFrame, this.#frame.bytes.subarray(from));
    return {
      text: Buffer.concat(parts).toString('utf8'),
      lineNumberOf: (asked) => {
        const seam = seams.findLast((each) => each.line <= asked);
        return seam === undefined ? asked : seam.lineOfWhole + asked - seam.line;
      },
    };
  }
}

/** The blank keeps a reader of logs from taking the next part for a line of its own. */
const partEnd = Buffer.from('\n ');
const comma = Buffer.from(',');

function isBetweenItems(byte: number | undefined): boolean {
  return byte === 0x2c || byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
