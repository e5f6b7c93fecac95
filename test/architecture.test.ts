import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** Code only: a comment may speak of anything. */
const codeOf = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');

/** Modules that a file loads, types left out: at run time they are not there. */
function importsOf(text: string): readonly string[] {
  const statements = codeOf(text).matchAll(
    /(?:^|\n)(?:import|export)\s+(?!type\b)(?:[^;'"]*?from\s+)?'([^']+)'|import\('([^']+)'\)/g,
  );
  return [...statements].map(([, plain, dynamic]) => plain ?? dynamic ?? '');
}

function folderOf(path: string): string {
  return path.split('/')[1] ?? '';
}

describe('each package has one folder that may load it', () => {
  test.each([
    ['commander', 'src/cli/'],
    ['ora', 'src/cli/'],
    ['undici', 'src/system/'],
    ['chalk', 'src/render/'],
    ['cosmiconfig', 'src/settings/'],
    ['zod', 'src/settings/'],
    ['eventsource-parser', 'src/dialects/'],
    ['@napi-rs/keyring', 'src/system/'],
  ])('%s only in %s', (name, folder) => {
    const importers = files.filter(({ text }) =>
      importsOf(text).some((from) => from === name || from.startsWith(`${name}/`)),
    );
    expect(importers.map(({ path }) => path)).not.toEqual([]);
    expect(importers.map(({ path }) => path).filter((path) => !path.startsWith(folder))).toEqual([]);
  });
});

describe('the world is touched in few places', () => {
  test.each<[string, RegExp, RegExp]>([
    // sha256.ts takes one function of it, which loads a part of Node.js when it is needed.
    ['process', /\bprocess\.\w|from 'node:process'/, /^src\/(main\.ts|system\/)|^src\/report\/sha256\.ts$/],
    ['console', /\bconsole\.\w/, /^$/],
    ['Date.now and new Date()', /\bDate\.now\b|new Date\(\)/, /^src\/(system|sandbox)\//],
    ['fetch', /(?<![.\w])fetch\(/, /^$/],
    [
      'the secret inside a Secret',
      /\.reveal\(\)/,
      /^src\/(gateway|journal)\/|^src\/settings\/(?:key-fingerprint|secrets-in-hand|stored-key)\.ts|^src\/report\/run-log\.ts/,
    ],
    ['the file system', /from 'node:fs/, /^src\/system\//],
    ['sockets', /from 'node:(?:tls|dns|http|https)'/, /^src\/(system|sandbox)\//],
    ['child processes', /from 'node:child_process'/, /^src\/system\/node-(?:clipboard|keychain)\.ts$/],
    // A shell would read a name as a command; spawn() runs one program and splits nothing.
    [
      'a shell',
      /\bshell\b|\bexecFile|\bexecSync|\/bin\/(?:ba)?sh\b|\bcmd\.exe\b/,
      /^src\/(?!system\/|main\.ts)/,
    ],
    ['another child than spawn', /import (?!\{ spawn \} )[^;]*from 'node:child_process'/, /^$/],
    ['code from text', /\beval\(|new Function\(/, /^$/],
    ['process.exit', /process\.exit\(/, /^$/],
  ])('%s', (_, pattern, allowed) => {
    const users = files.filter(({ text }) => pattern.test(codeOf(text))).map(({ path }) => path);
    expect(users.filter((path) => !allowed.test(path))).toEqual([]);
  });
});

describe('folders know only what stands below them', () => {
  const readme = readFileSync(join(root, 'src/README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| `(\w+)\/` \|.*\| ([\w, ]+) \|$/gm)].map(
    ([, folder = '', loads = '']): [string, readonly string[]] => [
      folder,
      [folder, 'version.ts', ...(loads === 'nothing' ? [] : loads.split(', '))],
    ],
  );

  test('the README has a row for each of them, and names no other', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(rows.map(([folder]) => folder).toSorted()).toEqual(folders.toSorted());
    expect(
      rows.flatMap(([, loads]) => loads).filter((name) => ![...folders, 'version.ts'].includes(name)),
    ).toEqual([]);
  });

  // Addresses stand alone: one list decides where a key may go and where a connection may end.
  test.each(rows)('%s', (folder, allowed) => {
    const foreign = files
      .filter(({ path }) => folderOf(path) === folder)
      .flatMap(({ path, text }) =>
        importsOf(text)
          .filter((from) => from.startsWith('.'))
          .map((from) => ({
            path,
            to: relative(join(root, 'src'), join(root, path, '..', from)).split('/')[0] ?? '',
          })),
      )
      .filter(({ to }) => !allowed.includes(to));
    expect(foreign).toEqual([]);
  });

  test.each<[string, readonly string[]]>([
    ['time', ['time']],
    ['marks', ['marks', 'time']],
    ['episodes', ['episodes']],
    ['scan', ['scan', 'marks']],
  ])('pastes/%s, besides what a mark and an error of a paste are', (stage, allowed) => {
    const shared = ['mark.ts', 'paste.ts', 'sought-text.ts'];
    const foreign = files
      .filter(({ path }) => path.startsWith(`src/pastes/${stage}/`))
      .flatMap(({ path, text }) =>
        importsOf(text)
          .filter((from) => from.startsWith('.'))
          .map((from) => relative(join(root, 'src/pastes'), join(root, path, '..', from)))
          .filter((to) => !to.startsWith('..') && ![...allowed, ...shared].includes(to.split('/')[0] ?? ''))
          .map((to) => ({ path, to })),
      );
    expect(foreign).toEqual([]);
  });

  test('the embedded gateway never reads what the program believes about wire formats', () => {
    const sandbox = files.filter(({ path }) => path.startsWith('src/sandbox/'));
    const believed = sandbox.filter(({ text }) =>
      /from '[^']*(dialects|gateway-client|errors\/recognise)/.test(text),
    );
    expect(believed.map(({ path }) => path)).toEqual([]);
  });
});

test('no source file is longer than 250 lines, tables of data apart', () => {
  const tables =
    /errors\.ts$|models\.ts$|^src\/errors\/(local|network|edge|http|stream)|scenarios\/|certificates\.ts$/;
  const long = files.filter(({ path, text }) => !tables.test(path) && text.split('\n').length > 250);
  expect(long.map(({ path }) => path)).toEqual([]);
});

test('the build files and the README name only files that exist', () => {
  const readme = readFileSync(join(root, 'src/README.md'), 'utf8');
  const named = [...readme.matchAll(/`((?:src|test|bin|schemas)\/[\w./-]+\.\w+)`/g)].map(
    ([, path]) => path ?? '',
  );
  expect(named.length).toBeGreaterThan(10);
  const known = new Set(
    readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (path) => !path.startsWith('node_modules'),
    ),
  );
  expect(named.filter((path) => !known.has(path))).toEqual([]);
});
