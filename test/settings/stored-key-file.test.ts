import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../src/settings/secret.ts';
import { type StoredKey, textOf } from '../../src/settings/stored-key.ts';
import { loadStoredKeys, writeStoredKeys } from '../../src/settings/stored-key-file.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import { fakeSystem } from '../support/fake-system.ts';

const key: StoredKey = {
  origin: 'https://api.nexus-hub.ru',
  provider: 'nexus',
  store: 'file',
  secret: new Secret('zq7Kd0P4xVb81LmNfT5sWcYh'),
  fingerprint: '1a2b3c4d',
  keptAt: '2026-01-02T03:04:05.000Z',
};

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'nexus-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const folder = () => join(home, '.config/nexus');
const file = () => join(folder(), 'credentials.json');
const machine = () => fakeSystem({ home, realFiles: nodeFiles });
const modeOf = (path: string) => statSync(path).mode & 0o777;

function plant(mode = 0o600): void {
  mkdirSync(folder(), { recursive: true, mode: 0o700 });
  writeFileSync(file(), textOf([key]), { mode });
  chmodSync(file(), mode);
}

describe.skipIf(process.platform === 'win32')('the file of kept keys', () => {
  test('is for nobody else, and so is its folder, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      await writeStoredKeys([key], { path: file() }, machine());
    } finally {
      process.umask(before);
    }
    expect([modeOf(file()), modeOf(folder())]).toEqual([0o600, 0o700]);
    expect(await loadStoredKeys(machine())).toMatchObject({ file: '~/.config/nexus/credentials.json' });
    expect((await loadStoredKeys(machine()))?.keys).toHaveLength(1);
  });

  test('goes away with its last key', async () => {
    plant();
    await writeStoredKeys([], { path: file() }, machine());
    expect(await nodeFiles.exists(file())).toBe(false);
  });

  test('holds nothing where there is none', async () => {
    expect(await loadStoredKeys(machine())).toMatchObject({ keys: [] });
    expect(await loadStoredKeys(fakeSystem({ home: null }))).toBeUndefined();
  });

  test.each([0o644, 0o640, 0o604, 0o666, 0o660])(
    'of mode %o is refused with the command that mends it',
    async (mode) => {
      plant(mode);
      const kept = await loadStoredKeys(machine());
      expect(kept?.keys).toEqual([]);
      expect(kept?.problem?.expected).toBe(
        'expected a file that only you can read; run: chmod 600 ~/.config/nexus/credentials.json',
      );
      chmodSync(file(), 0o600);
      expect((await loadStoredKeys(machine()))?.keys).toHaveLength(1);
    },
  );

  test.each([0o777, 0o770, 0o720])(
    'in a folder of mode %o is refused with the command that mends it',
    async (mode) => {
      plant();
      chmodSync(folder(), mode);
      const kept = await loadStoredKeys(machine());
      expect(kept?.keys).toEqual([]);
      expect(kept?.problem?.expected).toContain('run: chmod 700 ~/.config/nexus');
    },
  );

  test.each(['.config', '.'])('below a %s that everybody may write to is refused', async (name) => {
    plant();
    chmodSync(join(home, '.'), 0o755);
    chmodSync(join(home, name), 0o777);
    const open = fakeSystem({ home, realFiles: nodeFiles, env: { CI: 'false' } });
    const kept = await loadStoredKeys(open);
    expect(kept?.keys).toEqual([]);
    expect(kept?.problem?.expected).toContain('only you can write to the folders above it; run: chmod o-w');
    chmodSync(join(home, name), 0o1777);
    expect((await loadStoredKeys(open))?.keys).toHaveLength(1);
  });

  test('in a folder that others may look into is fine: they cannot read it', async () => {
    plant();
    chmodSync(folder(), 0o755);
    expect((await loadStoredKeys(machine()))?.keys).toHaveLength(1);
  });

  test('that is a link is refused, and nothing is written through it', async () => {
    mkdirSync(folder(), { recursive: true, mode: 0o700 });
    const victim = join(home, 'victim');
    writeFileSync(victim, textOf([key]), { mode: 0o600 });
    symlinkSync(victim, file());
    const kept = await loadStoredKeys(machine());
    expect(kept?.keys).toEqual([]);
    expect(kept?.problem?.expected).toContain('not a link; run: rm ~/.config/nexus/credentials.json');
    await expect(writeStoredKeys([], { path: file() }, machine())).resolves.toBeUndefined();
    expect(statSync(victim).size).toBeGreaterThan(0);
  });
});

test('a file of another user is refused', async () => {
  const files = {
    '/home/ana/.config/nexus/credentials.json': { text: textOf([key]), mode: 0o600, ownedByMe: false },
  };
  const kept = await loadStoredKeys(fakeSystem({ files }));
  expect(kept).toMatchObject({
    keys: [],
    problem: { expected: expect.stringContaining('belongs to you; run: rm') },
  });
});

test('a broken file is named without a word of it', async () => {
  const files = {
    '/home/ana/.config/nexus/credentials.json': '{"keys": [{"key": "zq7Kd0P4xVb81LmNfT5sWcYh"',
  };
  const kept = await loadStoredKeys(fakeSystem({ files }));
  expect(kept?.problem).toEqual({
    file: '~/.config/nexus/credentials.json',
    expected: 'expected what nexus login writes; run: rm ~/.config/nexus/credentials.json',
  });
});
