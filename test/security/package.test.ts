import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { redactionRules } from '../../src/report/redaction-rules.ts';
import { leafKey } from '../../src/sandbox/certificates.ts';
import { bin } from '../support/run-bin.ts';

const root = join(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const run = promisify(execFile);

/** What `npm pack` would put in. It is asked once. */
async function pack(): Promise<{ files: { path: string }[]; unpackedSize: number }> {
  packing ??= run('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], { cwd: root });
  return JSON.parse((await packing).stdout)[0];
}
let packing: Promise<{ stdout: string }> | undefined;

async function packed(): Promise<readonly string[]> {
  return (await pack()).files.map(({ path }) => path).sort();
}

interface Locked {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

/** The packages that an install brings besides this one. */
const installed = () =>
  Object.entries<Locked>(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true);

describe('what a person installs', () => {
  test('is one package, and the keychain where the machine has one', () => {
    for (const kind of ['dependencies', 'peerDependencies', 'bundleDependencies'])
      expect(manifest[kind], kind).toBeUndefined();
    const mayComeAlong = Object.keys(manifest.optionalDependencies ?? {});
    expect(mayComeAlong.filter((name) => name !== '@napi-rs/keyring')).toEqual([]);
    for (const [path, entry] of installed()) {
      expect(path).toMatch(/^node_modules\/@napi-rs\/keyring(?:-[\w-]+)?$/);
      expect(entry.optional, path).toBe(true);
    }
  });

  test('runs no script while it is installed from a registry', () => {
    for (const name of ['preinstall', 'install', 'postinstall', 'preprepare', 'postprepare'])
      expect(manifest.scripts[name], name).toBeUndefined();
    expect(lock.packages[''].hasInstallScript).toBeUndefined();
    for (const [path, entry] of installed()) expect(entry.hasInstallScript, path).toBeUndefined();
  });

  test('holds the program, its schemas and nothing else', async () => {
    const paths = await packed();
    const expected =
      /^(?:LICENSE|README\.md|SECURITY\.md|package\.json|bin\/nexus\.js|bin\/package\.json|dist\/[\w-]+\.cjs|dist\/THIRD-PARTY-LICENSES\.txt|schemas\/[\w-]+\.schema\.json)$/;
    expect(paths.filter((path) => !expected.test(path))).toEqual([]);
    const named = ['LICENSE', 'bin/nexus.js', 'dist/main.cjs', 'dist/THIRD-PARTY-LICENSES.txt'];
    expect(paths).toEqual(expect.arrayContaining(named));
  });

  // After a change that is meant: `npm run build`, then `npx vitest run test/security/package.test.ts -u`.
  test('has the list of files that was looked at', async () => {
    const plain = (await packed()).map((path) => path.replace(/^dist\/.+-[\w-]{8}\.cjs$/, 'dist/*-*.cjs'));
    await expect(`${[...new Set(plain)].join('\n')}\n`).toMatchFileSnapshot('packed-files.txt');
  });

  test('takes at most 1.6 MB of the disk', async () => {
    expect((await pack()).unpackedSize).toBeLessThan(1_600_000);
  });

  test('names no folder of the machine that built it', async () => {
    for (const path of await packed())
      expect(readFileSync(join(root, path), 'utf8'), path).not.toContain(`${root}/`);
  });
});

/** Each thing that has the shape of a secret. Code says `key=` a lot, so a value has to look like one, and names of variables are none. */
function secretsIn(file: string): string[] {
  const text = file.replace(/\$\{[\w.]{1,40}\}/g, '');
  return redactionRules.flatMap(({ rule, pattern }) =>
    [...text.matchAll(pattern)]
      .map(([found]) => found.trim())
      .filter((found) => !namedByWord.includes(rule) || looksLikeValue.test(found)),
  );
}
const namedByWord = ['credential-header', 'cookie', 'secret-parameter'];
const looksLikeValue = /(?=[\w+/-]{0,100}\d)(?=[\w+/-]{0,100}[A-Za-z])[\w+/-]{16,}/;

/** What the embedded gateway plays with: worth nothing anywhere else. */
const madeUp: readonly string[] = [
  leafKey.trim(),
  'nsk_0123456789abcdef0123456789abcdef',
  '://name:password@',
];

describe('no secret', () => {
  test('stands in any packed file, but for those of the embedded gateway', async () => {
    const found = (await packed()).flatMap((path) =>
      secretsIn(readFileSync(join(root, path), 'utf8')).map((text) => [path, text] as const),
    );
    expect(found.filter(([, text]) => !madeUp.includes(text))).toEqual([]);
    expect(madeUp.filter((text) => !found.some(([, other]) => other === text))).toEqual([]);
  });

  // Made of two parts, so that no scanner of the repository takes them for real.
  const random = 'Zk3Q9vX1bT7mW5cR8nY2';
  test.each([
    `const key = "sk-${random}";`,
    `key:\`nsk_${random}\``,
    `AKIA${'ABCDEFGH12345678'}`,
    `ghp_${random}${random}`,
    `npm_${random}`,
    `{"Authorization":"Bearer ${random}"}`,
    `x-api-key: ${random}`,
    `Cookie: session=${random}`,
    `https://api.example/v1?api_key=${random}`,
    `https://ana:${random}@registry.example/`,
    `eyJ${random}.eyJ${random}.${random}`,
    `-----BEGIN PRIVATE ${'KEY'}-----\n${random}\n-----END PRIVATE KEY-----`,
  ])('would be overlooked: %j', (planted) => {
    expect(secretsIn(`a();${planted}b()`)).not.toEqual([]);
    expect(madeUp).not.toContain(secretsIn(`a();${planted}b()`)[0]);
  });
});

describe('what it was built from', () => {
  // npm puts optional peers of a tool there when it makes a lock file anew; `npm prune --package-lock-only` takes them out.
  test('is all needed by something', () => {
    const packages = Object.entries<{ extraneous?: boolean }>(lock.packages);
    expect(packages.filter(([, { extraneous }]) => extraneous === true).map(([path]) => path)).toEqual([]);
  });

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
