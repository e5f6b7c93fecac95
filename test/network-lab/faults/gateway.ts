import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { ServerIdentity } from '../../support/loopback-certificates.ts';
import { key } from '../lab.ts';

export const list = '{"object":"list","data":[{"id":"claude-sonnet-4-6","object":"model"}]}';
export const refusal =
  '{"error":{"code":"invalid_key","message":"No such key.","type":"authentication_error"},"request_id":"r-1"}';

export interface Gateway {
  readonly port: number;
  readonly connections: () => number;
  close(): Promise<void>;
}

/** A gateway without a fault: it lists models for the key and refuses everybody else. */
export async function startGateway(identity?: ServerIdentity): Promise<Gateway> {
  const sockets = new Set<Socket>();
  const server = identity === undefined ? createServer(answer) : createSecureServer(identity, answer);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const isMine = request.headers.authorization === `Bearer ${key}`;
  response.writeHead(isMine ? 200 : 401, { 'content-type': 'application/json' });
  response.end(isMine ? list : refusal);
}
