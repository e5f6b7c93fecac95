import { BlockList, isIP } from 'node:net';

const privateAddresses = new BlockList();
privateAddresses.addSubnet('127.0.0.0', 8, 'ipv4');
privateAddresses.addSubnet('10.0.0.0', 8, 'ipv4');
privateAddresses.addSubnet('172.16.0.0', 12, 'ipv4');
privateAddresses.addSubnet('192.168.0.0', 16, 'ipv4');
privateAddresses.addAddress('::1', 'ipv6');
privateAddresses.addSubnet('fc00::', 7, 'ipv6');
privateAddresses.addSubnet('fe80::', 10, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * Whether this IP address is on this machine or in a private network (RFC 1918, RFC 4193, IPv6 link-local).
 * Not so 169.254.0.0/16, where clouds hand out credentials, and 100.64.0.0/10, which other customers share.
 */
export function isPrivateAddress(address: string): boolean {
  return isIn(privateAddresses, address);
}

/** Whether this host name, or IP address without brackets, can only mean this machine (RFC 6761). */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return name === 'localhost' || name.endsWith('.localhost') || isIn(loopback, name);
}

/** Whether an address lies in a list; `::ffff:10.0.0.1` counts as `10.0.0.1`. */
export function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
