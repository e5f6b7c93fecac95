import { expect, test } from 'vitest';
import { growthOf, tooSteep } from './growth.ts';

const wordsOf = (size: number) => Array.from({ length: size }, (_, place) => `word ${place}`);

/** Looks at every word once. */
function longest(words: readonly string[]): number {
  return words.reduce((most, word) => Math.max(most, word.length), 0);
}

/** Looks at every word once for every word. */
function pairs(words: readonly string[]): number {
  let found = 0;
  for (const one of words) for (const other of words) if (one.length === other.length) found += 1;
  return found;
}

test('work that looks at everything once grows no more than its input', async () => {
  expect(await growthOf(20_000, wordsOf, longest)).toBeLessThan(tooSteep);
});

test('work that sorts does, too', async () => {
  expect(await growthOf(2000, wordsOf, (words) => words.toSorted())).toBeLessThan(tooSteep);
});

/** What a disturbance of the smaller work takes off does not make it harmless. */
async function steepest<Input>(...measure: Parameters<typeof growthOf<Input>>): Promise<number> {
  let most = 0;
  for (let time = 0; time < 3 && most < tooSteep; time += 1)
    most = Math.max(most, await growthOf(...measure));
  return most;
}

test('work that compares all with all is too steep', async () => {
  expect(await steepest(500, wordsOf, pairs)).toBeGreaterThan(tooSteep);
});

test('so is a regular expression that tries every beginning with every end', async () => {
  const spaces = (size: number) => ' '.repeat(size);
  expect(await steepest(1500, spaces, (text) => /\s+$/.test(`${text}x`))).toBeGreaterThan(tooSteep);
});

test('work that ends at a limit of its own is not', async () => {
  expect(await growthOf(20_000, wordsOf, (words) => pairs(words.slice(0, 200)))).toBeLessThan(tooSteep);
});
