import { X509Certificate } from 'node:crypto';
// On Node 20 toLegacyObject() leaves `node:tls` without createSecureContext, for every test of this worker, unless it is loaded.
import 'node:tls';
import { expect, test } from 'vitest';
import { certificateOf } from '../../src/system/certificate.ts';
import { trusted } from '../support/loopback-certificates.ts';

test('a certificate is told in facts, its dates in UTC', () => {
  const { validFrom, validTo, ...facts } =
    certificateOf(new X509Certificate(trusted.cert).toLegacyObject()) ?? {};
  expect(facts).toEqual({
    issuer: 'Loopback Test Authority',
    subject: 'localhost',
    names: ['localhost', '127.0.0.1', '0:0:0:0:0:0:0:1'],
  });
  expect(validFrom).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
  expect(Date.parse(validTo ?? '')).toBeGreaterThan(Date.parse(validFrom ?? ''));
});

test('a name can not smuggle in another one', () => {
  const peer = new X509Certificate(trusted.cert).toLegacyObject();
  const crafted = { ...peer, subjectaltname: 'DNS:"a.test, DNS:bank.test", URI:x, DNS:b.test' };
  expect(certificateOf(crafted)?.names).toEqual(['"a.test, DNS:bank.test"', 'b.test']);
});

test('a server without a certificate has no facts', () => {
  expect(certificateOf(undefined)).toBeUndefined();
});
