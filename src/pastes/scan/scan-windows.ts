import { NewestBytes } from './newest-bytes.ts';
import { reach, type ScanText } from './scan-text.ts';

/** A part of a long text with something to be found in it: its place in bytes, and its first line, from 1. */
export interface ScanWindow {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly bytes: Uint8Array;
}

/** How many lines around a find are kept with it. */
export interface Around {
  readonly linesBefore: number;
  readonly linesAfter: number;
}

/** Finds so near to each other are kept in one piece, as long as it does not grow beyond the second number. */
const joined = { gapBytes: 4096, totalBytes: 16_384 } as const;

/** How far above a place that is searched next bytes may still be asked for. */
export const bytesKept = joined.totalBytes + joined.gapBytes + reach.bytesBefore;

/** The newest windows, no more than so many bytes. */
export class ScanWindows {
  readonly #text: ScanText;
  readonly #around: Around;
  readonly #newest: NewestBytes<Omit<ScanWindow, 'bytes'>>;
  #group: { readonly first: number; last: number } | undefined;
  #end = 0;

  constructor(text: ScanText, { around, maxBytes }: { readonly around: Around; readonly maxBytes: number }) {
    this.#text = text;
    this.#around = around;
    this.#newest = new NewestBytes(maxBytes);
  }

  /** Windows that had to make room for newer ones. */
  get dropped(): number {
    return this.#newest.dropped;
  }

  /** Finds come in the order of the text. */
  add(hit: number): void {
    if (this.#group !== undefined && joins(this.#group, hit)) {
      this.#group.last = hit;
      return;
    }
    this.#close();
    this.#group = { first: hit, last: hit };
  }

  /** Everything before that place was searched: what nothing can join any more is finished. */
  reached(place: number): void {
    if (this.#group !== undefined && !joins(this.#group, place)) this.#close();
  }

  /** What is kept when the text is at its end. */
  finish(): readonly ScanWindow[] {
    this.#close();
    return this.#newest.all().map(({ bytes, label }) => ({ ...label, bytes }));
  }

  #close(): void {
    if (this.#group === undefined) return;
    const { first, last } = this.#group;
    this.#group = undefined;
    const start = Math.max(this.#text.lineStartBefore(first, this.#around.linesBefore), this.#end);
    const end = this.#text.lineEndAfter(last, this.#around.linesAfter);
    if (end <= start) return;
    this.#end = end;
    this.#newest.add(this.#text.between(start, end), { start, end, line: this.#text.lineOf(start) });
  }
}

function joins(group: { readonly first: number; readonly last: number }, hit: number): boolean {
  return hit - group.last <= joined.gapBytes && hit - group.first <= joined.totalBytes;
}
