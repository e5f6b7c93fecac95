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
