/** So far they may reach: a line may be as long as the whole text. */
export const reach = { bytesBefore: 16_384, bytesAfter: 16_384 } as const;

const lineEnd = 10;

/**
 * A stretch of a long text, in one buffer. Places are bytes from the beginning of the whole text, so that no answer
 * depends on how the text came in.
 */
export class ScanText {
  readonly bytes: Buffer;
  /** Where the stretch begins and ends. */
  start = 0;
  end = 0;
  /** A place within the stretch, and the line it is on, from 1: the last one asked for. */
  #known = { at: 0, line: 1 };

  constructor(capacity: number) {
    this.bytes = Buffer.allocUnsafe(capacity);
  }

  get isFull(): boolean {
    return this.end - this.start === this.bytes.length;
  }

  /** Takes what has room of a piece, from that byte on; answers where the rest begins. */
  take(piece: Uint8Array, from: number): number {
    const filled = this.end - this.start;
    const to = Math.min(piece.length, from + this.bytes.length - filled);
    this.bytes.set(piece.subarray(from, to), filled);
    this.end += to - from;
    return to;
  }

  /** Drops what stands before that place. */
  dropBefore(place: number): void {
    if (place <= this.start) return;
    this.lineOf(place);
    this.bytes.copyWithin(0, place - this.start, this.end - this.start);
    this.start = place;
  }

  /** The line of a place within the stretch, from 1. */
  lineOf(place: number): number {
    const { at, line } = this.#known;
    const between = countLineEnds(this.between(Math.min(at, place), Math.max(at, place)));
    this.#known = { at: place, line: place < at ? line - between : line + between };
    return this.#known.line;
  }

  /** Where so many lines above a find begin: whole ones, unless the find's own line is too long. */
  lineStartBefore(hit: number, lineCount: number): number {
    const floor = Math.max(hit - reach.bytesBefore, 0);
    const view = this.between(floor, hit);
    let end = view.length;
    for (let lines = 0; lines <= lineCount; lines += 1) {
      const at = end > 0 ? view.lastIndexOf(lineEnd, end - 1) : -1;
      // Above the first line of the text there is nothing to be cut off.
      if (at === -1) return lines === 0 || floor === 0 ? floor : floor + end + 1;
      end = at;
    }
    return floor + end + 1;
  }

  /** Where so many lines below a find end. Bytes up to `reach` must be there, unless the text ends before. */
  lineEndAfter(hit: number, lineCount: number): number {
    const ceiling = hit + reach.bytesAfter;
    const view = this.between(hit, Math.min(ceiling, this.end));
    let end = 0;
    for (let lines = 0; lines <= lineCount; lines += 1) {
      const at = view.indexOf(lineEnd, end);
      if (at === -1) return end === 0 || ceiling > this.end ? hit + view.length : hit + end;
      end = at + 1;
    }
    return hit + end;
  }

  /** A view, good until more is taken in. */
  between(from: number, to: number): Buffer {
    return this.bytes.subarray(from - this.start, to - this.start);
  }
}

/** How many lines end in these bytes. */
export function countLineEnds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(lineEnd); at !== -1; at = bytes.indexOf(lineEnd, at + 1)) count += 1;
  return count;
}
