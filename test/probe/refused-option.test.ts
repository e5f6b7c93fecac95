import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const key = 'office-key-0123456789abcdef';

/** A chat gateway that knows no `stream_options`, as older servers of the OpenAI kind; it keeps the bodies it got. */
async function startOldGateway() {
  const bodies: Record<string, unknown>[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${key}`)
      return send(401, { error: { code: 'invalid_api_key' } });
    if (request.method === 'GET') return send(200, { object: 'list', data: [{ id: 'm-one' }] });
    const body = JSON.parse(await text(request));
    bodies.push(body);
    if (body.stream_options !== undefined) {
      return send(400, { error: { message: 'Unrecognized request argument supplied: stream_options' } });
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const chunk = (delta: object, finish_reason: string | null) =>
      response.write(
        `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] })}\n\n`,
      );
    chunk({ role: 'assistant', content: '' }, null);
    for (const word of ['1', ' 2', ' 3']) {
      await pause(40);
      chunk({ content: word }, null);
    }
    chunk({}, 'stop');
    response.end('data: [DONE]\n\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, bodies, close: () => server.close().closeAllConnections() };
}

test('a gateway that refuses an optional field of ours streams without it', async () => {
  const gateway = await startOldGateway();
  try {
    const flags = [
      '--base-url',
      gateway.url,
      '--route',
      'chat/completions',
      '--model',
      'm-one',
      '--mode',
      'stream',
    ];
    const { json } = await runNexus(['probe', ...flags, '--yes', '--json'], { env: { NEXUS_API_KEY: key } });
    expect(json.rows[0]).toMatchObject({ verdict: 'streams', attempt: 2 });
    expect(gateway.bodies.map(({ stream_options }) => stream_options !== undefined)).toEqual([true, false]);
    expect(
      gateway.bodies.every(({ max_completion_tokens, max_tokens }) => max_completion_tokens ?? max_tokens),
    ).toBe(true);
  } finally {
    gateway.close();
  }
});
