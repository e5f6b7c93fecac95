import { expect, test } from 'vitest';
import { customProfile } from '../../src/providers/custom/profile.ts';
import { profiles } from '../../src/providers/index.ts';
import { mayProjectUse } from '../../src/settings/project-url.ts';

const local = customProfile({ id: 'local', baseUrl: 'http://127.0.0.1:4000/v1' });
const relay = 'https://relay.example/v1';

test.each([
  ['the provider’s own origin', 'https://api.nexus-hub.ru/v1', profiles.nexus, [], true],
  ['another port there', 'https://api.nexus-hub.ru:8443', profiles.nexus, [], false],
  ['plain http there', 'http://api.nexus-hub.ru', profiles.nexus, ['http://api.nexus-hub.ru'], false],
  ['another provider', 'https://api.neosantara.xyz', profiles.nexus, [], false],
  ['a user there', 'https://ana:word@api.nexus-hub.ru', profiles.nexus, [], false],
  ['an endpoint there', 'https://api.nexus-hub.ru/v1/models', profiles.nexus, [], false],
  ['a relay', relay, profiles.nexus, [], false],
  [
    'a relay that the person trusts',
    relay,
    profiles.nexus,
    ['https://other.example', 'https://relay.example'],
    true,
  ],
  ['a gateway of this machine, even a known one', 'http://127.0.0.1:4000', local, [], false],
  ['the same, trusted', 'http://127.0.0.1:4000', local, ['http://127.0.0.1:4000/'], true],
  ['nothing', '', profiles.nexus, [''], false],
  ['words', 'not a URL', profiles.nexus, ['not a URL'], false],
])('for %s the answer to a project file is %5$s', (_, typed, profile, trusted, expected) => {
  expect(mayProjectUse(typed, profile, trusted)).toBe(expected);
});

test.each([
  'http://10.0.0.7:4000',
  'http://172.16.0.7',
  'http://172.31.255.254',
  'http://192.168.1.7:4000',
  'http://169.254.169.254',
  'http://[fd00::8]:4000',
  'http://[fe80::8]',
  'http://[::1]:4000',
  'http://[::ffff:10.0.0.7]',
  'http://gateway.local',
  'http://gateway.internal',
  'http://gateway',
  'http://localhost:4000',
  'http://0.0.0.0:4000',
  'https://10.0.0.7',
  'https://192.168.1.7',
  'https://gateway.local',
])('a project file does not lead to %s, unless the person trusts just that', (typed) => {
  // A provider that the person described is trusted where it is encrypted.
  const described = typed.startsWith('http:') ? [customProfile({ id: 'mine', baseUrl: typed })] : [];
  for (const profile of [...Object.values(profiles), ...described]) {
    expect(mayProjectUse(typed, profile, [])).toBe(false);
    expect(mayProjectUse(typed, profile, [typed.replace(/:\/\/.*/, '://10.9.9.9')])).toBe(false);
    expect(mayProjectUse(typed, profile, [typed])).toBe(true);
  }
});
