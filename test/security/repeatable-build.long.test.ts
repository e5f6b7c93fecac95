import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'nexus-build-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Builds a copy of the sources in a folder of that name, and gives the hash of each file that comes out. */
async function built(name: string): Promise<Readonly<Record<string, string>>> {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  for (const part of ['src', 'build', 'package.json', 'rolldown.config.js', 'tsconfig.json'])
    cpSync(join(root, part), join(place, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  const rolldown = join(root, 'node_modules/rolldown/bin/cli.mjs');
  await promisify(execFile)(process.execPath, [rolldown, '-c', '--logLevel', 'silent'], { cwd: place });
  const dist = join(place, 'dist');
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(dist, file)))
      .digest('hex');
  return Object.fromEntries(
    readdirSync(dist)
      .sort()
      .map((file) => [file, hash(file)]),
  );
}

test('two builds of the same sources are the same to the byte', async () => {
  const [first, second] = [await built('one'), await built('two')];
  expect(Object.keys(first).length).toBeGreaterThan(10);
  expect(second).toEqual(first);
});
