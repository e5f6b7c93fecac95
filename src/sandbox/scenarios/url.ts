import type { ClientSetUp, Scenario } from '../scenario.ts';
import { broken } from './promises.ts';

function baseUrlWritten(baseUrl: string): ClientSetUp {
  return { env: { NEXUS_API_KEY: '{key}', NEXUS_BASE_URL: baseUrl } };
}

/** Base URLs that lead to nowhere, or not to the API. */
export const urlScenarios: readonly Scenario[] = [
  {
    id: 'url/doubled-version',
    story: 'The base URL has /v1 twice',
    provider: 'nexus',
    gateway: {},
    client: baseUrlWritten('{url}/v1/v1'),
    expects: broken('local/url-doubled-version'),
  },
  {
    id: 'url/is-endpoint',
    story: 'A whole endpoint was copied from an example as the base URL',
    provider: 'nexus',
    gateway: {},
    client: baseUrlWritten('{url}/v1/chat/completions'),
    expects: broken('local/url-is-endpoint'),
  },
  {
    id: 'url/with-userinfo',
    story: 'A name and a password stand in the base URL',
    provider: 'nexus',
    gateway: {},
    client: baseUrlWritten('http://name:password@{host}'),
    expects: broken('local/url-has-userinfo'),
  },
  {
    id: 'url/without-scheme',
    story: 'The base URL lacks its https://',
    provider: 'nexus',
    gateway: {},
    client: baseUrlWritten('{host}'),
    expects: broken('local/url-malformed'),
  },
  {
    id: 'url/not-a-url',
    story: 'The base URL is a word that is no address',
    provider: 'nexus',
    gateway: {},
    client: baseUrlWritten('gateway'),
    expects: broken('local/url-malformed'),
  },
  {
    id: 'url/prefix-missing',
    story: 'The gateway lives below /api, and the base URL ends before it',
    provider: 'nexus',
    gateway: { mountedAt: '/api' },
    client: baseUrlWritten('http://{host}'),
    expects: broken('local/base-url-wrong-path'),
  },
  {
    id: 'url/prefix-too-much',
    story: 'The base URL has a path that only another gateway has',
    provider: 'nexus',
    gateway: {},
    client: baseUrlWritten('{url}/openai'),
    expects: broken('local/base-url-wrong-path'),
  },
];
