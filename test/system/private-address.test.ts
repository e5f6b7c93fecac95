import { expect, test } from 'vitest';
import { isLoopbackHost, isPrivateAddress } from '../../src/system/private-address.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.0.1',
  '169.254.169.254',
  '0.0.0.0',
  '::',
  '::1',
  'fd00::1',
  'fe80::1',
  '::ffff:10.0.0.1',
])('%s is private', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.each([
  '8.8.8.8',
  '172.32.0.1',
  '192.169.0.1',
  '100.64.0.1',
  '2001:db8::1',
  '::ffff:8.8.8.8',
  'localhost',
  '',
])('%s is not private', (address) => {
  expect(isPrivateAddress(address)).toBe(false);
});

test('a name that only looks like this machine is another one', () => {
  expect(isLoopbackHost('localhost')).toBe(true);
  expect(isLoopbackHost('127.0.0.1.evil.test')).toBe(false);
  expect(isLoopbackHost('localhost.evil.test')).toBe(false);
  expect(isLoopbackHost('10.0.0.1')).toBe(false);
});
