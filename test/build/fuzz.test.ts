import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import fuzz from '../../vitest.fuzz.config.ts';

const root = join(import.meta.dirname, '../..');
const included = fuzz.test?.include ?? [];

test('every file with a property is tried at length, and no other', () => {
  expect(included).toEqual(
    expect.arrayContaining(['test/report/redact.test.ts', 'test/dialects/sse.test.ts']),
  );
  expect(included.length).toBeGreaterThan(30);
  for (const path of included) expect(readFileSync(join(root, path), 'utf8'), path).toMatch(/\bfc\.\w/);
});

test('no property has a seed of its own, so each round tries something else', () => {
  for (const path of included)
    expect(readFileSync(join(root, path), 'utf8'), path).not.toMatch(/\bfc\.assert\([^;]*\bseed:/);
});

test('a property that fails says with which seed, and that seed finds it again', () => {
  const isSmall = fc.property(fc.nat(), (number) => number < 1000);
  const first = fc.check(isSmall, { seed: 42, numRuns: 2000 });
  expect(first).toMatchObject({ failed: true, seed: 42, counterexample: [1000] });
  expect(fc.check(isSmall, { seed: 42, numRuns: 2000 }).counterexamplePath).toBe(first.counterexamplePath);
});
