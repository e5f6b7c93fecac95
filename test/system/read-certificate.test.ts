import { expect, test } from 'vitest';
import { readCertificate } from '../../src/system/read-certificate.ts';
import { closedPort, listen, says } from '../support/loopback.ts';
import { selfSigned } from '../support/loopback-certificates.ts';

test('a certificate that nobody trusts can be read, and no request is sent for it', async () => {
  const server = await listen(says('x'), selfSigned);
  const certificate = await readCertificate('localhost', server.port, 1000);
  expect(certificate).toMatchObject({ issuer: 'localhost', subject: 'localhost' });
  expect(server.received()).toBe('');
  await server.close();
});

test('where there is no certificate there is none, in time', async () => {
  const plain = await listen(says('HTTP/1.1 400 Bad\r\n\r\n', 'end'));
  const silent = await listen(() => {});
  expect(await readCertificate('127.0.0.1', plain.port, 1000)).toBeUndefined();
  expect(await readCertificate('127.0.0.1', silent.port, 80)).toBeUndefined();
  expect(await readCertificate('127.0.0.1', closedPort(), 1000)).toBeUndefined();
  await Promise.all([plain.close(), silent.close()]);
});
