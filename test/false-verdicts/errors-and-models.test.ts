import { expect } from 'vitest';
import type { GatewayState, Reply } from '../../src/sandbox/scenario.ts';
import { toRightKey } from '../../src/sandbox/scenarios/rules.ts';
import { answersTo, type Complaint } from './complaint.ts';

function limited(error: object, headers: Readonly<Record<string, string>> = {}): GatewayState {
  return { rules: toRightKey({ kind: 'json', status: 429, body: { error }, headers }) };
}

function callsGet(reply: Reply): GatewayState {
  return { rules: [{ method: 'POST', reply }] };
}

const live = ['doctor', '--live', '--yes', '--model', 'claude-sonnet-4-6', '--route', '/v1/messages'];
const undecided = { exitCode: 3, verdict: 'inconclusive' } as const;

const limits: readonly Complaint[] = [
  {
    source: 'google-gemini/gemini-cli#2909',
    complaint: 'a limit per minute and a used-up quota look alike',
    provider: 'nusantara',
    gateway: { rules: toRightKey({ kind: 'error', error: 'rpm_exceeded' }) },
    ends: { ...undecided, firstCause: 'key.is-accepted nusantara/rpm_exceeded' },
    says: /per minute/,
    neverSays: /used up/,
    also: ({ json }) => expect(json.firstCause.finding.retry).toBe('when-told'),
  },
  {
    source: 'langchain-ai/langchainjs#1929',
    complaint: 'a used-up quota is tried again and again, as if it were too fast',
    gateway: limited({ message: 'You exceeded your current quota.', code: 'insufficient_quota' }),
    ends: { ...undecided, firstCause: 'key.is-accepted openai/insufficient_quota' },
    says: /waiting does not help|quota is used up/,
    also: ({ json }) => expect(json.firstCause.finding.retry).toBe('after-fix'),
  },
  {
    source: 'LibreChat-AI/agents#357',
    complaint: 'too many calls at once are taken for a used-up account',
    gateway: limited({ message: 'Too many concurrent requests', code: 'concurrency_limit' }),
    ends: { ...undecided, firstCause: 'key.is-accepted edge/http-429' },
    says: /concurrency_limit \(not a code that Nexus documents\)[\s\S]*at once/,
  },
  {
    source: 'gfargo/coco#1805',
    complaint: 'the answer says how long to wait, and nobody passes it on',
    gateway: limited({ message: 'Slow down', code: 'too_fast' }, { 'retry-after': '17' }),
    ends: { ...undecided, firstCause: 'key.is-accepted edge/http-429' },
    says: /wait 17 s/,
  },
  {
    source: 'NousResearch/hermes-agent#93455',
    complaint: 'the limit of the day is called a limit per minute, so waiting a minute never helps',
    provider: 'nusantara',
    gateway: { rules: toRightKey({ kind: 'error', error: 'user_total_daily_limit_exceeded' }) },
    ends: { ...undecided, firstCause: 'key.is-accepted nusantara/user_total_daily_limit_exceeded' },
    says: /day/,
    neverSays: /too many requests/i,
  },
];

const explained: readonly Complaint[] = [
  {
    source: 'rust-lang/rust#44710',
    complaint: 'a code that does not exist and one without a page get the same answer',
    argv: ['explain', 'made_up_code'],
    ends: { exitCode: 1 },
    says: /not a code that these gateways document/,
    also: ({ json }) => expect(json.matches).toEqual([]),
  },
  {
    source: 'rust-lang/rust#86518',
    complaint: 'a code in other letters is not found',
    argv: ['explain', 'Invalid_KEY'],
    ends: { exitCode: 0 },
    also: ({ json }) =>
      expect(json.matches).toMatchObject([{ id: 'nexus/invalid_key', confidence: 'exact' }]),
  },
  {
    source: 'rust-lang/cargo#13888',
    complaint: 'of several errors in a log not the last one is explained',
    argv: ['explain', '-'],
    stdin:
      '10:01 {"error":{"code":"invalid_key"}}\n10:02 ok\n10:03 {"error":{"code":"insufficient_balance"}}\n',
    ends: { exitCode: 0 },
    says: /^insufficient_balance/,
    also: ({ json }) => expect(json.matches[0].id).toBe('nexus/insufficient_balance'),
  },
  {
    source: 'rust-lang/rust#15981',
    complaint: 'a long explanation exists, and the error does not lead to it',
    gateway: { rules: toRightKey({ kind: 'error', error: 'invalid_key' }) },
    ends: { exitCode: 4, verdict: 'broken' },
    says: /First cause[\s\S]*\nLikely[\s\S]*\nDo /,
  },
  {
    source: 'astral-sh/ruff#2812',
    complaint: 'half a code leads nowhere',
    argv: ['explain', 'invalid_'],
    ends: { exitCode: 1 },
    says: /Nearest +invalid_key, /,
  },
  {
    source: 'astral-sh/ruff#5059',
    complaint: 'the whole catalogue is not there for programs',
    argv: ['explain', '--list'],
    ends: { exitCode: 0 },
    also: ({ json }) => {
      expect(json.entries.length).toBeGreaterThan(100);
      for (const entry of json.entries) expect(Object.values(entry)).not.toContain('');
    },
  },
];

const models: readonly Complaint[] = [
  {
    source: 'BerriAI/litellm#21032',
    complaint: 'a model stands in the list and may not be called',
    gateway: callsGet({ kind: 'error', error: 'model_not_allowed' }),
    argv: live,
    ends: { exitCode: 4, verdict: 'broken', firstCause: 'answer.is-valid nexus/model_not_allowed' },
  },
  {
    source: 'BerriAI/litellm#355',
    complaint: 'every model of the list is reported as available, and some can not be called at all',
    gateway: callsGet({ kind: 'error', error: 'unsupported_model' }),
    argv: live,
    ends: { exitCode: 1, verdict: 'broken', firstCause: 'answer.is-valid nexus/unsupported_model' },
    neverSays: /typed wrong|does not exist/,
  },
  {
    source: 'diegosouzapw/OmniRoute#781',
    complaint: 'a place in the list is sold as a working model',
    gateway: callsGet({ kind: 'error', error: 'internal_error' }),
    argv: ['doctor', '--model', 'claude-sonnet-4-6'],
    // Without a call nothing is known about the call, and nothing is claimed.
    ends: { exitCode: 0, verdict: 'healthy', proof: 'model-allowed', checks: { 'answer.is-valid': 'skip' } },
    says: /this key may use the model/,
    neverSays: /the model (answers|streams|works)/,
  },
  {
    source: 'vava-nessa/free-coding-models#34',
    complaint: 'the supplier behind a listed model is down, and the model counts as missing',
    gateway: callsGet({
      kind: 'json',
      status: 503,
      body: { error: { message: 'No supplier', code: 'no_channel' } },
    }),
    argv: live,
    ends: { exitCode: 3, verdict: 'inconclusive', proof: 'model-allowed' },
    neverSays: /model-not-listed|unsupported_model/,
  },
  {
    source: 'promptfile/promptfile#248',
    complaint: 'a model that is in nobody’s list is refused, though lists are never complete',
    provider: 'nusantara',
    argv: ['doctor', '--model', 'claude-sonnet-4-5'],
    ends: { exitCode: 0, verdict: 'degraded', firstCause: 'model.is-listed local/model-not-in-list' },
  },
];

const requestIds: readonly Complaint[] = [
  {
    source: 'productdevbook/misina#66',
    complaint: 'the request id of the failure is thrown away',
    gateway: { rules: toRightKey({ kind: 'error', error: 'invalid_key' }) },
    ends: { exitCode: 4 },
    says: /request_id\s+[0-9a-f-]{36}/,
    also: ({ json }) => expect(json.firstCause.finding.requestId).toMatch(/^[0-9a-f-]{36}$/),
  },
  {
    source: 'heroku/legacy-cli#1212',
    complaint: 'the failed call has an id in a header, and nobody shows it',
    gateway: callsGet({
      kind: 'json',
      status: 500,
      body: {},
      headers: { 'x-request-id': 'req-of-header-7' },
    }),
    argv: live,
    ends: { ...undecided, firstCause: 'answer.is-valid edge/http-500' },
    says: /req-of-header-7/,
    neverSays: /error page|server before the gateway/i,
  },
  {
    source: 'meroxa/cli#156',
    complaint: 'the support asks for an id that stood in the error all along',
    argv: ['report', '--from', '-'],
    stdin: '{"error":{"code":"internal_error","message":"Internal"},"request_id":"req_pasted_7"}',
    ends: { exitCode: 0 },
    says: /req_pasted_7/,
    also: ({ json }) => expect(json.ticket.requestId).toBe('req_pasted_7'),
  },
];

const noCurl =
  'no command prints a call for curl: the call is repeated by report --reproduce, which keeps the key out of sight';

answersTo(
  'Errors and models',
  [...limits, ...explained, ...models, ...requestIds],
  [
    { source: 'Arize-ai/phoenix#12044', why: noCurl },
    { source: 'redis/redisctl#666', why: noCurl },
    { source: 'BerriAI/litellm#489', why: noCurl },
  ],
);
