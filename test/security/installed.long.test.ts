import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundledPackages } from '../../build/audit.js';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'nexus-installed-'));
const place = join(folder, 'project');
const run = promisify(execFile);
/** Nothing of this machine's set-up is known to the program. */
const bare = { PATH: process.env.PATH ?? '', HOME: join(folder, 'home') };
const nexus = join(place, 'node_modules/.bin/nexus');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The packages of a bill of materials in CycloneDX: https://cyclonedx.org/docs/1.5/json/ */
interface Bill {
  readonly bomFormat: string;
  readonly components: readonly { name: string; version: string; purl: string; hashes?: object[] }[];
}

describe.skipIf(process.platform === 'win32')('the packed program in an empty folder', () => {
  beforeAll(async () => {
    mkdirSync(place);
    writeFileSync(join(place, 'package.json'), '{"name":"empty","private":true}');
    const packing = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
    const [{ filename }] = JSON.parse((await run('npm', packing, { cwd: root })).stdout);
    // Offline: whatever it needed from a registry would be missing. No scripts: newer npm runs none either.
    const quiet = ['--offline', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund'];
    await run('npm', ['install', ...quiet, join(folder, filename)], { cwd: place });
  });

  test('is one package', () => {
    const installed = readdirSync(join(place, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(installed).toEqual(['nexus-doctor']);
  });

  test.each([
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    [['doctor', '--sandbox'], 0, /15 checks|proven: /],
    [['doctor', '--sandbox', 'key/revoked'], 4, /invalid_key/],
    [['models', '--sandbox'], 0, /gpt-5\.4/],
    [['probe', '--sandbox', '--mode', 'plain'], 0, /answers/],
    [['explain', 'invalid_key'], 0, /Who acts/],
  ])('runs %j', async (argv, exitCode, shown) => {
    const ran = await run(nexus, argv, { cwd: place, env: bare }).catch((failed) => failed);
    expect(ran.stdout).toMatch(shown);
    expect(ran.code ?? 0).toBe(exitCode);
  });

  test('leaves nothing in the folder it was started in', () => {
    expect(readdirSync(place).sort()).toEqual(['node_modules', 'package-lock.json', 'package.json']);
  });

  test('passes the tests of the built program', async () => {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const argv = [vitest, 'run', '--config', 'vitest.long.config.ts', 'test/bin/bin.long.test.ts'];
    const env = { ...process.env, NEXUS_TEST_BIN: join(place, 'node_modules/nexus-doctor/bin/nexus.js') };
    const { stdout } = await run(process.execPath, argv, { cwd: root, env });
    expect(stdout).toMatch(/Test Files.+1 passed/);
  });
});

test('the bill of materials names every package of the bundle, with its version and hash', async () => {
  const { stdout } = await run('npm', ['run', '--silent', 'sbom'], { cwd: root, maxBuffer: 2 ** 26 });
  const bill: Bill = JSON.parse(stdout);
  expect(bill.bomFormat).toBe('CycloneDX');
  const licenses = readFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
  const bundled = bundledPackages(licenses);
  expect(bundled.length).toBeGreaterThan(20);
  for (const name of bundled) {
    const found = bill.components.filter((component) => component.name === name);
    expect(found, name).not.toEqual([]);
    for (const { hashes } of found) expect(hashes, name).toMatchObject([{ alg: 'SHA-512' }]);
    const versions = found.map(({ version }) => `- ${name} ${version} (`);
    expect(
      versions.some((line) => licenses.includes(line)),
      name,
    ).toBe(true);
  }
});

test('an audit ends with a result, or says that none was made', async () => {
  const { stdout } = await run('npm', ['run', '--silent', 'audit'], { cwd: root }).catch((failed) => failed);
  expect(stdout).toMatch(/^audit: (?:not run \(.+\)|.+ in the bundle, .+ in what builds and tests it)\n$/);
});
