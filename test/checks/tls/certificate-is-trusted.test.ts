import { expect, test } from 'vitest';
import { certificateIsTrusted } from '../../../src/checks/tls/certificate-is-trusted.ts';
import type { Certificate } from '../../../src/system/system.ts';
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
