import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sources } from './sources.ts';

const folder = new URL('.', import.meta.url);

test('no source stands in two groups', () => {
  const all: readonly string[] = Object.values(sources).flat();
  expect(all.filter((source, index) => all.indexOf(source) !== index)).toEqual([]);
  for (const source of all) expect(source).toMatch(/^[\w.-]+\/[\w.-]+(#\d+)?( \([a-z ]+\))?$/);
});

test('every group is answered by one file', () => {
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts') && name !== 'sources.test.ts')
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  for (const group of Object.keys(sources)) {
    const answering = texts.filter((text) => /answersTo\(\s*'([^']+)'/.exec(text)?.[1] === group);
    expect([group, answering.length]).toEqual([group, 1]);
  }
});
