import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NewestBytes } from '../../../src/pastes/scan/newest-bytes.ts';

test('what is kept is the end of what came, unharmed, and the rest is counted', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 12 })), (lengths) => {
      const newest = new NewestBytes<number>(20);
      for (const [index, length] of lengths.entries()) newest.add(Buffer.alloc(length, index), index);
      const kept = newest.all().map(({ bytes, label }) => ({ bytes: [...bytes], label }));
      const expected = lengths.map((length, label) => ({ bytes: Array(length).fill(label % 256), label }));
      expect(kept).toEqual(expected.slice(newest.dropped));
      expect(kept.length > 0).toBe(lengths.length > 0);
    }),
  );
});

test('what is longer than the whole room is not kept', () => {
  const newest = new NewestBytes<string>(4);
  newest.add(Buffer.from('long one'), 'long');
  newest.add(Buffer.from('one'), 'short');
  expect({ kept: newest.all().map(({ label }) => label), dropped: newest.dropped }).toEqual({
    kept: ['short'],
    dropped: 1,
  });
});
