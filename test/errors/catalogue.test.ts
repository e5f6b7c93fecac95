import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { catalogueOf, entryOf } from '../../src/errors/catalogue.ts';
import { ownErrors } from '../../src/errors/own-errors.ts';
import { builtInProfiles } from '../../src/providers/index.ts';
import { scenarios } from '../../src/sandbox/index.ts';
import { fakeSystem } from '../support/fake-system.ts';

const rows = catalogueOf(builtInProfiles);

describe('ids', () => {
  test('are unique', () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('are an origin and a name', () => {
    const origins = 'local|network|edge|stream|openai|anthropic|nexus|nusantara';
    const wellFormed = new RegExp(`^(?:${origins})/[a-z0-9]+(?:[_-][a-z0-9]+)*$`);
    expect(rows.filter(({ id }) => !wellFormed.test(id)).map(({ id }) => id)).toEqual([]);
  });

  test.each(rows.map((row) => [row.id, row.entry] as const))('%s leads to its entry', (id, entry) => {
    expect(entryOf(id, builtInProfiles)).toBe(entry);
  });

  test.each([
    '',
    'nexus',
    'nexus/',
    'nexus/toString',
    'edge/constructor',
    'toString',
    '__proto__',
    'other/x',
  ])('"%s" leads to none', (id) => {
    expect(entryOf(id, builtInProfiles)).toBeUndefined();
  });
});

describe('every own finding is said somewhere', () => {
  const catalogueFiles = /errors\/(?:local|local-key|local-access|network|edge|stream|client\w*)\.ts$/;
  const sources = readdirSync(join(import.meta.dirname, '../../src'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.startsWith('sandbox/') && !catalogueFiles.test(file))
    .map((file) => readFileSync(join(import.meta.dirname, '../../src', file), 'utf8'))
    .join('\n');

  test.each(Object.keys(ownErrors))('%s', (id) => {
    expect(sources).toContain(`'${id}'`);
  });
});

/** Entries without a scenario, each with the reason. The list may only hold what it must. */
const withoutScenario: Readonly<Record<string, string>> = {};

describe('every error of a provider and every own finding has its scenario', () => {
  const promised = new Set(scenarios.flatMap(({ expects, live }) => [...expects.findings, ...(live?.findings ?? [])]));
  const origins = ['local', 'network', 'edge', 'stream', ...builtInProfiles.map(({ id }) => id)];
  const ids = rows.map(({ id }) => id).filter((id) => origins.includes(id.slice(0, id.indexOf('/'))));
  const wanted = ids.filter((id) => !/^edge\/http-/.test(id));

  test('or stands among the exemptions', () => {
    expect(wanted.filter((id) => !promised.has(id) && withoutScenario[id] === undefined)).toEqual([]);
  });

  test('and no exemption is out of date', () => {
    expect(Object.keys(withoutScenario).filter((id) => promised.has(id) || !wanted.includes(id))).toEqual([]);
  });

  test('and no scenario promises what nobody defines', () => {
    expect([...promised].filter((id) => entryOf(id, builtInProfiles) === undefined)).toEqual([]);
  });
});

describe('every command of the catalogue is one', () => {
  const commands = rows.flatMap(({ entry }) => [
    ...entry.fixes.flatMap((fix) => (fix.kind === 'run' ? [fix.command] : [])),
    ...(/^nexus\b/.test(entry.verify) ? [entry.verify] : []),
  ]);

  test.each([...new Set(commands)])('%s', async (command) => {
    const [program, ...argv] = command.split(' ');
    expect(program).toBe('nexus');
    const system = fakeSystem({ env: { NEXUS_API_KEY: 'nexus-0123456789abcdef' } });
    await run([...argv, '--json'], system);
    const document = JSON.parse(system.stdout.text());
    expect(document.error).toBeUndefined();
  });
});
