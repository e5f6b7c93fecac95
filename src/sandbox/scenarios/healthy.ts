import type { ProbePromise, Scenario } from '../scenario.ts';
import { healthy, inconclusive } from './promises.ts';

function bothWork(path: string): ProbePromise['rows'] {
  return { [`POST ${path} plain`]: 'answers', [`POST ${path} stream`]: 'streams' };
}

/** Set-ups that work, in every form in which they may come, and gateways that do not let anybody see whether they do. */
export const healthyScenarios: readonly Scenario[] = [
  {
    id: 'healthy',
    story: 'Everything works',
    provider: 'nexus',
    gateway: {},
    expects: healthy,
    probe: {
      flags: ['--mode', 'both'],
      exitCode: 0,
      rows: {
        'POST /v1/chat/completions plain': 'answers',
        'POST /v1/chat/completions stream': 'not-supported',
        'POST /v1/completions plain': 'answers',
        'POST /v1/completions stream': 'not-supported',
        ...bothWork('/v1/messages'),
        ...bothWork('/v1/responses'),
        ...bothWork('/v1/responses/compact'),
      },
    },
    live: { verdict: 'healthy', exitCode: 0, findings: [], proof: 'streams' },
  },
  {
    id: 'healthy-nusantara',
    story: 'Everything works at the second built-in gateway',
    provider: 'nusantara',
    gateway: {},
    expects: healthy,
    probe: {
      flags: ['--mode', 'both'],
      exitCode: 0,
      rows: {
        ...bothWork('/v1/chat/completions'),
        ...bothWork('/v1/responses'),
        ...bothWork('/anthropic/v1/messages'),
        ...bothWork('/v1/messages'),
      },
    },
    live: { verdict: 'healthy', exitCode: 0, findings: [], proof: 'streams' },
  },
  {
    id: 'healthy/coding-plan',
    story: 'A key of the Coding Plan is used below /coding, where it belongs',
    provider: 'nusantara',
    gateway: { keyKind: 'coding' },
    client: {
      env: { NEOSANTARA_API_KEY: '{key}', NEOSANTARA_BASE_URL: '{url}/coding' },
      flags: ['--provider', 'nusantara'],
    },
    expects: healthy,
  },
  {
    id: 'healthy/version-in-base',
    story: 'The base URL ends in /v1, as clients of the OpenAI kind want it',
    provider: 'nexus',
    gateway: {},
    client: { env: { NEXUS_API_KEY: '{key}', NEXUS_BASE_URL: '{url}/v1' } },
    expects: healthy,
  },
  {
    id: 'healthy/behind-a-path',
    story: 'The gateway lives below a path of a larger server, and the base URL says so',
    provider: 'nexus',
    gateway: { mountedAt: '/api' },
    expects: healthy,
  },
  {
    id: 'healthy/https',
    story: 'Everything works over https with a certificate that is trusted',
    provider: 'nexus',
    gateway: { tls: 'trusted' },
    expects: healthy,
  },
  {
    id: 'healthy/slow',
    story: 'Every answer takes most of a second and then is right',
    provider: 'nexus',
    gateway: { delayMs: 400 },
    expects: healthy,
  },
  {
    id: 'gateway/public-model-list',
    story: 'Anybody may read the model list, and the balance still asks for the key',
    provider: 'nexus',
    gateway: { openRoutes: ['/v1/models'] },
    expects: healthy,
  },
  {
    id: 'gateway/public-model-list-nusantara',
    story: 'Anybody may read the model list, and the key status still asks for the key',
    provider: 'nusantara',
    gateway: { openRoutes: ['/v1/models'] },
    expects: healthy,
  },
  {
    id: 'gateway/open',
    story: 'Every free route answers without a key, so a wrong key would look right',
    provider: 'nexus',
    gateway: { openRoutes: ['/v1/models', '/v1/balance'] },
    expects: inconclusive('local/key-not-verifiable'),
  },
  {
    id: 'gateway/any-key-passes',
    story: 'The gateway asks for a key and takes any',
    provider: 'nexus',
    gateway: { anyKeyPasses: true },
    expects: inconclusive('local/key-not-verifiable'),
  },
  {
    id: 'gateway/any-key-passes-nusantara',
    story: 'The second built-in gateway asks for a key and takes any',
    provider: 'nusantara',
    gateway: { anyKeyPasses: true },
    expects: inconclusive('local/key-not-verifiable'),
  },
];
