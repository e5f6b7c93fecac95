import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { ServerIdentity } from './loopback-certificates.ts';

/** A server that speaks bytes, for what no HTTP library would send. */
export interface Loopback {
  readonly port: number;
  /** Connections so far. */
  readonly connections: () => number;
  /** Everything that clients sent, as latin1. */
  readonly received: () => string;
  close(): Promise<void>;
}

/** Called once per request, that is, per piece of bytes: tests send small ones. `nth` counts from 1, over all sockets. */
export type Answer = (socket: Socket, nth: number) => void;

/** Listens on 127.0.0.1; with an identity it speaks TLS. */
export async function listen(answer: Answer, identity?: ServerIdentity): Promise<Loopback> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let requests = 0;
  let received = '';

  function serve(socket: Socket): void {
    connections += 1;
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      requests += 1;
      answer(socket, requests);
    });
  }

  const server: Server = identity === undefined ? createServer(serve) : createTlsServer(identity, serve);
  server.on('tlsClientError', () => {});
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    received: () => received,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers every request with these bytes and leaves the connection open, or ends it. */
export function says(bytes: string | Buffer, then: 'stay' | 'end' = 'stay'): Answer {
  return (socket) => {
    if (then === 'end') socket.end(bytes, 'latin1');
    else socket.write(bytes, 'latin1');
  };
}

/** A whole answer with a length. */
export function response(body: string | Buffer, headers: readonly string[] = [], status = '200 OK'): Buffer {
  const bytes = Buffer.from(body);
  const head = [`HTTP/1.1 ${status}`, `content-length: ${bytes.length}`, ...headers, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes]);
}

/** A CONNECT proxy that opens every tunnel to a port of this machine. */
export function tunnelTo(port: number, greeting = 'HTTP/1.1 200 Connection established\r\n\r\n'): Answer {
  const tunnels = new WeakSet<Socket>();
  return (socket) => {
    if (tunnels.has(socket)) return;
    tunnels.add(socket);
    const target = connect(port, '127.0.0.1');
    target.on('error', () => socket.destroy());
    socket.on('close', () => target.destroy());
    target.once('connect', () => {
      socket.write(greeting, 'latin1');
      socket.pipe(target).pipe(socket);
    });
  };
}

/** Nobody listens there: tests that run beside this one get ports from 1024 up, and a port just closed could become theirs. */
export function closedPort(): number {
  return 1;
}

/** A port that was free a moment ago, for a server that wants to be told its port. */
export async function freePort(): Promise<number> {
  const server = await listen(() => {});
  await server.close();
  return server.port;
}
