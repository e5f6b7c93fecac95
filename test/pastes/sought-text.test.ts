import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientSigns } from '../../src/pastes/marks/client-signs.ts';
import { factWords } from '../../src/pastes/marks/fact-words.ts';
import { failureSigns } from '../../src/pastes/marks/failure-signs.ts';
import { holdsAny, matchesOf, soughtText } from '../../src/pastes/sought-text.ts';

const rows = [...factWords, ...failureSigns, ...clientSigns];

test('words of any text and any length are found where they stand', () => {
  const length = fc.constantFrom(0, 100, 5000);
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), length, fc.nat({ max: 20 }), (text, around, from) => {
      const hint = text.toLowerCase().slice(from, from + 6);
      const sought = soughtText(`${'.'.repeat(around)}${text.toLowerCase()}${'.'.repeat(around)}`);
      expect(holdsAny(sought, [hint])).toBe(true);
    }),
  );
});

test('a word that does not stand there is not found, in a short text and in a long one', () => {
  for (const length of [10, 10_000])
    expect(holdsAny(soughtText('abc bcd '.repeat(length)), ['abcd', 'code'])).toBe(false);
});

test('capital letters of the text do not matter', () => {
  const [match] = matchesOf(soughtText('Error CODE'), { pattern: /code/gi, hints: ['code'] });
  expect(match?.index).toBe(6);
});

test('every hint is in small letters, or it would never be found', () => {
  const hints = rows.flatMap((row) => row.hints);
  expect(hints.length).toBeGreaterThan(100);
  expect(hints.filter((hint) => hint !== hint.toLowerCase())).toEqual([]);
});

test.each(rows.map((row) => [row.pattern.source, row] as const))(
  'whatever %s matches has one of its words in it',
  (_, { pattern, hints }) => {
    // Lookarounds and ends of words can't be made up, so what they stand beside is left to the corpus.
    const plain = pattern.source.replace(
      /\(\?<?[!=](?:[^()[\]\\]|\\.|\[(?:[^\]\\]|\\.)*\]|\((?:[^()\\]|\\.)*\))*\)|\\b|[$^]/g,
      '',
    );
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(plain.replace(/\(\?<\w+>/g, '('))), (text) => {
        expect(holdsAny(soughtText(text), hints)).toBe(true);
      }),
      { numRuns: 60 },
    );
  },
);
