/** A text to be found, in whatever case of its ASCII letters, and what a find of it means. */
export interface Literal<Kind extends string> {
  readonly literal: string;
  readonly kind: Kind;
}

/** Finds many literals in one pass. */
export interface LiteralSearch<Kind extends string> {
  /**
   * Calls `onHit` with places in [from, to), in order, each within a literal; those of one literal are always the same
   * distance from its beginning. Nothing outside of [0, end) is looked at.
   */
  sweep(
    bytes: Uint8Array,
    range: { readonly from: number; readonly to: number; readonly end: number },
    onHit: (at: number, kind: Kind) => void,
  ): void;
}

interface Needle<Kind> {
  readonly bytes: Uint8Array;
  readonly kind: Kind;
  /** Where in `bytes` the window begins by which it is found. */
  readonly offset: number;
}

/**
 * The search of Wu and Manber: a window of `shortestBytes` moves over the text, only its last three bytes are read, and
 * a table says how far it may jump without passing a literal. One `indexOf` per literal was 20 times slower for 100
 * of them. `sample` is a part of the text: each literal is found by the part of it that is rarest there. No literal may be
 * shorter than the window, and of several that are found at one place the first one given counts.
 */
export function createLiteralSearch<Kind extends string>(
  literals: readonly Literal<Kind>[],
  shortestBytes: number,
  sample: Uint8Array,
): LiteralSearch<Kind> {
  const counts = countThrees(sample);
  const steps = new Uint8Array(threes).fill(shortestBytes - 2);
  const found = new Map<number, Needle<Kind>[]>();
  for (const { literal, kind } of literals) {
    const bytes = Buffer.from(literal).map(lowerCaseOf);
    const offset = rarestWindow(bytes, shortestBytes, counts);
    for (let at = 2; at < shortestBytes; at += 1) {
      const three = threeAt(bytes, offset + at);
      steps[three] = Math.min(steps[three] ?? 0, shortestBytes - 1 - at);
    }
    const last = threeAt(bytes, offset + shortestBytes - 1);
    found.set(last, [...(found.get(last) ?? []), { bytes, kind, offset }]);
  }
  return { sweep };

  function sweep(
    bytes: Uint8Array,
    { from, to, end }: { readonly from: number; readonly to: number; readonly end: number },
    onHit: (at: number, kind: Kind) => void,
  ): void {
    const stop = Math.min(to + shortestBytes - 1, end);
    for (let at = from + shortestBytes - 1; at < stop; ) {
      const three = threeAt(bytes, at);
      const step = steps[three] ?? 0;
      if (step !== 0) {
        at += step;
        continue;
      }
      const window = at - shortestBytes + 1;
      const kind = kindAt(found.get(three) ?? [], bytes, window, end);
      if (kind !== undefined) onHit(window, kind);
      at += 1;
    }
  }
}

/** Five bits of each of three bytes: in these, an ASCII letter is the same in both cases. */
const threes = 0x8000;

function threeAt(bytes: Uint8Array, last: number): number {
  return (
    (((bytes[last - 2] ?? 0) & 31) << 10) | (((bytes[last - 1] ?? 0) & 31) << 5) | ((bytes[last] ?? 0) & 31)
  );
}

function countThrees(sample: Uint8Array): Uint32Array {
  const counts = new Uint32Array(threes);
  for (let last = 2; last < sample.length; last += 1) {
    const three = threeAt(sample, last);
    counts[three] = (counts[three] ?? 0) + 1;
  }
  return counts;
}

/** The window that costs least: one that ends like the text often does has to be compared, the others shorten the jumps. */
function rarestWindow(bytes: Uint8Array, length: number, counts: Uint32Array): number {
  let rarest = { offset: 0, cost: Number.POSITIVE_INFINITY };
  for (let offset = 0; offset + length <= bytes.length; offset += 1) {
    let cost = 0;
    for (let at = 2; at < length; at += 1) {
      const weight = at === length - 1 ? 4 : 1 / (length - at);
      cost += (counts[threeAt(bytes, offset + at)] ?? 0) * weight;
    }
    if (cost < rarest.cost) rarest = { offset, cost };
  }
  return rarest.offset;
}

/** A loop, and apart: a closure above would be made anew for every step of the search. */
function kindAt<Kind>(
  needles: readonly Needle<Kind>[],
  bytes: Uint8Array,
  window: number,
  end: number,
): Kind | undefined {
  for (const needle of needles) {
    if (standsAt(bytes, window - needle.offset, end, needle.bytes)) return needle.kind;
  }
  return undefined;
}

function standsAt(bytes: Uint8Array, begin: number, end: number, needle: Uint8Array): boolean {
  if (begin < 0 || begin + needle.length > end) return false;
  let same = 0;
  while (same < needle.length && lowerCaseOf(bytes[begin + same] ?? 0) === needle[same]) same += 1;
  return same === needle.length;
}

function lowerCaseOf(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}
