const byteOrderMarks = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
] as const;

const longestMark = 3;

type Decoder = InstanceType<typeof TextDecoder>;

/** The same text as UTF-8 without a byte order mark: what PowerShell's `>` writes is UTF-16. */
export async function* utf8Pieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  let decoder: Decoder | undefined;
  let start: Buffer | undefined = Buffer.alloc(0);
  for await (const piece of pieces) {
    if (start === undefined) {
      yield decoded(decoder, piece);
      continue;
    }
    start = Buffer.concat([start, piece]);
    if (start.length < longestMark) continue;
    decoder = decoderFor(start);
    yield decoded(decoder, withoutMark(start));
    start = undefined;
  }
  if (start !== undefined) {
    decoder = decoderFor(start);
    yield decoded(decoder, withoutMark(start));
  }
  if (decoder !== undefined) yield Buffer.from(decoder.decode());
  return undefined;
}

function markOf(start: Uint8Array): (typeof byteOrderMarks)[number] | undefined {
  return byteOrderMarks.find(({ bytes }) => bytes.every((byte, index) => start[index] === byte));
}

/** None where the bytes are UTF-8, or are taken for it. */
function decoderFor(start: Uint8Array): Decoder | undefined {
  const encoding = markOf(start)?.encoding;
  return encoding === undefined || encoding === 'utf-8' ? undefined : new TextDecoder(encoding);
}

function withoutMark(start: Uint8Array): Uint8Array {
  return start.subarray(markOf(start)?.bytes.length ?? 0);
}

function decoded(decoder: Decoder | undefined, piece: Uint8Array): Uint8Array {
  return decoder === undefined ? piece : Buffer.from(decoder.decode(piece, { stream: true }));
}
