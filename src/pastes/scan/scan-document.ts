import { DocumentItems, type KeptDocument } from './document-items.ts';
import type { Anchor } from './scan-anchors.ts';

const sign = {
  lineEnd: 10,
  quote: 34,
  comma: 44,
  list: 91,
  backslash: 92,
  listEnd: 93,
  open: 123,
  close: 125,
};
/** What stands in JSON outside of its texts. */
const structure = new Uint8Array(256);
for (const letter of ' \t\r\n,:{}[]+-.0123456789eEtrufalsn') structure[letter.charCodeAt(0)] = 1;
const blank = new Uint8Array(256);
for (const letter of ' \t\r\n') blank[letter.charCodeAt(0)] = 1;

const deepest = 200;

/** Looks for the failed calls in one JSON document of any length, as a browser saves them. */
export interface DocumentScan {
  /** The next bytes of the document; they are not needed afterwards. */
  take(piece: Uint8Array): void;
  /** Undefined where it was no JSON, or one of which too much would be lost. */
  finish(): KeptDocument | undefined;
}

/** Of the outermost objects that stand in a list it keeps those with an anchor, and all that stands around the lists. */
export function createDocumentScan(anchors: readonly Anchor[]): DocumentScan {
  const items = new DocumentItems(anchors);
  /** Every open bracket: how many objects a list has, or that it is none. */
  const open: (number | undefined)[] = [];
  let state: 'before' | 'structure' | 'text' | 'after' | 'no document' = 'before';
  let isEscaped = false;
  /** How many brackets are open around the item that is being read. */
  let itemDepth: number | undefined;
  let line = 1;

  /** Where the text ends, or the piece; -1 where no text of JSON goes on. */
  function endOfText(piece: Uint8Array, from: number): number {
    for (let at = from; at < piece.length; at += 1) {
      const byte = piece[at];
      if (isEscaped) isEscaped = false;
      else if (byte === sign.quote) return at;
      else if (byte === sign.backslash) isEscaped = true;
      else if (byte === sign.lineEnd) return -1;
    }
    return piece.length;
  }

  function takeText(piece: Uint8Array, from: number): number {
    const end = endOfText(piece, from);
    if (end === -1) {
      state = 'no document';
      return from;
    }
    items.add(piece, from, end, 'text');
    if (end === piece.length) return end;
    items.add(piece, end, end + 1, 'structure');
    state = 'structure';
    return end + 1;
  }

  /** Up to the next text. */
  function takeStructure(piece: Uint8Array, start: number): number {
    let from = start;
    for (let at = start; at < piece.length; at += 1) {
      const byte = piece[at] ?? 0;
      if (byte === sign.quote) {
        items.add(piece, from, at + 1, 'structure');
        state = 'text';
        return at + 1;
      }
      if (structure[byte] === 0) {
        state = 'no document';
        return at;
      }
      if (byte === sign.lineEnd) line += 1;
      else if (byte === sign.list) open.push(0);
      else if (byte === sign.open) {
        const inList = open.at(-1);
        if (inList !== undefined) open[open.length - 1] = inList + 1;
        if (inList !== undefined && itemDepth === undefined) {
          items.add(piece, from, at, 'structure');
          items.begin({ number: inList + 1, line });
          itemDepth = open.length;
          from = at;
        }
        open.push(undefined);
      } else if (byte === sign.close || byte === sign.listEnd) {
        open.pop();
        if (itemDepth === open.length) {
          items.add(piece, from, at + 1, 'structure');
          items.end();
          itemDepth = undefined;
          from = at + 1;
        }
        if (open.length === 0) {
          items.add(piece, from, at + 1, 'structure');
          state = 'after';
          return at + 1;
        }
      }
      if (open.length > deepest) {
        state = 'no document';
        return at;
      }
    }
    items.add(piece, from, piece.length, 'structure');
    return piece.length;
  }

  /** Nothing but blanks stands before a document and behind it. */
  function passBlank(piece: Uint8Array, from: number): number {
    const byte = piece[from] ?? 0;
    if (byte === sign.lineEnd) line += 1;
    if (blank[byte] === 1) return from + 1;
    const begins = state === 'before' && (byte === sign.open || byte === sign.list);
    if (begins) items.beginAt(line);
    state = begins ? 'structure' : 'no document';
    return from;
  }

  return {
    take(piece) {
      for (let at = 0; at < piece.length && state !== 'no document'; ) {
        if (state === 'text') at = takeText(piece, at);
        else if (state === 'structure') at = takeStructure(piece, at);
        else at = passBlank(piece, at);
      }
    },
    finish() {
      if (state === 'before' || state === 'no document') return undefined;
      return items.finish();
    },
  };
}
