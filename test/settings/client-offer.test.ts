import { describe, expect, test } from 'vitest';
import type { ClientOffer } from '../../src/settings/client-offer.ts';
import { loadSettings, type SettingsRequest } from '../../src/settings/load-settings.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';

const ofUser = (value: string) =>
  ({ value, origin: { kind: 'env', name: 'env ANTHROPIC_BASE_URL' } }) as const;
const ofProject = (value: string) =>
  ({ value, origin: { kind: 'project-file', name: './.claude/settings.json:3' } }) as const;
const key = {
  value: 'client-key-0123456789',
  origin: { kind: 'env', name: 'env ANTHROPIC_AUTH_TOKEN' },
} as const;
const vendor = 'https://api.anthropic.com';

function offer(baseUrls: ClientOffer['baseUrls'], otherwise: string | undefined = vendor): ClientOffer {
  return { baseUrls, keys: [key], otherwise };
}

async function inForce(client: ClientOffer, world: FakeWorld = {}, request: SettingsRequest = {}) {
  const { baseUrl, apiKey, unusedKeys = [] } = await loadSettings(request, fakeSystem(world), client);
  return {
    url: `${baseUrl.value.used} < ${baseUrl.origin.name}`,
    key: apiKey?.origin.name ?? 'none',
    unused: unusedKeys.map(({ origin, belongsTo }) => `${origin.name} for ${belongsTo}`),
  };
}

const own = { NEXUS_API_KEY: 'nexus-0123456789abcdef' };
const token = 'env ANTHROPIC_AUTH_TOKEN';

describe('what a client would use stands behind the flags and before everything else', () => {
  test.each<[string, ClientOffer, FakeWorld, SettingsRequest, Awaited<ReturnType<typeof inForce>>]>([
    [
      'its own address and key',
      offer([ofUser('https://gw.example')]),
      {},
      {},
      { url: 'https://gw.example < env ANTHROPIC_BASE_URL', key: token, unused: [] },
    ],
    [
      'the gateway’s variables are of another place: neither counts',
      offer([ofUser('https://gw.example')]),
      { env: { ...own, NEXUS_BASE_URL: 'https://other.example' } },
      {},
      {
        url: 'https://gw.example < env ANTHROPIC_BASE_URL',
        key: token,
        unused: ['env NEXUS_API_KEY for https://other.example'],
      },
    ],
    [
      'a flag wins, and the client’s key stays where it belongs',
      offer([ofUser('https://gw.example')]),
      { env: own },
      { baseUrl: 'https://flag.example' },
      {
        url: 'https://flag.example < --base-url',
        key: 'env NEXUS_API_KEY',
        unused: [`${token} for https://gw.example`],
      },
    ],
    [
      'without an address its key belongs to its vendor',
      offer([]),
      { env: own },
      {},
      {
        url: 'https://api.nexus-hub.ru < profile nexus',
        key: 'env NEXUS_API_KEY',
        unused: [`${token} for https://api.anthropic.com`],
      },
    ],
    [
      'without an address and without a known vendor its key belongs nowhere',
      { ...offer([]), otherwise: undefined },
      {},
      {},
      { url: 'https://api.nexus-hub.ru < profile nexus', key: 'none', unused: [`${token} for undefined`] },
    ],
    [
      'a stranger’s address is passed over, and the person’s own counts',
      offer([ofProject('https://evil.example'), ofUser('https://gw.example')]),
      {},
      {},
      { url: 'https://gw.example < env ANTHROPIC_BASE_URL', key: token, unused: [] },
    ],
    [
      'a project may name the gateway’s own address',
      offer([ofProject('https://api.nexus-hub.ru')]),
      {},
      {},
      { url: 'https://api.nexus-hub.ru < ./.claude/settings.json:3', key: token, unused: [] },
    ],
    [
      'a project may name an address that the person trusts',
      offer([ofProject('https://gw.example')]),
      { files: { '/home/ana/.config/nexus/config.json': '{"trustedOrigins": ["https://gw.example"]}' } },
      {},
      { url: 'https://gw.example < ./.claude/settings.json:3', key: token, unused: [] },
    ],
    [
      'the port is part of what a project may name',
      offer([ofProject('https://api.nexus-hub.ru:8443')]),
      {},
      {},
      {
        url: 'https://api.nexus-hub.ru < profile nexus',
        key: 'none',
        unused: [`${token} for https://api.anthropic.com`],
      },
    ],
  ])('%s', async (_, client, world, request, expected) => {
    expect(await inForce(client, world, request)).toEqual(expected);
  });
});
