import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { providerDefinition } from '../../src/settings/provider-definition.ts';
import { settingNames } from '../../src/settings/settings-file.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const table = /\| setting \| value \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(readme)?.[1] ?? '';
const named = (column: string) => [...column.matchAll(/`(\w+)`/g)].map(([, name]) => name);

test('the README names every setting of a settings file, and no other', () => {
  const names = table.split('\n').flatMap((row) => named(row.split('|')[1] ?? ''));
  expect(names.toSorted()).toEqual(settingNames.toSorted());
});

test('and everything that may be said of a gateway of one’s own', () => {
  const row = table.split('\n').find((one) => one.startsWith('| `providers`')) ?? '';
  const names = named(row.split('|')[2] ?? '');
  expect(names.toSorted()).toEqual(Object.keys(providerDefinition.shape).toSorted());
});
