import { describe, expect, test } from 'vitest';
import { customProfile } from '../../src/providers/custom/profile.ts';
import { builtInProfiles, profiles } from '../../src/providers/index.ts';
import { baseUrlFrom } from '../../src/settings/base-url.ts';
import { builtInHostNear, isBoundTo, mayCarryKey } from '../../src/settings/key-policy.ts';
import { keyShapeOf } from '../../src/settings/key-shape.ts';

const { nexus, nusantara } = profiles;
const local = customProfile({ id: 'local', baseUrl: 'http://127.0.0.1:4000/v1' });
const other = customProfile({ id: 'other', baseUrl: 'http://127.0.0.1:5000/v1' });
const near = customProfile({ id: 'near', baseUrl: 'https://api.nexus-hubb.ru' });
const all = [...builtInProfiles, local, other, near];
const key = 'a1B2c3D4e5F6a1B2c3D4e5F6';

function decide(typed: string, profile = nexus, secret = key) {
  return mayCarryKey(baseUrlFrom(typed), profile, all, keyShapeOf(secret, profile, all));
}

describe('the key may go to', () => {
  test.each([
    ['the provider’s own host', 'https://api.nexus-hub.ru/v1', nexus],
    ['another path there', 'https://api.neosantara.xyz/coding/v1', nusantara],
    ['another port there', 'https://api.nexus-hub.ru:8443', nexus],
    ['a host nobody knows, over https', 'https://relay.example/api', nexus],
    ['this machine', 'http://127.0.0.1:8080', nexus],
    ['a private address over http', 'http://192.168.1.7:8080', nexus],
    ['a gateway of the settings file', 'http://127.0.0.1:4000', local],
    ['a name that only contains a known one', 'https://api.nexus-hub.ru.relay.example', nexus],
    ['a name that is three letters away', 'https://api.nexus-hubxyz.ru', nexus],
  ])('%s', (_, typed, profile) => {
    expect(decide(typed, profile)).toEqual({ allowed: true });
  });
});

describe('the key may not go to', () => {
  test.each([
    ['another provider', 'https://api.neosantara.xyz/v1', nexus, 'another-provider', 'Nusantara AI'],
    [
      'another port of another provider',
      'https://api.nexus-hub.ru:1',
      nusantara,
      'another-provider',
      'Nexus',
    ],
    ['another local gateway', 'http://127.0.0.1:5000/v1', local, 'another-provider', 'other'],
    [
      'another provider in odd spelling',
      'https://API。nexus-hub.ru.',
      nusantara,
      'another-provider',
      'Nexus',
    ],
    ['a host one letter away', 'https://api.nexus-hab.ru', nexus, 'looks-mistyped', 'api.nexus-hub.ru'],
    ['a host two letters away', 'https://api.nexushub.rv', nexus, 'looks-mistyped', 'api.nexus-hub.ru'],
    ['a misspelt other provider', 'https://api.neosantara.xy', nexus, 'looks-mistyped', 'api.neosantara.xyz'],
    ['a Cyrillic look-alike', 'https://api.nехus-hub.ru', nexus, 'looks-mistyped', 'api.nexus-hub.ru'],
    [
      'a look-alike in a settings file',
      'https://api.nexus-hubb.ru',
      near,
      'looks-mistyped',
      'api.nexus-hub.ru',
    ],
    ['public http', 'http://relay.example', nexus, 'public-http', undefined],
    ['public http of the provider itself', 'http://api.nexus-hub.ru', nexus, 'public-http', undefined],
    ['no base URL', '', nexus, 'no-base-url', undefined],
    ['a URL with a password', 'https://u:p@api.nexus-hub.ru', nexus, 'no-base-url', undefined],
    ['an endpoint', 'https://api.nexus-hub.ru/v1/models', nexus, 'no-base-url', undefined],
  ])('%s', (_, typed, profile, why, of) => {
    expect(decide(typed, profile)).toEqual({ allowed: false, why, ...(of === undefined ? {} : { of }) });
  });

  test('anywhere when it is not clean', () => {
    expect(decide('https://api.nexus-hub.ru', nexus, `"${key}"`)).toEqual({
      allowed: false,
      why: 'unclean-key',
    });
  });

  test('anywhere but to its own vendor’s host, when the host is a built-in one', () => {
    const refused = { allowed: false, why: 'foreign-key', of: 'Anthropic' };
    expect(decide('https://api.nexus-hub.ru', nexus, `sk-ant-${key}`)).toEqual(refused);
    expect(decide('https://relay.example', nexus, `sk-ant-${key}`)).toEqual({ allowed: true });
    expect(decide('http://127.0.0.1:4000', local, `sk-ant-${key}`)).toEqual({ allowed: true });
  });

  test('another built-in provider, even when the caller forgot to name the built-in ones', () => {
    const shape = keyShapeOf(key, local, [local]);
    const permission = mayCarryKey(baseUrlFrom('https://api.nexus-hub.ru'), local, [local], shape);
    expect(permission).toEqual({ allowed: false, why: 'another-provider', of: 'Nexus' });
  });
});

test('a built-in host is not near itself or the other one', () => {
  for (const profile of builtInProfiles)
    expect(builtInHostNear(baseUrlFrom(profile.baseUrl))).toBeUndefined();
});

test('white space around the key does not hold it back', () => {
  expect(decide('https://api.nexus-hub.ru', nexus, `${key}\n`)).toEqual({ allowed: true });
});

test('a host is asked about without a key too', () => {
  const asked = (typed: string) => mayCarryKey(baseUrlFrom(typed), nexus, all, undefined);
  expect(asked('https://api.nexus-hub.ru')).toEqual({ allowed: true });
  expect(asked('http://relay.example')).toEqual({ allowed: false, why: 'public-http' });
});

test('where there is no host, none is near', () => {
  expect(builtInHostNear(baseUrlFrom(''))).toBeUndefined();
});

test.each([
  ['https://a.example', 'https://a.example', true],
  ['https://a.example', 'https://a.example:8443', false],
  ['https://a.example', undefined, false],
  [undefined, 'https://a.example', false],
  [undefined, undefined, false],
])('a key of %s at %s: %s', (belongsTo, inForce, bound) => {
  expect(isBoundTo(belongsTo, inForce)).toBe(bound);
});
