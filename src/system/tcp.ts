import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { failure } from './failure.ts';
import { isPrivateAddress } from './private-address.ts';
import type { Trace } from './trace.ts';

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** Finds every address of a host name. Rejects with the code of the resolver, such as `ENOTFOUND`. */
export type Resolve = (host: string) => Promise<readonly Address[]>;

export const resolveHost: Resolve = (host) => lookup(host, { all: true });

// How long one address may take before the next one gets its turn. Node closes the earlier attempt then, so its own
// 250 ms make every host with two addresses unreachable over a slow mobile or satellite route. A lost SYN is sent
// again after 1 s: 1.2 s lets that one answer, and a dead IPv6 address still costs less than a second and a half.
const attemptTimeoutMs = 1200;

/** Resolves a host and connects to the first address that answers. Rejects with a code; records facts on the way. */
export async function openTcp(
  target: { readonly host: string; readonly port: number },
  options: { readonly resolve: Resolve; readonly onlyPrivateAddresses: boolean },
  trace: Trace,
  signal: AbortSignal,
): Promise<Socket> {
  trace.enter('dns');
  const addresses = await addressesOf(target.host, options.resolve, trace);
  trace.enter('connect');
  // The very addresses that were checked are connected to, so a second, different DNS answer changes nothing.
  if (options.onlyPrivateAddresses && !addresses.every(({ address }) => isPrivateAddress(address))) {
    throw failure('ERR_PUBLIC_ADDRESS');
  }
  signal.throwIfAborted();
  const startedAt = performance.now();
  const socket = connect({
    host: target.host,
    port: target.port,
    lookup: answerWith(addresses),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: attemptTimeoutMs,
    noDelay: true,
    keepAlive: true,
  });
  trace.hold(socket);
  await once(socket, 'connect', { signal });
  trace.connectMs = performance.now() - startedAt;
  return socket;
}

async function addressesOf(host: string, resolve: Resolve, trace: Trace): Promise<readonly Address[]> {
  const family = isIP(host);
  if (family !== 0) {
    trace.found([host], undefined);
    return [{ address: host, family }];
  }
  const startedAt = performance.now();
  const addresses = await resolve(host);
  trace.found(
    addresses.map(({ address }) => address),
    performance.now() - startedAt,
  );
  if (addresses.length === 0) throw failure('ENOTFOUND');
  return addresses;
}

function answerWith(addresses: readonly Address[]): LookupFunction {
  return (_host, _options, done) => done(null, [...addresses]);
}
