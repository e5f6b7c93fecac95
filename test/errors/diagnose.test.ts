import { describe, expect, test } from 'vitest';
import type { WireFacts } from '../../src/errors/answer.ts';
import { diagnose } from '../../src/errors/diagnose.ts';
import { apiError, page, success, unreachable, where } from '../support/check-context.ts';

function said(facts: WireFacts, proxy?: string): string {
  const diagnosis = diagnose(facts, { ...where, ...(proxy === undefined ? {} : { proxy }) });
  return diagnosis === undefined ? 'nothing' : `${diagnosis.certainty} ${diagnosis.finding.id}`;
}

test('a certificate signed by itself is the proxy’s where one is in use', () => {
  const facts: WireFacts = { kind: 'unreachable', phase: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' };
  expect(said(facts)).toBe('fail network/certificate-self-signed');
  expect(said(facts, 'http://proxy.example:3128')).toBe('fail network/certificate-unknown-issuer');
});

test('an answer of the API is nothing to diagnose', () => {
  expect(said(success)).toBe('nothing');
});

describe('what may pass by itself is never more than unknown', () => {
  test.each([408, 425, 429, 500, 502, 503, 504, 524, 529])('the status %i of the API', (status) => {
    expect(said(apiError('edge/http-status', status))).toMatch(/^unknown /);
    expect(said(apiError('openai/rate_limit_exceeded', status))).toMatch(/^unknown /);
  });

  test.each([500, 502, 503, 504, 521])('the page of a %i', (status) => {
    expect(said(page(status))).toBe('unknown edge/server-error-page');
    expect(said(page(status, { body: 'text' }))).toBe('unknown edge/server-error-page');
  });

  test.each([
    [500, 'edge/http-500'],
    [503, 'edge/http-503'],
    [521, 'edge/http-status'],
  ])('JSON of a %i that names no error is no page of a server on the way', (status, finding) => {
    expect(said(page(status, { body: 'json' }))).toBe(`unknown ${finding}`);
  });

  test.each([
    ['dns', 'ENOTFOUND', 'network/host-not-found'],
    ['dns', 'EAI_AGAIN', 'network/dns-unavailable'],
    ['dns', 'TIMEOUT', 'network/dns-unavailable'],
    ['connect', 'TIMEOUT', 'network/connect-timeout'],
    ['connect', 'EHOSTUNREACH', 'network/unreachable'],
    ['connect', 'ECONNRESET', 'network/connection-reset'],
    ['connect', 'EACCES', 'network/failed'],
    ['tls', 'ECONNRESET', 'network/tls-failed'],
    ['tls', 'TIMEOUT', 'network/tls-timeout'],
    ['headers', 'UND_ERR_HEADERS_OVERFLOW', 'network/headers-too-large'],
    ['headers', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'network/answer-malformed'],
    ['request', 'EPIPE', 'network/connection-reset'],
    ['headers', 'UND_ERR_SOCKET', 'network/connection-reset'],
    ['headers', 'TIMEOUT', 'network/no-answer'],
    ['body', 'TIMEOUT', 'network/no-answer'],
    ['headers', 'EWHATEVER', 'network/failed'],
    ['connect', 'EMFILE', 'network/out-of-files'],
    ['dns', 'ENFILE', 'network/out-of-files'],
  ])('%s %s', (phase, code, id) => {
    expect(said(unreachable(phase, code))).toBe(`unknown ${id}`);
  });

  test.each([
    ['cut', 'network/answer-cut'],
    ['too-large', 'network/answer-too-large'],
    ['undecodable', 'network/answer-undecodable'],
    ['timed-out', 'network/answer-unfinished'],
    ['stalled', 'network/answer-unfinished'],
  ] as const)('a body that is %s', (end, id) => {
    expect(said({ kind: 'broken', end, bytes: 1 })).toBe(`unknown ${id}`);
  });
});

describe('what is proven', () => {
  test.each([
    ['connect', 'ECONNREFUSED', 'network/connection-refused'],
    ['connect', 'ERR_PUBLIC_ADDRESS', 'network/public-address'],
    ['connect', 'ERR_PUBLIC_PROXY', 'network/public-proxy'],
    ['tls', 'CERT_HAS_EXPIRED', 'network/certificate-expired'],
    ['tls', 'CERT_NOT_YET_VALID', 'network/certificate-not-yet-valid'],
    ['tls', 'ERR_TLS_CERT_ALTNAME_INVALID', 'network/certificate-wrong-host'],
    ['tls', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'network/certificate-self-signed'],
    ['tls', 'SELF_SIGNED_CERT_IN_CHAIN', 'network/certificate-unknown-issuer'],
    ['tls', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'network/tls-too-old'],
    ['tls', 'ERR_SSL_UNSUPPORTED_PROTOCOL', 'network/tls-too-old'],
    ['tls', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'network/certificate-unknown-issuer'],
    ['tls', 'CERT_REVOKED', 'network/certificate-invalid'],
    ['tls', 'ERR_SSL_WRONG_VERSION_NUMBER', 'network/not-tls'],
    ['headers', 'HPE_INVALID_CONSTANT', 'network/not-http'],
  ])('%s %s', (phase, code, id) => {
    expect(said(unreachable(phase, code))).toBe(`fail ${id}`);
  });

  test.each([
    [page(200), 'edge/html-instead-of-api'],
    [page(404), 'edge/html-instead-of-api'],
    [page(200, { body: 'text' }), 'edge/not-this-api'],
    [page(204, { body: 'empty' }), 'edge/not-this-api'],
    [page(101, { body: 'empty' }), 'edge/not-this-api'],
    [page(401), 'edge/login-page'],
    [page(401, { body: 'empty', asksForLogin: true }), 'edge/login-page'],
    [page(403), 'edge/blocked'],
    [page(403, { body: 'text', ray: '0123456789abcdef-FRA' }), 'edge/blocked'],
    [page(407), 'network/proxy-authentication'],
    [page(511), 'edge/captive-portal'],
    [page(400, { wantsTls: true }), 'network/wants-tls'],
    [page(400, { body: 'text', wantsTls: true }), 'network/wants-tls'],
    [apiError('nexus/invalid_key', 401), 'nexus/invalid_key'],
    [apiError('edge/http-400', 400), 'edge/http-400'],
    [apiError('edge/http-status', 407), 'network/proxy-authentication'],
  ])('%#', (facts, id) => {
    expect(said(facts)).toBe(`fail ${id}`);
  });
});

describe('whose 401 it is', () => {
  test('a bare 401 without any form is unknown, never an invalid key', () => {
    expect(said(page(401, { body: 'empty' }))).toBe('unknown edge/http-401');
    expect(said(page(401, { body: 'json' }))).toBe('unknown edge/http-401');
  });

  test('a bare 429 stays a limit, any other status stays unnamed', () => {
    expect(said(page(429, { body: 'empty' }))).toBe('unknown edge/http-429');
    expect(said(page(418, { body: 'text' }))).toBe('unknown edge/http-status');
  });
});

test.each(['empty', 'text', 'json'] as const)('a 403 with a body of %s does not say who sent it', (body) => {
  expect(said(page(403, { body, server: 'nginx' }))).toBe('unknown edge/bare-403');
});

test.each([
  [unreachable('headers', 'TIMEOUT')],
  [{ kind: 'broken', end: 'stalled', bytes: 1 }],
  [{ kind: 'broken', end: 'timed-out', bytes: 1 }],
] as const)('a wait that was too short is to be twice as long, and a call is marked as one: %j', (facts) => {
  expect(diagnose(facts, { ...where, timeoutSeconds: 35 })?.finding).toMatchObject({
    params: { longer: 70 },
  });
  expect(diagnose(facts, { ...where, route: 'POST /v1/messages' })?.finding).toMatchObject({
    params: { longer: 20, isCall: true },
  });
});

describe('a call, which goes where the free routes were answered', () => {
  const toCall = (facts: WireFacts) => {
    const diagnosis = diagnose(facts, { ...where, route: 'POST /v1/messages' });
    return `${diagnosis?.certainty} ${diagnosis?.finding.id}`;
  };

  test.each([
    [page(404), 'fail edge/route-refused'],
    [page(405, { body: 'empty' }), 'fail edge/route-refused'],
    [page(200), 'fail edge/route-refused'],
    [page(413), 'fail edge/body-limit'],
    [page(413, { body: 'text' }), 'fail edge/body-limit'],
    [page(403), 'fail edge/blocked'],
    [page(403, { body: 'empty' }), 'fail edge/bare-403'],
    [page(401), 'fail edge/login-page'],
    [page(502), 'unknown edge/server-error-page'],
    [apiError('edge/http-413', 413), 'fail edge/http-413'],
  ])('%#', (facts, ending) => {
    expect(toCall(facts)).toBe(ending);
  });
});

test('a name that only the proxy would look up is not called public', () => {
  const facts = unreachable('connect', 'ERR_NAME_BEHIND_PROXY');
  expect(said(facts, 'http://proxy.example:3128')).toBe('unknown network/name-behind-proxy');
});

describe('the proxy', () => {
  const by = 'http://proxy.example:3128';

  test.each([
    ['TIMEOUT', undefined, 'unknown network/proxy-failed'],
    ['ECONNRESET', undefined, 'unknown network/proxy-failed'],
    ['ECONNREFUSED', undefined, 'fail network/proxy-unreachable'],
    ['ENOTFOUND', undefined, 'unknown network/proxy-unreachable'],
    ['HPE_INVALID', undefined, 'fail network/proxy-failed'],
    ['UND_ERR_ABORTED', 403, 'fail network/proxy-refused'],
    ['UND_ERR_ABORTED', 503, 'unknown network/proxy-refused'],
    ['UND_ERR_ABORTED', 407, 'fail network/proxy-authentication'],
  ])('%s %s', (code, status, expected) => {
    expect(said(unreachable('proxy', code, status), by)).toBe(expected);
  });

  test('is named in the finding', () => {
    const diagnosis = diagnose(unreachable('proxy', 'ECONNREFUSED'), { ...where, proxy: by });
    expect(diagnosis?.finding).toMatchObject({ params: { proxy: by } });
  });
});

test('a circle of redirects is told apart from a redirect', () => {
  const facts = { kind: 'redirect', status: 301, to: 'https://x.example/' } as const;
  expect(said({ ...facts, loops: false })).toBe('fail edge/redirect');
  expect(said({ ...facts, loops: true })).toBe('fail edge/redirect-loop');
});

test.each([
  ['https://sso.example/login', 'edge/login-page'],
  ['https://portal.example/sign-in.html', 'edge/login-page'],
  ['https://idp.example/saml2/start', 'edge/login-page'],
  ['https://gateway.example/v1/models/', 'edge/slash-added'],
  ['https://gateway.example/v2/models', 'edge/redirect'],
  ['https://login.example/v1/models', 'edge/redirect'],
  ['https://gateway.example/blogin', 'edge/redirect'],
  ['nowhere', 'edge/redirect'],
])('a redirect to %s is %s', (to, id) => {
  expect(said({ kind: 'redirect', status: 302, to, loops: false })).toBe(`fail ${id}`);
});
