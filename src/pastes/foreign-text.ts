import type { ProviderProfile } from '../providers/profile.ts';
import { anchorsOf } from './scan-anchors.ts';
import { scanLog } from './scan-log.ts';
import { utf8Pieces } from './utf8-pieces.ts';

/** A text that somebody else's program wrote, whole, or what a search of it left over. */
export interface ForeignText {
  readonly text: string;
  /** Of the whole, as UTF-8. */
  readonly bytes: number;
  /** What was searched for, where the text was too long to be read as a whole. */
  readonly search?: { readonly hits: number; readonly windowsDropped: number };
  /** The line of the whole text, from 1, on which a line of `text` stands. */
  readonly lineNumberOf: (line: number) => number;
}

/** Up to here everything is read; of a longer log only what stands around an anchor, which is no more than this. */
export const maxWholeBytes = 524_288;
/** One object over the whole text, as a browser saves it, is read up to here: a part of it would not say whose it is. */
export const maxDocumentBytes = 4 * 1_048_576;

/** Reads what a file or stdin holds, of any length and with any bytes. Rejects only as `pieces` does. */
export async function readForeignText(
  pieces: AsyncIterable<Uint8Array>,
  profiles: readonly ProviderProfile[],
): Promise<ForeignText> {
  const source = utf8Pieces(pieces);
  const begun: Uint8Array[] = [];
  let bytes = 0;
  let mostBytes = maxWholeBytes;
  while (bytes <= mostBytes) {
    const next = await source.next();
    if (next.done === true) {
      return { text: Buffer.concat(begun).toString('utf8'), bytes, lineNumberOf: (line) => line };
    }
    // The source may use its buffer again.
    begun.push(Uint8Array.from(next.value));
    bytes += next.value.length;
    if (bytes > maxWholeBytes && isDocument(startOf(begun))) mostBytes = maxDocumentBytes;
  }
  const { hits, windowsDropped, ...scanned } = await scanLog(rejoin(begun, source), anchorsOf(profiles));
  return { ...scanned, search: { hits, windowsDropped } };
}

/** What is said of a log that had more errors than are read; undefined where all of them were. */
export function leftOutWords({ search }: ForeignText): string | undefined {
  const count = search?.windowsDropped ?? 0;
  if (count === 0) return undefined;
  return count === 1
    ? '1 older place of the log was left out'
    : `${count} older places of the log were left out`;
}

/** An object or a list that goes on behind the first line, or has only that line; a log in JSON begins anew on each. */
function isDocument(start: string): boolean {
  return /^\s*(?:\{|\[\s*[{["])/.test(start) && !/^\s*\{[^\n]*\}\s*\n\s*\{/.test(start);
}

const startBytes = 65_536;

function startOf(pieces: readonly Uint8Array[]): string {
  const parts: Uint8Array[] = [];
  for (let bytes = 0, at = 0; bytes < startBytes && at < pieces.length; at += 1) {
    const piece = pieces[at] ?? new Uint8Array();
    parts.push(piece.subarray(0, startBytes - bytes));
    bytes += piece.length;
  }
  return Buffer.concat(parts).toString('utf8');
}

async function* rejoin(begun: Uint8Array[], rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // Each is let go of once it is read.
  for (let piece = begun.shift(); piece !== undefined; piece = begun.shift()) yield piece;
  yield* rest;
}
