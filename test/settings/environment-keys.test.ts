import { expect, test } from 'vitest';
import { customProfile } from '../../src/providers/custom/profile.ts';
import { builtInProfiles } from '../../src/providers/index.ts';
import { keysOfEnvironment } from '../../src/settings/environment-keys.ts';

const key = 'a1B2c3D4e5F6a1B2c3D4e5F6';
const values = (...found: Parameters<typeof keysOfEnvironment>) =>
  keysOfEnvironment(...found).map((secret) => secret.reveal());

test('every key variable of every gateway counts, without white space around the key', () => {
  const env = {
    NEXUS_API_KEY: `${key}1\n`,
    NEOSANTARA_API_KEY: `${key}2`,
    NUSANTARA_API_KEY: `${key}3`,
    OTHER: `${key}4`,
  };
  expect(values(env)).toEqual([`${key}1`, `${key}2`, `${key}3`]);
});

test('a gateway of the settings counts when it is known', () => {
  const own = customProfile({ id: 'mine', baseUrl: 'https://gw.example', keyEnv: 'MINE_KEY' });
  expect(values({ MINE_KEY: key }, [...builtInProfiles, own])).toEqual([key]);
});

test.each(['', '  ', 'short', '<your key>', 'your-api-key-here', '$NEXUS_API_KEY', 'NEXUS_API_KEY'])(
  'the value "%s" is nothing to hide',
  (value) => {
    expect(values({ NEXUS_API_KEY: value })).toEqual([]);
  },
);
