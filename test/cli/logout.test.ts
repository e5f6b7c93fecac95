import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { Secret } from '../../src/settings/secret.ts';
import { type StoredKey, storedKeysFrom, textOf } from '../../src/settings/stored-key.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';

const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const nexus = 'https://api.nexus-hub.ru';
const nusantara = 'https://api.neosantara.xyz';
const place = '/home/ana/.config/nexus/credentials.json';

const facts = { fingerprint: '1a2b3c4d', keptAt: '2026-01-02T03:04:05.000Z' };
const ofNexus: StoredKey = { ...facts, origin: nexus, provider: 'nexus', store: 'keychain' };
const ofNusantara: StoredKey = {
  ...facts,
  origin: nusantara,
  provider: 'nusantara',
  store: 'file',
  secret: new Secret(key),
};

async function logout(world: FakeWorld, ...flags: string[]) {
  const files = { [place]: textOf([ofNexus, ofNusantara]) };
  const system = fakeSystem({ files, keychain: { [nexus]: key }, ...world });
  const exitCode = await run(['logout', '--json', ...flags], system);
  const kept = await system.files.read(place, { maxBytes: 10_000, followLinks: false });
  const left = kept.kind === 'text' ? storedKeysFrom(kept.text)?.map(({ origin }) => origin) : [];
  return { system, exitCode, left, json: JSON.parse(system.stdout.text()) };
}

test('the key of this gateway is forgotten in its store and in the list, no other', async () => {
  const { exitCode, left, system, json } = await logout({});
  expect({ exitCode, left }).toEqual({ exitCode: 0, left: [nusantara] });
  expect(system.keychain.held.size).toBe(0);
  expect(json).toMatchObject({ forgotten: [{ origin: nexus }], left: [{ origin: nusantara }] });
  expect(system.fakeNetwork.sent).toEqual([]);
});

test('--provider picks another one', async () => {
  const { left, system } = await logout({}, '--provider', 'nusantara');
  expect(left).toEqual([nexus]);
  expect(system.keychain.asked).toEqual([]);
});

test('--all leaves no key and no file', async () => {
  const { left, system } = await logout({}, '--all');
  expect(left).toEqual([]);
  expect(await system.files.exists(place)).toBe(false);
  expect(system.keychain.held.size).toBe(0);
});

test('a key that is gone from the keychain already is forgotten too', async () => {
  expect(await logout({ keychain: {} })).toMatchObject({ exitCode: 0, left: [nusantara] });
});

describe('what could not be forgotten stays in the list and is said', () => {
  test.each(['timed-out', 'locked', 'refused', 'unavailable'] as const)('%s', async (keychain) => {
    const { exitCode, left, json } = await logout({ keychain }, '--all');
    expect({ exitCode, left }).toEqual({ exitCode: 3, left: [nexus] });
    expect(json.notes[0]).toContain('the keychain did not let go of the key');
  });

  test('on a disk that cannot be written to', async () => {
    const { exitCode, json } = await logout({ readOnly: true }, '--provider', 'nusantara');
    expect(exitCode).toBe(2);
    expect(json.error.message).toContain('was not forgotten');
  });
});

describe('a key that others can get at', () => {
  const text = textOf([ofNusantara]);
  const exposed: readonly (readonly [string, FakeWorld['files']])[] = [
    ['in a file that all can read', { [place]: { text, mode: 0o644 } }],
    [
      'in a folder that all can write to',
      { [place]: text, '/home/ana/.config/nexus': { folderMode: 0o777 } },
    ],
  ];

  test.each(exposed)('%s is forgotten too, and it is said that they could', async (_, files) => {
    const { exitCode, left, system, json } = await logout({ files: files ?? {} }, '--provider', 'nusantara');
    expect({ exitCode, left }).toEqual({ exitCode: 0, left: [] });
    expect(await system.files.exists(place)).toBe(false);
    expect(json).toMatchObject({ forgotten: [{ origin: nusantara }] });
    expect(json.notes[0]).toContain('have a new key made');
  });

  test('leaves the others in a file that only their owner can read', async () => {
    const files = { [place]: { text: textOf([ofNexus, ofNusantara]), mode: 0o644 } };
    const { left, system } = await logout({ files }, '--provider', 'nusantara');
    expect(left).toEqual([nexus]);
    expect(await system.files.read(place, { maxBytes: 10_000, followLinks: false })).toMatchObject({
      mode: 0o600,
    });
  });

  test('in a file of somebody else is not touched', async () => {
    const { exitCode, system } = await logout({ files: { [place]: { text, ownedByMe: false } } });
    expect(exitCode).toBe(2);
    expect(await system.files.exists(place)).toBe(true);
  });
});

test('a folder in the place of the file is moved away, because rm would not remove it', async () => {
  const { exitCode, json } = await logout({ files: { [`${place}/x`]: 'something' } });
  expect(exitCode).toBe(2);
  expect(JSON.stringify(json)).toMatch(/run: mv \S*credentials\.json \S*credentials\.json\.old/);
});

test('nothing to forget is no failure', async () => {
  const { exitCode, json } = await logout({ files: {} });
  expect(exitCode).toBe(0);
  expect(json).toMatchObject({ forgotten: [], notes: [`no key was kept for ${nexus}`] });
});

test('--all names no gateway where none has a key', async () => {
  const { json } = await logout({ files: {} }, '--all');
  expect(json.notes).toEqual(['no key was kept for any gateway']);
});

describe('a key in plain text, and an older one of its gateway in the keychain', () => {
  const older: StoredKey = { ...ofNexus, origin: nusantara, provider: 'nusantara' };
  const files = { [place]: textOf([ofNusantara, older]) };

  test('are forgotten together', async () => {
    const { exitCode, left, system } = await logout({ files, keychain: { [nusantara]: key } }, '--all');
    expect({ exitCode, left, held: system.keychain.held.size }).toEqual({ exitCode: 0, left: [], held: 0 });
  });

  test('are told apart while the keychain is locked', async () => {
    const { exitCode, json } = await logout({ files, keychain: 'locked' }, '--provider', 'nusantara');
    expect(exitCode).toBe(3);
    expect(json).toMatchObject({ forgotten: [{ store: 'file' }], left: [{ store: 'keychain' }] });
    expect(json.notes).toEqual(['the keychain did not let go of the key: it is locked']);
  });
});

test('a variable that still holds a key is named', async () => {
  const { json } = await logout({ env: { NEXUS_API_KEY: key } });
  expect(json.notes).toEqual(['env NEXUS_API_KEY is still set and is used']);
});
