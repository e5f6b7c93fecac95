import { BlockList, isIP } from 'node:net';

/** How far away a host is, told from its name or address alone; nothing is looked up. */
export type NetworkReach = 'loopback' | 'private' | 'public';

/** `host` as the URL parser wrote it, an IPv6 address without brackets. */
export function networkOf(host: string): NetworkReach {
  const family = isIP(host);
  if (family === 0) return networkOfName(host);
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  if (loopback.check(host, kind)) return 'loopback';
  return privateAddresses.check(host, kind) ? 'private' : 'public';
}

function networkOfName(name: string): NetworkReach {
  if (name === 'localhost' || name.endsWith('.localhost')) return 'loopback';
  const isLocalName = !name.includes('.') || localSuffixes.some((suffix) => name.endsWith(suffix));
  return isLocalName ? 'private' : 'public';
}

const localSuffixes = ['.local', '.internal', '.lan', '.home.arpa'];

// A BlockList compares an IPv4 address inside IPv6 (::ffff:10.0.0.1) with its IPv4 rows.
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
// A connection to the unspecified address ends at this machine; servers print it as their own.
loopback.addAddress('0.0.0.0', 'ipv4');
loopback.addAddress('::1', 'ipv6');
loopback.addAddress('::', 'ipv6');

// RFC 1918, RFC 3927, RFC 4193, RFC 4291. Not so 100.64.0.0/10, which other customers of a provider share.
const privateAddresses = new BlockList();
privateAddresses.addSubnet('10.0.0.0', 8, 'ipv4');
privateAddresses.addSubnet('172.16.0.0', 12, 'ipv4');
privateAddresses.addSubnet('192.168.0.0', 16, 'ipv4');
privateAddresses.addSubnet('169.254.0.0', 16, 'ipv4');
privateAddresses.addSubnet('fe80::', 10, 'ipv6');
privateAddresses.addSubnet('fc00::', 7, 'ipv6');
