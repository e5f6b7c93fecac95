import { once } from 'node:events';
import type { Socket } from 'node:net';
import { loginOf } from '../addresses/url-login.ts';
import { failure, malformedHttp } from './failure.ts';

const maxAnswerBytes = 16_384;

/**
 * Asks a proxy for a tunnel (RFC 9110, 9.3.6) and leaves the socket ready for the target's own bytes. Rejects with
 * `ERR_PROXY_REFUSED` and the status for an answer other than 2xx, with a code for anything else.
 */
export async function openTunnel(
  socket: Socket,
  target: { readonly host: string; readonly port: number },
  proxy: URL,
  signal: AbortSignal,
): Promise<void> {
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n${authorization(proxy)}\r\n`);
  const head = await readHead(socket, signal);
  const status = Number(/^HTTP\/1\.[01] (\d{3})[ \r]/.exec(head)?.[1]);
  if (Number.isNaN(status)) throw failure(malformedHttp);
  if (status < 200 || status > 299) throw failure('ERR_PROXY_REFUSED', status);
}

function authorization(proxy: URL): string {
  if (proxy.username === '' && proxy.password === '') return '';
  const { name, password } = loginOf(proxy);
  return `proxy-authorization: Basic ${Buffer.from(`${name}:${password}`).toString('base64')}\r\n`;
}

/** Reads up to the empty line; what comes after it goes back into the socket. */
async function readHead(socket: Socket, signal: AbortSignal): Promise<string> {
  let seen = Buffer.alloc(0);
  const closed = new Promise<never>((_resolve, reject) => {
    socket.once('end', () => reject(failure('ECONNRESET')));
  });
  // Nobody waits for it any more once the answer is there.
  closed.catch(() => {});
  for (;;) {
    const chunk: Buffer | null = socket.read();
    if (chunk === null) {
      await Promise.race([once(socket, 'readable', { signal }), closed]);
      continue;
    }
    seen = Buffer.concat([seen, chunk]);
    const end = seen.indexOf('\r\n\r\n');
    if (end !== -1) {
      if (end + 4 < seen.length) socket.unshift(seen.subarray(end + 4));
      return seen.subarray(0, end + 2).toString('latin1');
    }
    if (seen.length > maxAnswerBytes) throw failure(malformedHttp);
  }
}
