import { expect, test } from 'vitest';
import { certificateIsTrusted } from '../../../src/checks/tls/certificate-is-trusted.ts';
import type { SettingsRequest } from '../../../src/settings/load-settings.ts';
import type { Certificate, Network } from '../../../src/system/system.ts';
import { checkContext, judged, runOne, where } from '../../support/check-context.ts';

const certificate: Certificate = {
  issuer: 'Example CA',
  subject: 'gateway.example',
  names: ['gateway.example'],
  validFrom: '2025-01-01T00:00:00.000Z',
  validTo: '2026-01-01T00:00:00.000Z',
};
const ofPublicAuthority: Certificate = { ...certificate, leadsToIssuer: true };
const trusted = { where, encrypted: true, failure: null, certificate, daysLeft: 90 };

test.each([
  ['a trusted certificate passes', trusted, 'pass'],
  [
    'plain http has none',
    { ...trusted, encrypted: false, certificate: null, daysLeft: null },
    'not-applicable',
  ],
  ['expired', { ...trusted, failure: 'CERT_HAS_EXPIRED' }, 'fail network/certificate-expired'],
  ['not yet valid', { ...trusted, failure: 'CERT_NOT_YET_VALID' }, 'fail network/certificate-not-yet-valid'],
  [
    'another host',
    { ...trusted, failure: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    'fail network/certificate-wrong-host',
  ],
  [
    'an issuer in the chain that nobody trusts',
    { ...trusted, failure: 'SELF_SIGNED_CERT_IN_CHAIN' },
    'fail network/certificate-unknown-issuer',
  ],
  [
    'a certificate of a private authority, sent alone',
    { ...trusted, failure: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    'fail network/certificate-unknown-issuer',
  ],
  [
    'a missing intermediate of a public authority',
    {
      ...trusted,
      failure: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      certificate: ofPublicAuthority,
    },
    'fail network/certificate-chain-incomplete',
  ],
  ['revoked', { ...trusted, failure: 'CERT_REVOKED' }, 'fail network/certificate-invalid'],
  ['plain http on the port', { ...trusted, failure: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'fail network/not-tls'],
  [
    'a handshake that was cut says nothing about the certificate',
    { ...trusted, failure: 'ECONNRESET', certificate: null },
    'unknown network/tls-failed',
  ],
  ['so does a silent one', { ...trusted, failure: 'TIMEOUT' }, 'unknown network/tls-timeout'],
  [
    'plain http at a port that shows a certificate',
    { ...trusted, encrypted: false },
    'fail network/wants-tls',
  ],
])('%s', (_, evidence, expected) => {
  expect(judged(certificateIsTrusted, evidence)).toBe(expected);
});

test('a refused certificate is read once more, so that the finding names its issuer and its dates', async () => {
  const context = await checkContext({
    replies: [{ answer: { kind: 'unreachable', phase: 'tls', code: 'CERT_HAS_EXPIRED' } }],
    certificates: { 'api.nexus-hub.ru': certificate },
    now: '2026-01-11T00:00:00.000Z',
  });
  expect(await runOne(certificateIsTrusted, context)).toMatchObject({
    status: 'fail',
    evidence: { daysLeft: -10 },
    findings: [{ params: { issuer: 'Example CA', validTo: certificate.validTo } }],
    fact: 'issued by Example CA',
  });
});

test('the issuer is not added to a finding that is not about the certificate', () => {
  const judgement = certificateIsTrusted.judge({ ...trusted, failure: 'ERR_SSL_WRONG_VERSION_NUMBER' });
  expect(judgement).toMatchObject({ kind: 'problems' });
  expect(JSON.stringify(judgement)).not.toContain('Example CA');
});

test.each([
  ['of a trusted one', trusted, 'issued by Example CA, 90 days left'],
  ['of a refused one', { ...trusted, failure: 'CERT_HAS_EXPIRED' }, 'issued by Example CA'],
  ['without an end', { ...trusted, daysLeft: null }, 'issued by Example CA'],
  ['of none', { ...trusted, certificate: null }, undefined],
])('the fact %s', (_, evidence, fact) => {
  expect(certificateIsTrusted.fact?.(evidence)).toBe(fact);
});

test('a finding about the certificate holds its four facts beside its own', () => {
  const { issuer, validFrom, validTo, names } = certificate;
  for (const failure of ['CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']) {
    const judgement = certificateIsTrusted.judge({ ...trusted, failure, certificate: ofPublicAuthority });
    expect(judgement).toMatchObject({
      findings: [{ params: { host: where.host, port: where.port, issuer, validFrom, validTo, names } }],
    });
  }
  expect(
    certificateIsTrusted.judge({
      ...trusted,
      failure: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      certificate: ofPublicAuthority,
    }),
  ).toMatchObject({ findings: [{ params: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' } }] });
});

test('a refused certificate that could not be read is told without them', () => {
  const evidence = { ...trusted, failure: 'CERT_HAS_EXPIRED', certificate: null };
  expect(judged(certificateIsTrusted, evidence)).toBe('fail network/certificate-expired');
  expect(JSON.stringify(certificateIsTrusted.judge(evidence))).not.toContain('issuer');
});

test('a port that shows a certificate to plain http is told with host and port', () => {
  expect(certificateIsTrusted.judge({ ...trusted, encrypted: false })).toMatchObject({
    findings: [{ params: { host: where.host, port: where.port } }],
  });
});

const local = { baseUrl: 'http://127.0.0.1:4000' };

/** The ports whose certificate was read without sending anything, when the first contact ends this way. */
async function readAt(
  phase: 'tls' | 'headers' | 'connect',
  code: string,
  request: SettingsRequest = {},
  proxy?: string,
) {
  const outcome = { kind: 'unreachable', phase, code } as const;
  const connection = { reused: false, ...(proxy === undefined ? {} : { proxy }) };
  const replies = [{ answer: { result: { outcome, connection, timings: { totalMs: 5 } } } }];
  const context = await checkContext({ replies }, request);
  const ports: number[] = [];
  const readCertificate: Network['readCertificate'] = async (_, port) => {
    ports.push(port);
    return certificate;
  };
  const network = { ...context.system.network, readCertificate };
  const evidence = await certificateIsTrusted.observe(
    { ...context, system: { ...context.system, network } },
    { port: { where, proxy: null, connectMs: null, failure: null } },
  );
  return { ports, evidence };
}

test.each([
  ['a refused handshake', 'tls', 'CERT_HAS_EXPIRED', {}, undefined, [443]],
  ['a handshake that took too long', 'tls', 'TIMEOUT', {}, undefined, []],
  ['an encrypted connection that broke later', 'headers', 'ECONNRESET', {}, undefined, []],
  ['plain http that is hung up on', 'headers', 'ECONNRESET', local, undefined, [4000]],
  ['plain http without an answer in time', 'headers', 'TIMEOUT', local, undefined, []],
  ['plain http that is refused', 'connect', 'ECONNREFUSED', local, undefined, []],
  ['a refused handshake behind a proxy', 'tls', 'CERT_HAS_EXPIRED', {}, 'http://proxy.example:1', []],
] as const)('after %s, the certificate is read at %5$j', async (_, phase, code, request, proxy, ports) => {
  expect((await readAt(phase, code, request, proxy)).ports).toEqual(ports);
});

test('only what failed in the handshake is its failure', async () => {
  expect((await readAt('tls', 'CERT_HAS_EXPIRED')).evidence).toMatchObject({
    encrypted: true,
    failure: 'CERT_HAS_EXPIRED',
    certificate,
  });
  expect((await readAt('headers', 'ECONNRESET')).evidence).toMatchObject({
    encrypted: true,
    failure: null,
    certificate: null,
    daysLeft: null,
  });
  expect((await readAt('headers', 'ECONNRESET', local)).evidence).toMatchObject({ encrypted: false });
});
