import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { bin } from '../support/run-bin.ts';

const root = join(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const run = promisify(execFile);

/** The files that `npm pack` would put in, sorted. It is asked once. */
async function packed(): Promise<readonly string[]> {
  packing ??= run('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], { cwd: root });
  const [{ files }]: [{ files: { path: string }[] }] = JSON.parse((await packing).stdout);
  return files.map(({ path }) => path).sort();
}
let packing: Promise<{ stdout: string }> | undefined;

describe('what a person installs', () => {
  test('is one package: no dependency of any kind comes along', () => {
    for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'])
      expect(manifest[kind], kind).toBeUndefined();
    // npm leaves out what it marks as extraneous.
    const installed = Object.entries<{ dev?: boolean; extraneous?: boolean }>(lock.packages).filter(
      ([path, entry]) => path !== '' && entry.dev !== true && entry.extraneous !== true,
    );
    expect(installed).toEqual([]);
  });

  test('runs no script while it is installed from a registry', () => {
    for (const name of ['preinstall', 'install', 'postinstall', 'preprepare', 'postprepare'])
      expect(manifest.scripts[name], name).toBeUndefined();
    expect(lock.packages[''].hasInstallScript).toBeUndefined();
  });

  test('holds the program, its schemas and nothing else', async () => {
    const paths = await packed();
    const expected =
      /^(?:LICENSE|README\.md|SECURITY\.md|package\.json|bin\/nexus\.js|bin\/package\.json|dist\/[\w-]+\.cjs|schemas\/[\w-]+\.schema\.json)$/;
    expect(paths.filter((path) => !expected.test(path))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['LICENSE', 'bin/nexus.js', 'dist/main.cjs']));
  });

  test('names no folder of the machine that built it', async () => {
    for (const path of await packed())
      expect(readFileSync(join(root, path), 'utf8'), path).not.toContain(`${root}/`);
  });
});

describe('what it was built from', () => {
  test('is locked with a hash for each package, and names no place of its own to get it from', () => {
    const packages = Object.entries<{ integrity?: string; resolved?: string }>(lock.packages);
    expect(packages.length).toBeGreaterThan(50);
    for (const [path, { integrity, resolved }] of packages.filter(([name]) => name !== '')) {
      expect(integrity, path).toMatch(/^sha512-/);
      expect(resolved, path).toBeUndefined();
    }
  });
});

test.each([
  ['doctor', '--sandbox', '--json'],
  ['models', '--sandbox', '--json'],
  ['probe', '--sandbox', '--mode', 'plain', '--json'],
  ['explain', 'invalid_key', '--json'],
])('%s makes no code from text, so a Node.js that forbids it runs it', async (...argv) => {
  const { stdout } = await run(process.execPath, ['--disallow-code-generation-from-strings', bin, ...argv]);
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1 });
});
