import { describe, test } from 'vitest';
import type { GatewayState, Reply } from '../../src/sandbox/scenario.ts';
import { always, toRightKey } from '../../src/sandbox/scenarios/rules.ts';
import type { FakeReply } from '../support/fake-network.ts';
import type { Complaint, Ending } from './complaint.ts';
import { expectTruth } from './expect-truth.ts';

type Row = Omit<Complaint, 'source' | 'complaint'>;

function page(status: number, title: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const body = `<!doctype html><html><head><title>${title}</title></head><body>${title}</body></html>`;
  return { kind: 'raw', status, contentType: 'text/html', body, headers };
}

function broken(firstCause: string): Ending {
  return { exitCode: 1, verdict: 'broken', firstCause };
}

function access(firstCause: string): Ending {
  return { exitCode: 4, verdict: 'broken', firstCause };
}

function undecided(firstCause: string): Ending {
  return { exitCode: 3, verdict: 'inconclusive', firstCause };
}

function refusedCall(error: string): GatewayState {
  return { rules: [{ method: 'POST', reply: { kind: 'error', error } }] };
}

function limited(status: number, error: object): GatewayState {
  return { rules: toRightKey({ kind: 'json', status, body: { error } }) };
}

function fails(phase: 'dns' | 'connect' | 'tls' | 'headers', code: string): Row {
  const replies: readonly FakeReply[] = [{ answer: { kind: 'unreachable', phase, code } }];
  const env = { NEXUS_API_KEY: '{key}', NEXUS_BASE_URL: 'https://gateway.example' };
  return { replies, client: { env }, ends: undecided(''), neverSays: notTheKey };
}

const live = ['doctor', '--live', '--yes', '--model', 'claude-sonnet-4-6', '--route', '/v1/messages'];
const probe = [
  'probe',
  '--yes',
  '--mode',
  'stream',
  '--model',
  'claude-sonnet-4-6',
  '--route',
  '/v1/messages',
];
const notTheKey = /invalid_key|\b(the|this|your) key (is|was) (refused|invalid|wrong)|refuses this key/i;
const atApi = 'gateway.speaks-this-api';
const atKey = 'key.is-accepted';

/** What looks the same to a person must end as something else. */
const table: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  'an answer that forbids': {
    'a 401 of the gateway with its code is the key': {
      gateway: { rules: toRightKey({ kind: 'error', error: 'invalid_key' }) },
      ends: access(`${atKey} nexus/invalid_key`),
    },
    'a 401 with the login page of a proxy is the network': {
      gateway: { rules: always(page(401, 'Sign in', { 'www-authenticate': 'Basic realm="company"' })) },
      ends: broken(`${atApi} edge/login-page`),
      neverSays: notTheKey,
    },
    'a 403 of a protection wall is the edge': {
      gateway: { rules: always(page(403, 'You have been blocked', { server: 'cloudflare' })) },
      ends: broken(`${atApi} edge/blocked`),
      neverSays: notTheKey,
    },
    'a 403 for the model is a permission': {
      gateway: refusedCall('model_not_allowed'),
      argv: live,
      ends: access('answer.is-valid nexus/model_not_allowed'),
      neverSays: notTheKey,
    },
  },
  'something that is not found': {
    'everything below a wrong prefix is the base URL': {
      gateway: { mountedAt: '/api' },
      client: { env: { NEXUS_API_KEY: '{key}', NEXUS_BASE_URL: 'http://{host}' } },
      ends: broken(`${atApi} local/base-url-wrong-path`),
    },
    'a model that nobody knows is the model': {
      provider: 'nusantara',
      gateway: refusedCall('not_found_error'),
      argv: ['doctor', '--live', '--yes', '--model', 'gpt-5.4', '--route', '/v1/chat/completions'],
      ends: broken('answer.is-valid nusantara/not_found_error'),
      neverSays: /base-url-wrong-path/,
    },
    'a route that is not offered is the route': {
      gateway: refusedCall('unsupported_endpoint'),
      argv: live,
      ends: broken('answer.is-valid nexus/unsupported_endpoint'),
    },
  },
  'an answer that says too much': {
    'a used-up quota is about money': {
      gateway: limited(429, { message: 'Quota', code: 'insufficient_quota' }),
      ends: undecided(`${atKey} openai/insufficient_quota`),
    },
    'a rate is about waiting': {
      provider: 'nusantara',
      gateway: { rules: toRightKey({ kind: 'error', error: 'rpm_exceeded' }) },
      ends: undecided(`${atKey} nusantara/rpm_exceeded`),
    },
    'calls at once are about fewer of them': {
      gateway: limited(429, { message: 'Too many concurrent requests', code: 'concurrency' }),
      ends: undecided(`${atKey} edge/http-429`),
      says: /too many requests at once/,
    },
    'an overload is about everybody': {
      gateway: limited(529, { message: 'Overloaded', code: 'overloaded' }),
      ends: undecided(`${atKey} edge/http-529`),
      neverSays: /quota|your limit/i,
    },
  },
  'a 200 that is none': {
    'a web page is the base URL': {
      gateway: { rules: always(page(200, 'Welcome')) },
      ends: broken(`${atApi} edge/html-instead-of-api`),
    },
    'an error in JSON is the error of the gateway': {
      gateway: limited(200, { message: 'No.', code: 'invalid_key' }),
      ends: access(`${atKey} nexus/invalid_key`),
    },
    'nothing at all is no API': {
      gateway: { rules: always({ kind: 'raw', status: 200, contentType: 'application/json', body: '' }) },
      ends: broken(`${atApi} edge/not-this-api`),
    },
    'half a stream is a truncation': {
      gateway: { stream: { kind: 'ends-early' } },
      argv: probe,
      ends: { exitCode: 1, rows: { 'POST /v1/messages stream': 'truncated' } },
    },
  },
  'a wait without an end': {
    'before the connection is the network': {
      ...fails('connect', 'TIMEOUT'),
      ends: undecided('network.port-connects network/connect-timeout'),
    },
    'in the handshake is what stands before the gateway': {
      ...fails('tls', 'TIMEOUT'),
      ends: undecided('tls.certificate-is-trusted network/tls-timeout'),
    },
    'before the first byte is the gateway': {
      gateway: { rules: always({ kind: 'stall' }) },
      argv: ['doctor', '--timeout', '2'],
      ends: undecided(`${atApi} network/no-answer`),
      neverSays: notTheKey,
    },
    'between two pieces is a stall': {
      gateway: { stream: { kind: 'stall' } },
      argv: [...probe, '--timeout', '2'],
      ends: { exitCode: 3, rows: { 'POST /v1/messages stream': 'stalled' } },
    },
  },
  'a connection that fails': {
    'a name that nobody knows is the name': {
      ...fails('dns', 'ENOTFOUND'),
      ends: undecided('network.host-resolves network/host-not-found'),
    },
    'a port that refuses is the port': {
      ...fails('connect', 'ECONNREFUSED'),
      ends: broken('network.port-connects network/connection-refused'),
    },
    'an issuer of its own in the chain is the company': {
      ...fails('tls', 'SELF_SIGNED_CERT_IN_CHAIN'),
      ends: broken('tls.certificate-is-trusted network/certificate-unknown-issuer'),
    },
    'a certificate of tomorrow is the clock': {
      ...fails('tls', 'CERT_NOT_YET_VALID'),
      ends: broken('tls.certificate-is-trusted network/certificate-not-yet-valid'),
      says: /clock/,
    },
  },
};

describe.each(Object.entries(table))('%s', (_, rows) => {
  test.concurrent.each(Object.entries(rows))('%s', (complaint, row) => expectTruth({ ...row, complaint }));
});
