import { expect, test } from 'vitest';
import { networkOf } from '../../src/addresses/network-of.ts';
import { baseUrlFrom } from '../../src/settings/base-url.ts';
import { isPrivateAddress } from '../../src/system/private-address.ts';

test.each([
  ['127.0.0.1', 'loopback'],
  ['127.9.9.9', 'loopback'],
  ['0.0.0.0', 'loopback'],
  ['::', 'loopback'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['10.1.2.3', 'private'],
  ['172.31.0.1', 'private'],
  ['192.168.0.1', 'private'],
  ['169.254.169.254', 'private'],
  ['fe80::1', 'private'],
  ['fd00::1', 'private'],
  ['::ffff:10.0.0.1', 'private'],
  ['8.8.8.8', 'public'],
  ['0.0.0.1', 'public'],
  ['100.64.0.1', 'public'],
  ['172.32.0.1', 'public'],
  ['2001:db8::1', 'public'],
  ['::ffff:8.8.8.8', 'public'],
] as const)(
  '%s is %s for the settings, and the connection is allowed for the same reason',
  (address, reach) => {
    const host = address.includes(':') ? `[${address}]` : address;
    expect(networkOf(address)).toBe(reach);
    expect(baseUrlFrom(`http://${host}:5001`).network).toBe(reach);
    expect(isPrivateAddress(address)).toBe(reach !== 'public');
  },
);
