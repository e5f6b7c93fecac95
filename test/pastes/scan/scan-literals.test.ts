import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLiteralSearch } from '../../../src/pastes/scan/scan-literals.ts';

/** Letters, and what shares five bits with them. */
const text = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'A', '!', '\0', '\xe9', '_'), minLength, maxLength });

const lowerCase = (words: string) => words.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function hitsIn(literals: readonly string[], bytes: Buffer, from: number, to: number): number[] {
  const search = createLiteralSearch(
    literals.map((literal) => ({ literal, kind: 'any' })),
    3,
    bytes,
  );
  const hits: number[] = [];
  search.sweep(bytes, { from, to, end: bytes.length }, (at) => hits.push(at));
  return hits;
}

test('a literal is found where, and only where, it stands', () => {
  fc.assert(
    fc.property(text(3, 6), text(0, 60), (literal, whole) => {
      const bytes = Buffer.from(whole);
      const needle = Buffer.from(lowerCase(literal));
      const folded = Buffer.from(lowerCase(whole));
      const begins = Array.from(bytes.keys()).filter((at) =>
        folded.subarray(at, at + needle.length).equals(needle),
      );
      const hits = hitsIn([literal], bytes, 0, bytes.length);
      expect(hits.length).toBe(begins.length);
      const distances = new Set(hits.map((hit, index) => hit - (begins[index] ?? 0)));
      expect(distances.size).toBeLessThanOrEqual(1);
    }),
  );
});

test('two sweeps, one behind the other, find what one finds', () => {
  fc.assert(
    fc.property(
      fc.array(text(3, 6), { minLength: 1, maxLength: 5 }),
      text(0, 60),
      fc.nat(),
      (literals, whole, cut) => {
        const bytes = Buffer.from(whole);
        const middle = bytes.length === 0 ? 0 : cut % bytes.length;
        expect([
          ...hitsIn(literals, bytes, 0, middle),
          ...hitsIn(literals, bytes, middle, bytes.length),
        ]).toEqual(hitsIn(literals, bytes, 0, bytes.length));
      },
    ),
  );
});

test('nothing is found that goes on behind the end', () => {
  const bytes = Buffer.from('insufficient_balance');
  const search = createLiteralSearch([{ literal: 'insufficient_balance', kind: 'any' }], 8, bytes);
  const hits: number[] = [];
  search.sweep(bytes, { from: 0, to: 19, end: 19 }, (at) => hits.push(at));
  expect(hits).toEqual([]);
});
