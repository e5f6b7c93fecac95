import { joinWindows } from './join-windows.ts';
import { type Anchor, type AnchorKind, shortestAnchor } from './scan-anchors.ts';
import { createLiteralSearch, type LiteralSearch } from './scan-literals.ts';
import { reach, ScanText } from './scan-text.ts';
import { type Around, bytesKept, ScanWindows } from './scan-windows.ts';

/** The parts of a long text that may tell of an error. */
export interface ScannedText {
  /** In the order of the text, with an empty line where something was left out. Less than half a megabyte. */
  readonly text: string;
  /** Of the whole. */
  readonly bytes: number;
  /** Places where an anchor stands. */
  readonly hits: number;
  /** Places with a find, or several close together, that had to make room for newer ones. */
  readonly windowsDropped: number;
  /** The line of the whole text, from 1, on which a line of `text` stands. */
  readonly lineNumberOf: (line: number) => number;
}

/** Of a good size for the pieces of a file. */
export const scanPieceBytes = 1_048_576;

/** A traceback above, the headers and the body of `curl -v` below. */
const wide: Around = { linesBefore: 40, linesAfter: 24 };
const narrow: Around = { linesBefore: 2, linesAfter: 2 };

/**
 * What is kept: of the newest finds much, of older ones little. Request ids count only where nothing else is found:
 * beside an error, the id of some good call would mislead.
 */
const shelves: readonly {
  readonly kind: AnchorKind;
  readonly around: Around;
  readonly maxBytes: number;
}[] = [
  { kind: 'error', around: wide, maxBytes: 131_072 },
  { kind: 'error', around: narrow, maxBytes: 131_072 },
  { kind: 'failure', around: wide, maxBytes: 65_536 },
  { kind: 'failure', around: narrow, maxBytes: 65_536 },
  { kind: 'request-id', around: narrow, maxBytes: 65_536 },
];

/**
 * Reads a text of any length, bytes of any kind, and keeps the lines around the newest anchors. Needs some megabytes of
 * memory, whatever the length. A piece is used up before the next one is asked for.
 */
export async function scanLog(
  pieces: AsyncIterable<Uint8Array>,
  anchors: readonly Anchor[],
): Promise<ScannedText> {
  const text = new ScanText(scanPieceBytes + bytesKept + reach.bytesAfter);
  const all = shelves.map(({ kind, ...room }) => ({ kind, ...room, windows: new ScanWindows(text, room) }));
  const of = (...kinds: readonly AnchorKind[]) => all.filter(({ kind }) => kinds.includes(kind));
  const byKind = { error: of('error'), failure: of('failure'), 'request-id': of('request-id') };
  let search: LiteralSearch<AnchorKind> | undefined;
  let searched = 0;
  let hits = 0;

  const searchUpTo = (place: number) => {
    const { start } = text;
    search ??= createLiteralSearch(anchors, shortestAnchor, text.bytes.subarray(0, text.end));
    const range = { from: searched - start, to: place - start, end: text.end - start };
    search.sweep(text.bytes, range, (at, kind) => {
      hits += 1;
      for (const { windows } of byKind[kind]) windows.add(start + at);
    });
    searched = place;
    for (const { windows } of all) windows.reached(place);
    text.dropBefore(place - bytesKept);
  };

  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; ) {
      from = text.take(piece, from);
      // The lines below a find must be there when it is found.
      if (text.isFull) searchUpTo(text.end - reach.bytesAfter);
    }
  }
  searchUpTo(text.end);

  const found = all.map((shelf) => ({ ...shelf, kept: shelf.windows.finish() }));
  const telling = found.filter(({ kind, kept }) => kind !== 'request-id' && kept.length > 0);
  const chosen = telling.length > 0 ? telling : found;
  // What the narrow ones have lost, the wide ones lost long before.
  const lost = chosen.filter(({ around }) => around === narrow);
  const windowsDropped = lost.reduce((sum, { windows }) => sum + windows.dropped, 0);
  return { ...joinWindows(chosen.flatMap(({ kept }) => kept)), bytes: text.end, hits, windowsDropped };
}
