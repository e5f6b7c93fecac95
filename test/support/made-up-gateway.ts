import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type Ran, runNexus } from './run-nexus.ts';

export const rightKey = 'own-7Kd0P4xVb81LmNfT5sWcYhQe20';

/** One request as the gateway saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

export const list: Answered = {
  status: 200,
  body: { object: 'list', data: [{ id: 'model-a', object: 'model' }] },
};

/** The key in each of the headers that clients use; undefined where there is none. */
export function keysIn({ headers }: Seen) {
  return {
    bearer: /^Bearer (.*)$/.exec(headers.authorization ?? '')?.[1],
    xApiKey: headers['x-api-key'],
    apiKey: headers['api-key'],
  };
}

/** A gateway on loopback that answers a GET as `get` says, and every model call that `refusalOf` lets pass. */
export async function startGateway(gateway: {
  readonly get: (seen: Seen) => Answered;
  /** Undefined: the call is answered. */
  readonly refusalOf: (seen: Seen) => Answered | undefined;
}) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    // The clock of these runs is made up.
    response.sendDate = false;
    const one: Seen = { method, path, headers };
    seen.push(one);
    const body = await text(request);
    const { status, body: answer } =
      method === 'GET'
        ? gateway.get(one)
        : (gateway.refusalOf(one) ?? { status: 200, body: answerTo(path, JSON.parse(body)) });
    if (typeof answer === 'string') {
      response.writeHead(status, { 'content-type': 'text/event-stream' });
      for (const event of answer.split(/(?<=\n\n)/)) {
        response.write(event);
        // Far apart, or a busy machine reads them at once, which proves no stream.
        const isText = /text_delta|"content":"/.test(event);
        if (isText) await new Promise((resolve) => setTimeout(resolve, 250));
      }
      return response.end();
    }
    return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { NEXUS_API_KEY: rightKey };
  return {
    baseUrl,
    posts: () => seen.filter(({ method }) => method === 'POST'),
    seen: () => seen,
    run: (...argv: readonly string[]): Promise<Ran> => runNexus([...argv, '--base-url', baseUrl], { env }),
  };
}

function answerTo(path: string, { model, stream }: { model: string; stream?: boolean }): unknown {
  if (path.endsWith('/messages')) return stream === true ? messageStream(model) : message(model);
  if (stream === true) {
    const chunk = (delta: object, finish: string | null = null) =>
      `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', model, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
    const parts = [chunk({ role: 'assistant', content: '1' }), chunk({ content: ' 2' }), chunk({}, 'stop')];
    return `${parts.join('')}data: [DONE]\n\n`;
  }
  return {
    id: 'c',
    object: 'chat.completion',
    model,
    choices: [{ index: 0, message: { role: 'assistant', content: '1 2' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 },
  };
}

function message(model: string) {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model,
    content: [{ type: 'text', text: '1 2' }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 9, output_tokens: 3 },
  };
}

function messageStream(model: string): string {
  const event = (type: string, fields: object) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
  const delta = (text: string) =>
    event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } });
  return [
    event('message_start', { message: { ...message(model), content: [], stop_reason: null } }),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    delta('1'),
    delta(' 2'),
    delta(' 3'),
    event('content_block_stop', { index: 0 }),
    event('message_delta', {
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: 3 },
    }),
    event('message_stop', {}),
  ].join('');
}
