import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { certificateOf } from './certificate.ts';
import type { Certificate } from './system.ts';
import { openTcp, resolveHost } from './tcp.ts';
import { Trace } from './trace.ts';

/**
 * Reads the certificate that a TLS server shows; undefined when there is none to be had in time. For use after a
 * refused handshake, to say whose certificate was refused.
 */
export async function readCertificate(
  host: string,
  port: number,
  timeoutMs: number,
): Promise<Certificate | undefined> {
  const trace = new Trace(undefined);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  const anyAddress = { resolve: resolveHost, onlyPrivateAddresses: false };
  try {
    const socket = await Promise.race([
      openTcp({ host, port }, anyAddress, trace, late.signal),
      // The resolver can't be called off.
      once(late.signal, 'abort').then(() => undefined),
    ]);
    if (socket === undefined) return undefined;
    const secure = connect({
      socket,
      host,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ALPNProtocols: ['http/1.1'],
      // Safe here and nowhere else: not one byte is sent over this connection, it ends with the handshake, and what it
      // shows is printed, never trusted. Requests take another path, which always verifies.
      rejectUnauthorized: false,
    });
    trace.hold(secure);
    await once(secure, 'secureConnect', { signal: late.signal });
    return certificateOf(secure.getPeerCertificate());
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    trace.drop();
  }
}
