import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fakeFiles } from '../support/fake-files.ts';
import type { FakeWorld } from '../support/fake-system.ts';
import { type Ran, runNexus } from '../support/run-nexus.ts';
import { closing } from './probe-sandbox.ts';

/** The one key that it takes. */
export const oddKey = 'office-key-0123456789abcdef';

/** What a billable request asked for. */
export interface Asked {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** How a gateway of one's own differs from one that has chat completions and nothing else. */
export interface OddGateway {
  /** Answers a POST itself, and then gives true. */
  readonly post?: (response: ServerResponse, asked: Asked) => Promise<boolean> | boolean;
  /** It has no model list. */
  readonly listless?: true;
  /** It takes keys in that header only. */
  readonly keyHeader?: 'x-api-key';
  /** The settings name its list and chat completions, with streaming or without. */
  readonly documents?: 'streaming' | 'no streaming';
}

/** Sends a JSON answer. */
export function sendJson(response: ServerResponse, status: number, body: unknown): true {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  return true;
}

/** The data line of a chat chunk. */
export function chunk(delta: object, finish_reason: string | null = null): string {
  return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
}

/** Sends pieces of an event stream, each after that many milliseconds. */
export async function sendStream(
  response: ServerResponse,
  pieces: readonly (readonly [afterMs: number, bytes: string])[],
): Promise<true> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  for (const [afterMs, bytes] of pieces) {
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    response.write(bytes);
  }
  response.end();
  return true;
}

const sound = [chunk({ role: 'assistant', content: '1' }), chunk({ content: ' 2' }), chunk({}, 'stop')];

/** Starts such a gateway on a loopback port, closed after the test. It keeps what was asked for. */
export async function startOddGateway({ post, listless, keyHeader, documents }: OddGateway) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const { authorization, 'x-api-key': apiKey } = request.headers;
    const isRight = apiKey === oddKey || (keyHeader === undefined && authorization === `Bearer ${oddKey}`);
    if (!isRight) return sendJson(response, 401, { error: { message: 'no', code: 'invalid_api_key' } });
    const missing = { error: { message: `Invalid URL (${request.method} ${path})`, code: null } };
    if (request.method === 'GET') {
      const isList = path === '/v1/models' && listless !== true;
      if (!isList) return sendJson(response, 404, missing);
      return sendJson(response, 200, { object: 'list', data: [{ id: 'm-one' }, { id: 'm-two' }] });
    }
    const one = { path, body: JSON.parse(await text(request)) };
    asked.push(one);
    if (await post?.(response, one)) return true;
    if (path !== '/v1/chat/completions') return sendJson(response, 404, missing);
    if (one.body.stream === true) {
      const pieces = [...sound, 'data: [DONE]\n\n'].map((bytes) => [80, bytes] as const);
      return sendStream(response, pieces);
    }
    return sendJson(response, 200, {
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: '1 2' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 9, completion_tokens: 3 },
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  closing({
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  });
  const baseUrl = `http://127.0.0.1:${port}`;
  const streams = documents === 'streaming' ? 'yes' : 'no';
  const routes = [
    { method: 'GET', path: '/v1/models', speaks: 'model-list', streams: 'no' },
    { method: 'POST', path: '/v1/chat/completions', speaks: 'chat', streams },
  ];
  const office = { baseUrl, keyEnv: 'OFFICE_KEY', ...(documents === undefined ? {} : { routes }) };
  const settings = { provider: 'office', providers: { office } };
  const world: FakeWorld = {
    env: { OFFICE_KEY: oddKey },
    realFiles: fakeFiles({ '/home/ana/.config/nexus/config.json': JSON.stringify(settings) }),
  };
  return {
    baseUrl,
    key: oddKey,
    asked: asked as readonly Asked[],
    /** Aims at it as a gateway of the person's own settings, of which nobody documents anything. */
    run: (args: readonly string[]): Promise<Ran> => runNexus(args, world),
  };
}
