import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { licensesOf } from '../../build/third-party-licenses.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-licenses-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Installs a package with these files, and gives the id of a module in it. */
function installed(name: string, files: Readonly<Record<string, string>>, license?: string): string {
  const place = join(folder, 'node_modules', name);
  mkdirSync(join(place, 'lib'), { recursive: true });
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name, version: '1.2.3', license }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
  return join(place, 'lib/index.js');
}

test('each package stands there once, sorted, with its version and its whole terms', () => {
  const zebra = installed('zebra', { 'LICENSE.md': 'Zebra terms\r\nline 2\r\n' }, 'MIT');
  const scoped = installed('@scope/ant', { license: 'Ant terms', NOTICE: 'Ant notice' }, 'Apache-2.0');
  const page = licensesOf([zebra, `${zebra}?commonjs`, scoped]);
  expect(page.match(/^- .+$/gm)).toEqual(['- @scope/ant 1.2.3 (Apache-2.0)', '- zebra 1.2.3 (MIT)']);
  expect(page).toContain('\n@scope/ant 1.2.3\n\nAnt notice\n\nAnt terms\n');
  expect(page).toContain('\nzebra 1.2.3\n\nZebra terms\nline 2\n');
});

test('the same terms stand there once, behind all that come under them', () => {
  const ids = ['one', 'two', 'three'].map((name) =>
    installed(name, { LICENSE: name === 'two' ? 'Others' : 'The same' }, 'MIT'),
  );
  const page = licensesOf(ids);
  expect(page).toContain('\none 1.2.3\nthree 1.2.3\n\nThe same\n');
  expect(page.match(/The same/g)).toHaveLength(1);
});

test('a package inside of another one is listed for itself', () => {
  const inner = installed('outer/node_modules/inner', { COPYING: 'Inner terms' }, 'ISC');
  expect(licensesOf([inner])).toContain('Inner terms');
});

test('modules of our own and those that the build makes up belong to no package', () => {
  expect(
    licensesOf(['/home/ana/nexus/src/main.ts', '\0unused-1', '\0unused/node_modules/x/y.js']),
  ).not.toMatch(/^- /m);
});

test.each([
  ['no file of terms', {}, 'MIT'],
  ['an empty one', { LICENSE: ' \n' }, 'MIT'],
  ['a file that is only named like one', { 'license-checker.js': 'x' }, 'MIT'],
  ['terms without a name', { LICENSE: 'Terms' }, undefined],
])('a package with %s stops the build', (_, files, license) => {
  const id = installed('nameless', files as Readonly<Record<string, string>>, license);
  expect(() => licensesOf([id])).toThrow('nameless 1.2.3 is in the bundle and brings no licence text');
});

test('the list of this build holds what is known to be in it, and no tool of the tests', () => {
  const page = readFileSync(join(import.meta.dirname, '../../dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
  const names = [...page.matchAll(/^- (\S+) /gm)].map(([, name]) => name);
  expect(names).toEqual(expect.arrayContaining(['commander', 'ora', 'rolldown', 'undici', 'yaml', 'zod']));
  for (const tool of ['vitest', 'typescript', 'openai', 'fast-check']) expect(names).not.toContain(tool);
  const [, ...texts] = page.split(/^={80}$/m);
  for (const name of names) expect(texts.filter((text) => text.includes(`\n${name} `))).not.toEqual([]);
});
