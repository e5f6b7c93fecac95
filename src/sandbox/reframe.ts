import type { Write } from './answer.ts';

/**
 * The same events in another form, by the rules of https://html.spec.whatwg.org/multipage/server-sent-events.html:
 * a parser that follows them sees no difference. Every text is whole events with LF as line end.
 */

export function lineEndsOf(writes: readonly string[], use: 'cr' | 'crlf' | 'crlf-split'): readonly string[] {
  if (use === 'cr') return writes.map((write) => write.replaceAll('\n', '\r'));
  const pairs = writes.map((write) => write.replaceAll('\n', '\r\n'));
  if (use === 'crlf') return pairs;
  // The LF that ends one write is moved to the start of the next.
  return [...pairs.map((write, index) => `${index === 0 ? '' : '\n'}${write.slice(0, -1)}`), '\n'];
}

/** The JSON of each event over several lines; the parser joins them with LF, which JSON ignores. */
export function spreadData(write: string): string {
  return write.replaceAll(/^data: (\{.*\})$/gm, (_, json: string) =>
    JSON.stringify(JSON.parse(json), null, 1)
      .split('\n')
      .map((line) => `data: ${line}`)
      .join('\n'),
  );
}

/** An event with a name that no page has, and fields that a client may ignore, before each write but the first. */
export function withForeignLines(writes: readonly string[]): readonly string[] {
  const foreign =
    ': a comment\nretry: 3000\nevent: gateway.note\nid: 7\ndata: {"type":"gateway.note","note":"x"}\n\n';
  return writes.map((write, index) => (index === 0 ? write : foreign + write));
}

/** Two writes with the border inside a character, where there is one of several bytes. */
export function splitCharacters(write: string): readonly Write[] {
  const bytes = Buffer.from(write);
  const border = bytes.findIndex((byte) => (byte & 0b1100_0000) === 0b1000_0000);
  if (border === -1) return [{ bytes }];
  return [{ bytes: bytes.subarray(0, border) }, { bytes: bytes.subarray(border), gaps: 0.5 }];
}

/** Each write with a comment before it that makes it that many bytes long. */
export function padded(writes: readonly string[], bytes = 0): readonly string[] {
  return writes.map((write) => {
    const missing = bytes - Buffer.byteLength(write) - 3;
    return missing > 0 ? `:${' '.repeat(missing)}\n\n${write}` : write;
  });
}

/** Blocks of the size of a buffer on the way. Each leaves when the write that fills it would have. */
export function blocksOf(writes: readonly string[], size: { readonly bytes: number }): readonly Write[] {
  const blocks: Write[] = [];
  let waiting = Buffer.alloc(0);
  let gaps = 0;
  for (const write of writes) {
    waiting = Buffer.concat([waiting, Buffer.from(write)]);
    gaps += 1;
    while (waiting.length >= size.bytes) {
      blocks.push({ bytes: waiting.subarray(0, size.bytes), gaps });
      waiting = waiting.subarray(size.bytes);
      gaps = 0;
    }
  }
  return waiting.length > 0 ? [...blocks, { bytes: waiting, gaps }] : blocks;
}
