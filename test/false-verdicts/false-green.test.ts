import { expect } from 'vitest';
import type { GatewayState } from '../../src/sandbox/scenario.ts';
import { always, toRightKey } from '../../src/sandbox/scenarios/rules.ts';
import { answersTo, type Complaint } from './complaint.ts';

const deadKey = { env: { NEXUS_API_KEY: 'nexus-sandbox-0123456789abcdef', NEXUS_BASE_URL: '{url}' } };
const noGreen = /verdict": "(healthy|degraded)|^Healthy/m;
const live = (route: string) => ['doctor', '--live', '--yes', '--route', route];

function callAnswers(status: number, body: unknown): GatewayState {
  return { rules: [{ method: 'POST', reply: { kind: 'json', status, body } }] };
}

const rows: readonly Complaint[] = [
  {
    source: 'NousResearch/hermes-agent#107473',
    complaint: 'the list of models is public, so a dead key gets its tick',
    gateway: { openRoutes: ['/v1/models', '/v1/balance'] },
    client: deadKey,
    ends: {
      exitCode: 3,
      verdict: 'inconclusive',
      proof: 'speaks-api',
      firstCause: 'gateway.requires-a-key local/key-not-verifiable',
      checks: { 'gateway.requires-a-key': 'unknown', 'key.is-accepted': 'unknown' },
    },
    neverSays: noGreen,
  },
  {
    source: 'NousResearch/hermes-agent#107479',
    complaint: 'nobody asks once more without the key, so a public list proves a dead one',
    gateway: { openRoutes: ['/v1/models'] },
    client: deadKey,
    ends: { exitCode: 4, verdict: 'broken', firstCause: 'key.is-accepted nexus/invalid_key' },
    neverSays: noGreen,
    also: ({ gateway }) => {
      const asked = gateway.requests.filter(({ path }) => path === '/v1/models');
      expect(new Set(asked.map(({ credential }) => credential))).toEqual(new Set(['none', 'wrong']));
    },
  },
  {
    source: 'farion1231/cc-switch#4392',
    complaint: 'any key at all passes the test',
    gateway: { anyKeyPasses: true },
    client: deadKey,
    ends: {
      exitCode: 3,
      verdict: 'inconclusive',
      firstCause: 'gateway.requires-a-key local/key-not-verifiable',
      checks: { 'key.is-accepted': 'unknown' },
    },
    neverSays: noGreen,
  },
  {
    source: 'farion1231/cc-switch#4347',
    complaint: 'an answer with 503 counts as available',
    gateway: { rules: always({ kind: 'json', status: 503, body: { error: { message: 'No supplier' } } }) },
    ends: {
      exitCode: 3,
      verdict: 'inconclusive',
      firstCause: 'gateway.requires-a-key edge/http-503',
      proof: 'reachable',
    },
    neverSays: noGreen,
  },
  {
    source: 'farion1231/cc-switch#5747',
    complaint: 'the base URL leads to the home page, which answers 200 with HTML',
    gateway: {
      rules: always({
        kind: 'raw',
        status: 200,
        contentType: 'text/html',
        body: '<!doctype html><html><head><title>Welcome</title></head><body></body></html>',
      }),
    },
    ends: {
      exitCode: 1,
      verdict: 'broken',
      proof: 'reachable',
      firstCause: 'gateway.speaks-this-api edge/html-instead-of-api',
    },
    says: /base URL/i,
    neverSays: noGreen,
  },
  {
    source: 'farion1231/cc-switch#5747 (comment)',
    complaint: 'a 200 that holds nothing, or the refusal of the business behind it, is a pass',
    gateway: {
      rules: toRightKey({
        kind: 'json',
        status: 200,
        body: { success: false, message: 'account suspended' },
      }),
    },
    ends: { exitCode: 3, verdict: 'inconclusive' },
    says: /account suspended/,
    neverSays: noGreen,
  },
  {
    source: 'fredrikburmester/streamystats#491',
    complaint: 'the test button asks another address than the chat does',
    gateway: { mountedAt: '/api' },
    argv: live('/v1/messages'),
    ends: { exitCode: 0, verdict: 'healthy', proof: 'streams', firstCause: null },
    also: ({ gateway }) => {
      expect(gateway.requests.length).toBeGreaterThan(3);
      expect(gateway.requests.filter(({ path }) => !path.startsWith('/api/v1/'))).toEqual([]);
      expect(gateway.requests.filter(({ method }) => method === 'POST')).toMatchObject([
        { path: '/api/v1/messages', stream: true },
        { path: '/api/v1/messages', stream: true },
      ]);
    },
  },
  {
    source: 'QuantumNous/new-api#6293',
    complaint: 'the test passes on one route while the route of the client is not there',
    gateway: callAnswers(404, { error: { message: 'not here', code: 'unsupported_endpoint' } }),
    argv: live('/v1/messages'),
    ends: { exitCode: 1, verdict: 'broken', firstCause: 'answer.is-valid nexus/unsupported_endpoint' },
    neverSays: noGreen,
  },
  {
    source: 'QuantumNous/new-api#4487',
    complaint: 'one good route makes the whole channel good',
    gateway: {
      rules: [
        { method: 'POST', path: '/v1/responses', reply: { kind: 'error', error: 'unsupported_endpoint' } },
      ],
    },
    argv: ['probe', '--yes', '--route', '/v1/messages,/v1/responses', '--mode', 'plain'],
    ends: {
      exitCode: 1,
      rows: { 'POST /v1/messages plain': 'answers', 'POST /v1/responses plain': 'rejected' },
    },
  },
  {
    source: 'diegosouzapw/OmniRoute#13070',
    complaint: 'the test asks a stored address, not the one that was just typed',
    client: {
      env: { NEXUS_API_KEY: '{key}', NEXUS_BASE_URL: '{url}' },
      flags: ['--base-url', 'http://127.0.0.1:1'],
    },
    ends: { exitCode: 1, verdict: 'broken', firstCause: 'network.port-connects network/connection-refused' },
    neverSays: noGreen,
    also: ({ gateway }) => expect(gateway.requests).toEqual([]),
  },
  {
    source: 'QuantumNous/new-api#2875',
    complaint: 'a call answers 200 with an error in it, and the test is green',
    gateway: callAnswers(200, { error: { message: 'no responses here', code: 'unsupported_model' } }),
    argv: live('/v1/responses'),
    ends: { exitCode: 1, verdict: 'broken', firstCause: 'answer.is-valid nexus/unsupported_model' },
    neverSays: noGreen,
  },
  {
    source: 'Exgentic/exgentic#247',
    complaint: 'a call that was refused counts as healthy',
    gateway: callAnswers(400, {
      error: { message: 'The request is not valid.', type: 'invalid_request_error' },
    }),
    argv: live('/v1/messages'),
    ends: { exitCode: 1, verdict: 'broken' },
    neverSays: noGreen,
  },
  {
    source: 'expo/expo#50325',
    complaint: 'everything is fine, says the doctor that could check nothing',
    gateway: { rules: always({ kind: 'reset' }) },
    ends: {
      exitCode: 3,
      verdict: 'inconclusive',
      firstCause: 'gateway.speaks-this-api network/connection-reset',
      checks: { 'key.is-accepted': 'skip' },
    },
    neverSays: noGreen,
  },
  {
    source: 'istio/istio#18699',
    complaint: 'without a network the analysis ends with 0',
    replies: [{ answer: { kind: 'unreachable', phase: 'dns', code: 'EAI_AGAIN' } }],
    ends: { exitCode: 3, verdict: 'inconclusive', proof: 'configured' },
    neverSays: noGreen,
  },
  {
    source: 'istio/istio#35054',
    complaint: 'the exit code is 0 as soon as the output is JSON',
    gateway: { rules: toRightKey({ kind: 'error', error: 'invalid_key' }) },
    ends: { exitCode: 4, verdict: 'broken', firstCause: 'key.is-accepted nexus/invalid_key' },
    neverSays: noGreen,
  },
];

answersTo('False green', rows);
