import { type BlockList, isIP } from 'node:net';
import { networkOf } from '../addresses/network-of.ts';

/**
 * Whether this IP address is on this machine or in a private network: the same answer that the settings give, so that
 * no base URL is allowed in one place and refused in the other. Names have no answer here, only what they resolve to.
 */
export function isPrivateAddress(address: string): boolean {
  return isIP(address) !== 0 && networkOf(address) !== 'public';
}

/** Whether this host name, or IP address without brackets, can only mean this machine (RFC 6761). */
export function isLoopbackHost(host: string): boolean {
  return networkOf(host.toLowerCase().replace(/\.$/, '')) === 'loopback';
}

/** Whether an address lies in a list; `::ffff:10.0.0.1` counts as `10.0.0.1`. */
export function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
