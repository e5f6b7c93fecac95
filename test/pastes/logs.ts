import { anchorsOf } from '../../src/pastes/scan/scan-anchors.ts';
import { type ScannedText, scanLog } from '../../src/pastes/scan/scan-log.ts';
import { builtInProfiles } from '../../src/providers/index.ts';

export const anchors = anchorsOf(builtInProfiles);

/** A good call, with its request id: nothing to be found. */
export const goodLine = (index: number) =>
  `2026-11-22T09:42:07Z info call ${index} done, POST /v1/responses in ${index % 977} ms, tenant ${index % 31}`;

/** A good call as a JSON line, which has a request id and says that there was no error. */
export const goodRecord = (index: number) =>
  JSON.stringify({ level: 'info', request_id: `good-${index}`, status: 200, error: null, ms: index % 977 });

/** So many lines, and others in place of some of them. */
export function logOf(
  count: number,
  lineAt: (index: number) => string,
  others: Readonly<Record<number, string>> = {},
): string {
  return Array.from({ length: count }, (_, index) => `${others[index] ?? lineAt(index)}\n`).join('');
}

/** In pieces of these sizes, in turn, all of them in one buffer that is used again, as the real file system does. */
export async function* piecesOf(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(Math.max(...sizes));
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const piece = bytes.subarray(at, at + (sizes[turn % sizes.length] ?? 1));
    buffer.fill(0).set(piece);
    yield buffer.subarray(0, piece.length);
    at += piece.length;
  }
}

export function scan(log: string | Uint8Array, sizes: readonly number[] = [65_536]): Promise<ScannedText> {
  return scanLog(piecesOf(Buffer.from(log), sizes), anchors);
}
