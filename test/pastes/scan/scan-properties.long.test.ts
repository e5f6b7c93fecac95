import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanPieceBytes } from '../../../src/pastes/scan/scan-log.ts';
import { reach } from '../../../src/pastes/scan/scan-text.ts';
import { bytesKept } from '../../../src/pastes/scan/scan-windows.ts';
import { goodLine, logOf, scan } from '../logs.ts';

const plain = Buffer.from(logOf(33_000, goodLine));

/** Near the places where one stretch of the text ends and the next one begins, too. */
const places = fc.oneof(
  fc.nat({ max: plain.length - 1 }),
  fc
    .tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: -70_000, max: 70_000 }))
    .map(([stretch, aside]) => stretch * scanPieceBytes + aside),
);

const planted = fc.array(
  fc.record({
    place: places,
    word: fc.constantFrom('insufficient_balance', 'Error code: 429', 'HTTP/2 503', '"request_id"', 'EPIPE'),
    filler: fc.constantFrom('', '\n', '\r\n', 'x'.repeat(40_000), '\n'.repeat(200), '\0\xff'),
  }),
  { maxLength: 8 },
);

const sizes = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 1_000_000, max: 4_000_000 })),
  {
    minLength: 1,
    maxLength: 4,
  },
);

/** Pieces of a few bytes each would take minutes. */
const notTiny = sizes.filter((all) => all.reduce((sum, size) => sum + size, 0) / all.length > 3000);

function plant(
  all: readonly { readonly place: number; readonly word: string; readonly filler: string }[],
): Buffer {
  const parts: Buffer[] = [];
  let end = 0;
  for (const { place, word, filler } of all.toSorted((one, other) => one.place - other.place)) {
    parts.push(plain.subarray(end, place), Buffer.from(`${filler}${word}${filler}`));
    end = place;
  }
  return Buffer.concat([...parts, plain.subarray(end)]);
}

test('how a text is cut into pieces changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(planted, notTiny, async (all, cut) => {
      const bytes = plant(all);
      const { lineNumberOf, ...inPieces } = await scan(bytes, cut);
      const { lineNumberOf: _, ...whole } = await scan(bytes, [bytes.length]);
      expect(inPieces).toEqual(whole);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('every planted error is found on its own line of the whole, with the lines below it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(places, { minLength: 1, maxLength: 8 }), async (spots) => {
      const all = spots.map((place, index) => ({
        place,
        word: `\nplanted ${index}: insufficient_balance\n`,
        filler: '',
      }));
      const bytes = plant(all);
      const whole = bytes.toString('utf8').split('\n');
      const { text, lineNumberOf } = await scan(bytes);
      const lines = text.split('\n');
      for (const { word } of all) {
        const at = lines.indexOf(word.trim());
        expect(at).toBeGreaterThan(-1);
        const below = whole.slice(lineNumberOf(at + 1) - 1).slice(0, 20);
        expect(lines.slice(at, at + below.length)).toEqual(below);
        expect(below[0]).toBe(word.trim());
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('no bytes make it fail', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 2000 }),
      fc.integer({ min: 1, max: 100 }),
      async (bytes, size) => {
        const { bytes: read, windowsDropped } = await scan(bytes, [size]);
        expect({ read, windowsDropped }).toEqual({ read: bytes.length, windowsDropped: 0 });
      },
    ),
  );
});

test('an error is found wherever it lies across the end of a stretch, with the long lines below it', async () => {
  const stretch = scanPieceBytes + bytesKept + reach.bytesAfter;
  const below = Array.from({ length: 20 }, (_, index) => `${index}: ${'y'.repeat(500)}`).join('\n');
  const missed: number[] = [];
  for (const edge of [stretch, stretch - reach.bytesAfter]) {
    for (let place = edge - 40; place < edge + 5; place += 1) {
      const bytes = plant([{ place, word: `\ninsufficient_balance\n${below}\n`, filler: '' }]);
      const { text } = await scan(bytes.subarray(0, edge + 100_000));
      if (!text.includes(`\ninsufficient_balance\n${below}\n`)) missed.push(place - edge);
    }
  }
  expect(missed).toEqual([]);
}, 60_000);
