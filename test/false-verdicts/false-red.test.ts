import { expect } from 'vitest';
import type { ClientSetUp, Reply } from '../../src/sandbox/scenario.ts';
import { always, at, toRightKey } from '../../src/sandbox/scenarios/rules.ts';
import type { FakeReply } from '../support/fake-network.ts';
import { answersTo, type Complaint } from './complaint.ts';

const blamesKey =
  /invalid_key|\b(the|this|your) key (is|was) (not accepted|refused|invalid|wrong)|nexus login|log ?in again/i;
const relayKey = 'relay-key-of-ana-0123456789';
const refusal = { error: { code: 'invalid_key', message: 'Invalid API key.' } };

/** A whole gateway at a host that no vendor owns. */
const relay: readonly FakeReply[] = [
  {
    host: 'relay.example',
    path: '/v1/models',
    key: relayKey,
    answer: { status: 200, json: { object: 'list', data: [{ id: 'gpt-5.4', object: 'model' }] } },
  },
  {
    host: 'relay.example',
    path: '/v1/balance',
    key: relayKey,
    answer: { status: 200, json: { balance: 250, currency: 'RUB' } },
  },
  { host: 'relay.example', answer: { status: 401, json: refusal } },
];

function baseUrl(written: string): ClientSetUp {
  return { env: { NEXUS_API_KEY: '{key}', NEXUS_BASE_URL: written } };
}

function live(model: string, route: string): readonly string[] {
  return ['doctor', '--live', '--yes', '--model', model, '--route', route];
}

const unreachable = (phase: 'dns' | 'connect' | 'headers', code: string): readonly FakeReply[] => [
  { answer: { kind: 'unreachable', phase, code } },
];
const notThere: Reply = { kind: 'error', error: 'unsupported_endpoint' };
const mute = { exitCode: 3, verdict: 'inconclusive', proof: 'configured' } as const;

const rows: readonly Complaint[] = [
  {
    source: 'NousResearch/hermes-agent#73160',
    complaint: 'the check asks the vendor while the person is on a relay, and calls the key invalid',
    client: { env: { NEXUS_API_KEY: relayKey, NEXUS_BASE_URL: 'https://relay.example' } },
    replies: relay,
    ends: { exitCode: 0, verdict: 'healthy', proof: 'accepts-key', firstCause: null },
    neverSays: blamesKey,
    also: ({ system }) => {
      const hosts = system.fakeNetwork.sent.map(({ url }) => new URL(url).host);
      expect(new Set(hosts)).toEqual(new Set(['relay.example']));
    },
  },
  {
    source: 'NousResearch/hermes-agent#9766',
    complaint: 'the check appends the version to a base URL that ends in it',
    client: baseUrl('{url}/v1'),
    ends: { exitCode: 0, verdict: 'healthy', firstCause: null },
    also: ({ gateway }) =>
      expect(new Set(gateway.requests.map(({ path }) => path))).toEqual(
        new Set(['/v1/models', '/v1/balance']),
      ),
  },
  {
    source: 'NousResearch/hermes-agent#26284',
    complaint: 'the check sends the key in another header than the client of this route does',
    provider: 'nusantara',
    // This gateway refuses a messages call without the headers of Anthropic's clients.
    argv: live('claude-sonnet-4-6', '/v1/messages'),
    ends: { exitCode: 0, verdict: 'healthy', proof: 'streams', firstCause: null },
    neverSays: blamesKey,
  },
  {
    source: 'NousResearch/hermes-agent#21785',
    complaint: 'a gateway without a list of models counts as broken',
    gateway: { rules: at('/v1/models', notThere) },
    ends: {
      exitCode: 0,
      verdict: 'degraded',
      proof: 'accepts-key',
      checks: { 'key.is-accepted': 'pass', 'models.are-enabled': 'unknown' },
    },
    neverSays: blamesKey,
  },
  {
    source: 'aiming-lab/AutoResearchClaw#292',
    complaint: 'a base URL without the version fails, and the key gets the blame',
    client: baseUrl('{url}/'),
    ends: { exitCode: 0, verdict: 'healthy', firstCause: null },
    neverSays: blamesKey,
  },
  {
    source: 'cli/cli#14053',
    complaint: 'a used-up rate limit is reported as an invalid token, with the advice to log in again',
    gateway: {
      rules: toRightKey({
        kind: 'json',
        status: 429,
        body: { error: { message: 'Rate limit exceeded', type: 'rate_limit', code: null } },
        headers: { 'retry-after': '30' },
      }),
    },
    ends: { exitCode: 3, verdict: 'inconclusive', checks: { 'key.is-accepted': 'unknown' } },
    says: /30 s/,
    neverSays: blamesKey,
  },
  {
    source: 'cli/cli#12891',
    complaint: 'an agent in a box without a network starts a login, because the token is said to be invalid',
    replies: unreachable('connect', 'ENETUNREACH'),
    ends: mute,
    neverSays: blamesKey,
  },
  {
    source: 'cli/cli#8293',
    complaint: 'a time-out is reported as an invalid token',
    gateway: { rules: always({ kind: 'stall' }) },
    argv: ['doctor', '--timeout', '2'],
    ends: { exitCode: 3, verdict: 'inconclusive', firstCause: 'gateway.speaks-this-api network/no-answer' },
    neverSays: blamesKey,
  },
  {
    source: 'farion1231/cc-switch#5747 (redirects)',
    complaint: 'the list goes round in redirects, and calls that work are reported as broken',
    gateway: {
      rules: [
        ...at('/v1/models', { kind: 'redirect', status: 301, to: '/v1/models/' }),
        ...at('/v1/models/', { kind: 'redirect', status: 301, to: '/v1/models' }),
      ],
    },
    argv: ['doctor', '--live', '--yes', '--route', '/v1/messages'],
    // What is known of the list is said; everything else was seen to work.
    ends: {
      exitCode: 0,
      verdict: 'degraded',
      proof: 'streams',
      checks: {
        'gateway.speaks-this-api': 'pass',
        'key.is-accepted': 'pass',
        'models.are-enabled': 'unknown',
      },
    },
    says: /in a circle/,
    neverSays: blamesKey,
  },
  {
    source: 'BerriAI/litellm#26987',
    complaint: 'a call for one token fails every model that thinks first',
    provider: 'nusantara',
    gateway: { outputLimits: { 'gpt-5.4': { minimum: 100 } } },
    argv: live('gpt-5.4', '/v1/responses'),
    ends: { exitCode: 0, verdict: 'healthy', proof: 'streams', firstCause: null },
  },
  {
    source: 'BerriAI/litellm#29266',
    complaint: 'the limit goes out under the name that this model refuses',
    provider: 'nusantara',
    gateway: { outputLimits: { 'gpt-5.4': { field: 'max_completion_tokens' } } },
    argv: live('gpt-5.4', '/v1/chat/completions'),
    ends: { exitCode: 0, verdict: 'healthy', proof: 'streams', firstCause: null },
  },
  {
    source: 'BerriAI/litellm#9584',
    complaint: 'a health check without an output limit lets a talkative model run on',
    argv: live('claude-sonnet-4-6', '/v1/messages'),
    ends: { exitCode: 0, verdict: 'healthy', proof: 'streams' },
    also: ({ gateway }) => {
      const limits = gateway.requests.flatMap(({ method, outputLimit }) =>
        method === 'POST' ? [outputLimit] : [],
      );
      expect(limits).toEqual([64, 64]);
    },
  },
  {
    source: 'BerriAI/litellm#7000',
    complaint: 'health checks cost money, and nobody said so',
    ends: { exitCode: 0, verdict: 'healthy', proof: 'accepts-key' },
    also: ({ gateway, json }) => {
      expect(gateway.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
      expect(json.spend).toEqual({ calls: 0, inputTokens: 0, outputTokens: 0 });
    },
  },
  {
    source: 'BerriAI/litellm#9788',
    complaint: 'nobody was asked before the billable call',
    argv: ['doctor', '--live', '--route', '/v1/messages'],
    ends: { exitCode: 2 },
    also: ({ gateway }) => expect(gateway.requests).toEqual([]),
  },
  {
    source: 'QuantumNous/new-api#3298',
    complaint: 'a route that does nothing but stream is tested without streaming',
    argv: live('claude-sonnet-4-6', '/v1/messages'),
    ends: { exitCode: 0, verdict: 'healthy', proof: 'streams' },
    // Nothing that such a route would refuse may be part of the verdict.
    also: ({ gateway }) => {
      const calls = gateway.requests.filter(({ method }) => method === 'POST');
      expect(calls.map(({ stream }) => stream)).toEqual([true, true]);
    },
  },
  {
    source: 'npm/npm#16733',
    complaint: 'a registry without the route of the ping counts as broken',
    gateway: { rules: at('/v1/balance', notThere) },
    ends: {
      exitCode: 0,
      verdict: 'degraded',
      proof: 'accepts-key',
      checks: { 'balance.is-available': 'unknown', 'key.is-accepted': 'pass' },
    },
    neverSays: blamesKey,
  },
  {
    source: 'npm/npm#15306',
    complaint: 'the ping of a foreign registry answers 404, and the whole registry is called unreachable',
    provider: 'nusantara',
    gateway: { rules: at('/v1/auth/key', { kind: 'error', error: 'not_found_error' }) },
    ends: { exitCode: 0, verdict: 'degraded', proof: 'accepts-key' },
    neverSays: /unreachable|not reachable/i,
  },
];

answersTo('False red', rows, [
  {
    source: 'linkerd/linkerd2#11349',
    why: 'no command compares versions with a newest one, so none can claim a wrong one without a network',
  },
]);
