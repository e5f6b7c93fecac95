import { once } from 'node:events';
import { isIP, type Socket } from 'node:net';
import { type SecureContext, connect as tlsConnect } from 'node:tls';
import { certificateOf } from './certificate.ts';
import { codeOf, failure } from './failure.ts';
import { isPrivateAddress } from './private-address.ts';
import { openTcp, type Resolve } from './tcp.ts';
import type { Trace } from './trace.ts';
import { openTunnel } from './tunnel.ts';

export interface Target {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

/** How to get to a target. */
export interface Route {
  readonly proxy: URL | undefined;
  readonly onlyPrivateAddresses: boolean;
  readonly resolve: Resolve;
  /** Made when the first TLS connection needs it: 30 ms on Node 20. */
  readonly secureContext: () => SecureContext;
}

/** Opens a connection that is ready for a request. Rejects with an error that has a code; `trace` knows the phase. */
export async function openConnection(
  target: Target,
  route: Route,
  trace: Trace,
  signal: AbortSignal,
): Promise<Socket> {
  try {
    const socket = await openPath(target, route, trace, signal);
    if (!target.secure) return socket;
    trace.enter('tls');
    const startedAt = performance.now();
    const secure = await startTls(socket, target.host, route, trace, signal);
    trace.tlsMs = performance.now() - startedAt;
    trace.certificate = certificateOf(secure.getPeerCertificate());
    return secure;
  } catch (error) {
    trace.drop();
    throw error;
  }
}

async function openPath(target: Target, route: Route, trace: Trace, signal: AbortSignal): Promise<Socket> {
  const { proxy } = route;
  if (proxy === undefined) return openTcp(target, route, trace, signal);
  if (route.onlyPrivateAddresses && !isPrivateAddress(target.host)) {
    trace.phase = 'connect';
    // The proxy resolves names itself, so what it connects to can't be checked.
    throw failure(isIP(target.host) === 0 ? 'ERR_NAME_BEHIND_PROXY' : 'ERR_PUBLIC_ADDRESS');
  }
  const proxyTarget = targetOf(proxy);
  const tcp = await openToProxy(proxyTarget, route, trace, signal);
  const socket = proxyTarget.secure ? await startTls(tcp, proxyTarget.host, route, trace, signal) : tcp;
  await openTunnel(socket, target, proxy, signal);
  return socket;
}

async function openToProxy(proxy: Target, route: Route, trace: Trace, signal: AbortSignal) {
  // What is not encrypted crosses every network up to an http: proxy; up to an https: one it is inside TLS.
  const onlyPrivateAddresses = route.onlyPrivateAddresses && !proxy.secure;
  try {
    return await openTcp(proxy, { ...route, onlyPrivateAddresses }, trace, signal);
  } catch (error) {
    if (codeOf(error) !== 'ERR_PUBLIC_ADDRESS') throw error;
    trace.phase = 'connect';
    throw failure('ERR_PUBLIC_PROXY');
  }
}

async function startTls(socket: Socket, host: string, route: Route, trace: Trace, signal: AbortSignal) {
  const secure = tlsConnect({
    socket,
    host,
    // SNI carries names only (RFC 6066, section 3).
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ALPNProtocols: ['http/1.1'],
    secureContext: route.secureContext(),
    // Said aloud, because NODE_TLS_REJECT_UNAUTHORIZED=0 would win over the default.
    rejectUnauthorized: true,
  });
  trace.hold(secure);
  await once(secure, 'secureConnect', { signal });
  return secure;
}

/** Where a URL points to. */
export function targetOf(url: URL): Target {
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port, secure };
}
