import type { ProviderProfile } from '../providers/profile.ts';
import { anchorsOf } from './scan/scan-anchors.ts';
import { createDocumentScan, type DocumentScan } from './scan/scan-document.ts';
import { scanLog } from './scan/scan-log.ts';
import { utf8Pieces } from './scan/utf8-pieces.ts';

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

/** Up to here everything is read; of a longer log or document only what may tell of an error, about as much. */
export const maxWholeBytes = 524_288;

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
  const anchors = anchorsOf(profiles);
  const document = createDocumentScan(anchors);
  const log = await scanLog(watched(rejoin(begun, source), document), anchors);
  const { hits, windowsDropped, ...found } = document.finish() ?? log;
  return { ...found, bytes: log.bytes, search: { hits, windowsDropped } };
}

/** Both searches read along: whether a text is one document shows at its end. */
async function* watched(pieces: AsyncIterable<Uint8Array>, scan: DocumentScan): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    scan.take(piece);
    yield piece;
  }
}

/** What is said of a log that had more errors than are read; undefined where all of them were. */
export function leftOutWords({ search }: ForeignText): string | undefined {
  const count = search?.windowsDropped ?? 0;
  if (count === 0) return undefined;
  return count === 1
    ? '1 older place of the log was left out'
    : `${count} older places of the log were left out`;
}

async function* rejoin(
  begun: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* begun;
  yield* rest;
}
