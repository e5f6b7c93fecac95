import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
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

/** A gateway without a fault: for the key it lists models and streams a message, and it refuses everybody else. */
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
  const { authorization, 'x-api-key': apiKey } = request.headers;
  const isMine = authorization === `Bearer ${key}` || apiKey === key;
  if (isMine && request.method === 'POST') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    Readable.from(message()).pipe(response);
    return;
  }
  response.writeHead(isMine ? 200 : 401, { 'content-type': 'application/json' });
  response.end(isMine ? list : refusal);
}

/** Source: https://platform.claude.com/docs/en/build-with-claude/streaming */
async function* message(): AsyncGenerator<string> {
  const usage = { input_tokens: 9, output_tokens: 1 };
  const start = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-4-6',
    content: [],
    usage,
  };
  yield event({ type: 'message_start', message: start });
  yield event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } });
  for (const text of ['при', 'вет', ' 模', '型', ' \u{1f600}']) {
    await wait(40);
    yield event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } });
  }
  yield event({ type: 'content_block_stop', index: 0 });
  yield event({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 8 } });
  yield event({ type: 'message_stop' });
}

function event(data: { readonly type: string; readonly [field: string]: unknown }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
