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

/** Up to here everything is read; beyond, only what stands around an anchor. */
export const maxWholeBytes = 4 * 1_048_576;

/** Reads what a file or stdin holds, of any length and with any bytes. Rejects only as `pieces` does. */
export async function readForeignText(
  pieces: AsyncIterable<Uint8Array>,
  profiles: readonly ProviderProfile[],
): Promise<ForeignText> {
  const source = utf8Pieces(pieces);
  const begun: Uint8Array[] = [];
  let bytes = 0;
  while (bytes <= maxWholeBytes) {
    const next = await source.next();
    if (next.done === true) {
      return { text: Buffer.concat(begun).toString('utf8'), bytes, lineNumberOf: (line) => line };
    }
    // The source may use its buffer again.
    begun.push(Uint8Array.from(next.value));
    bytes += next.value.length;
  }
  const { hits, windowsDropped, ...scanned } = await scanLog(rejoin(begun, source), anchorsOf(profiles));
  return { ...scanned, search: { hits, windowsDropped } };
}

async function* rejoin(begun: Uint8Array[], rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // Each is let go of once it is read.
  for (let piece = begun.shift(); piece !== undefined; piece = begun.shift()) yield piece;
  yield* rest;
}
