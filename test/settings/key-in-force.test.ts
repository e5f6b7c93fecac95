import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadSettings, type SettingsRequest } from '../../src/settings/load-settings.ts';
import { Secret } from '../../src/settings/secret.ts';
import { type StoredKey, textOf } from '../../src/settings/stored-key.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';

const place = '/home/ana/.config/nexus/credentials.json';
const configPlace = '/home/ana/.config/nexus/config.json';
const home = 'https://api.nexus-hub.ru';
const text = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const other = 'aB3dE5fG7hJ9kL1mN2pQ4rS6';

const facts = { provider: 'nexus', fingerprint: '1a2b3c4d', keptAt: '2026-01-02T03:04:05.000Z' };
const inFile = (origin = home): StoredKey => ({ ...facts, origin, store: 'file', secret: new Secret(text) });
const inKeychain = (origin = home): StoredKey => ({ ...facts, origin, store: 'keychain' });

async function load(world: FakeWorld, request: SettingsRequest = {}) {
  const system = fakeSystem(world);
  const settings = await loadSettings(request, system);
  return {
    settings,
    system,
    key: settings.apiKey?.value.secret.reveal(),
    from: settings.apiKey?.origin.name,
  };
}

describe('a kept key is used', () => {
  test('from the file', async () => {
    const { key, from } = await load({ files: { [place]: textOf([inFile()]) } });
    expect({ key, from }).toEqual({ key: text, from: '~/.config/nexus/credentials.json' });
  });

  test('from the keychain', async () => {
    const { key, from } = await load({
      files: { [place]: textOf([inKeychain()]) },
      keychain: { [home]: text },
    });
    expect({ key, from }).toEqual({ key: text, from: 'keychain' });
  });

  test('before one that was written into the settings file, which it shadows', async () => {
    const files = { [place]: textOf([inFile()]), [configPlace]: `{"apiKey": "${other}"}` };
    const { key, settings } = await load({ files });
    expect(key).toBe(text);
    expect(settings.apiKey?.shadows.map(({ name }) => name)).toEqual(['~/.config/nexus/config.json:1']);
  });
});

describe('a stronger place wins', () => {
  const files = { [place]: textOf([inKeychain()]), '/keys/mine': other };
  test.each<[string, FakeWorld, SettingsRequest, readonly string[]]>([
    [
      '--key-file',
      { files, env: { NEXUS_API_KEY: text } },
      { keyFile: '/keys/mine' },
      ['env NEXUS_API_KEY', 'keychain'],
    ],
    ['the environment', { files, env: { NEXUS_API_KEY: other } }, {}, ['keychain']],
  ])('%s, and a keychain that may be locked is not even asked', async (_, world, request, shadows) => {
    const { key, settings, system } = await load({ ...world, keychain: 'timed-out' }, request);
    expect(key).toBe(other);
    expect(settings.apiKey?.shadows.map(({ name }) => name)).toEqual(shadows);
    expect(system.keychain.asked).toEqual([]);
  });
});

describe('a kept key goes to its own origin and nowhere else', () => {
  test.each([
    'http://api.nexus-hub.ru',
    'https://api.nexus-hub.ru:8443',
    'https://nexus-hub.ru',
    'https://api.neosantara.xyz',
    'https://api.nexus-hub.ru.evil.example',
    'https://gateway.example',
    'http://127.0.0.1:8080',
  ])('with %s in force it is left alone, and named', async (baseUrl) => {
    for (const kept of [inFile(), inKeychain()]) {
      const world = { files: { [place]: textOf([kept]) }, keychain: { [home]: text } };
      const { settings, system } = await load(world, { baseUrl });
      expect(settings.apiKey).toBeUndefined();
      expect(settings.unusedKeys).toMatchObject([{ belongsTo: home }]);
      expect(system.keychain.asked).toEqual([]);
    }
  });

  test('whatever the two origins are', async () => {
    const url = fc.webUrl({ validSchemes: ['http', 'https'] });
    await fc.assert(
      fc.asyncProperty(url, url, async (bound, used) => {
        const origin = new URL(bound).origin;
        const { settings } = await load({ files: { [place]: textOf([inFile(origin)]) } }, { baseUrl: used });
        expect(settings.apiKey === undefined || settings.baseUrl.value.origin === origin).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('a path below the same origin is the same gateway', async () => {
    const { key } = await load({ files: { [place]: textOf([inFile()]) } }, { baseUrl: `${home}/coding/v1` });
    expect(key).toBe(text);
  });
});

describe('a keychain that gives nothing', () => {
  test.each(['absent', 'unavailable', 'refused', 'locked', 'timed-out'] as const)(
    '%s: there is no key, and it is said why',
    async (why) => {
      const { settings } = await load({ files: { [place]: textOf([inKeychain()]) }, keychain: why });
      expect(settings.apiKey).toBeUndefined();
      expect(settings.unusedKeys).toEqual([
        { origin: { kind: 'keychain', name: 'keychain' }, belongsTo: home, why },
      ]);
    },
  );

  test('leaves the turn to the key of the settings file', async () => {
    const files = { [place]: textOf([inKeychain()]), [configPlace]: `{"apiKey": "${other}"}` };
    expect((await load({ files, keychain: 'timed-out' })).key).toBe(other);
  });
});

test('an older key in the keychain stands behind the one in plain text, and is not asked for', async () => {
  const files = { [place]: textOf([inFile(), inKeychain()]) };
  const { key, settings, system } = await load({ files, keychain: { [home]: other } });
  expect(key).toBe(text);
  expect(settings.unusedKeys).toBeUndefined();
  expect(system.keychain.asked).toEqual([]);
});

describe('where one file cannot be trusted, no stored key is used', () => {
  const exposed = { text: textOf([inFile()]), mode: 0o644 };
  test.each<[string, NonNullable<FakeWorld['files']>, string]>([
    ['broken settings', { [place]: textOf([inFile()]), [configPlace]: '{' }, 'config.json'],
    [
      'kept keys for all to read',
      { [place]: exposed, [configPlace]: `{"apiKey": "${other}"}` },
      'credentials.json',
    ],
  ])('%s', async (_, files, named) => {
    const { settings } = await load({ files });
    expect(settings.apiKey).toBeUndefined();
    expect(settings.userFile?.problem?.file).toContain(named);
  });

  test('but one of the environment is', async () => {
    const { key } = await load({ files: { [place]: exposed }, env: { NEXUS_API_KEY: other } });
    expect(key).toBe(other);
  });
});

test('every key of the files is known, so that it can be hidden, used or not', async () => {
  const elsewhere = inFile('https://gateway.example');
  const files = { [place]: textOf([elsewhere]), [configPlace]: `{"keys": {"nusantara": "${other}"}}` };
  const { settings } = await load({ files, env: { NEXUS_API_KEY: 'k'.repeat(24) } });
  expect(settings.storedSecrets?.map((secret) => secret.reveal()).sort()).toEqual([other, text].sort());
});
