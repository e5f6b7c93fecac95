import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/settings/secret.ts';
import { maskableKeys, type StoredKey, storedKeysFrom, textOf } from '../../src/settings/stored-key.ts';

const facts = {
  origin: 'https://api.nexus-hub.ru',
  provider: 'nexus',
  fingerprint: '1a2b3c4d',
  keptAt: '2026-01-02T03:04:05.000Z',
};
const inFile: StoredKey = { ...facts, store: 'file', secret: new Secret('zq7Kd0P4xVb81LmNfT5sWcYh') };
const inKeychain: StoredKey = { ...facts, origin: 'http://127.0.0.1:8080', store: 'keychain' };

const listed = (entry: object, version: unknown = 1) =>
  JSON.stringify({ schemaVersion: version, keys: [entry] });
const written = { ...facts, store: 'file', key: 'zq7Kd0P4xVb81LmNfT5sWcYh' };

test('what is written is read back, the key of a keychain left out', () => {
  const text = textOf([inFile, inKeychain]);
  const [first, second] = storedKeysFrom(text) ?? [];
  expect(first).toMatchObject({ ...facts, store: 'file' });
  expect(first?.secret?.reveal()).toBe('zq7Kd0P4xVb81LmNfT5sWcYh');
  expect(second).toEqual(inKeychain);
  expect(text.match(/"key"/g)).toHaveLength(1);
});

describe('a text that this program did not write lists nothing', () => {
  test.each([
    ['no JSON', '{"schemaVersion": 1, "keys": ['],
    ['another version', listed(written, 2)],
    ['a list alone', JSON.stringify([written])],
    ['an origin with a path', listed({ ...written, origin: 'https://api.nexus-hub.ru/v1' })],
    ['an origin in capitals', listed({ ...written, origin: 'https://API.nexus-hub.ru' })],
    ['an origin with its usual port', listed({ ...written, origin: 'https://api.nexus-hub.ru:443' })],
    ['no origin', listed({ ...written, origin: 'null' })],
    ['a store that does not exist', listed({ ...written, store: 'cloud' })],
    ['a file without its key', listed({ ...written, key: undefined })],
    ['an empty key', listed({ ...written, key: '' })],
    ['a fingerprint of another form', listed({ ...written, fingerprint: 'none' })],
    ['no time', listed({ ...written, keptAt: 'yesterday' })],
  ])('%s', (_, text) => {
    expect(storedKeysFrom(text)).toBeUndefined();
  });

  test('and one bad entry among good ones is enough', () => {
    const text = JSON.stringify({ schemaVersion: 1, keys: [written, { ...written, origin: 'x' }] });
    expect(storedKeysFrom(text)).toBeUndefined();
  });
});

test('a short key is not looked for in what is printed: it could be any word', () => {
  const short: StoredKey = { ...inFile, secret: new Secret('models') };
  expect(maskableKeys([inFile, short, inKeychain])).toEqual([inFile.secret]);
});
