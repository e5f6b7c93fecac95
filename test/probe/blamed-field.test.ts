import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const key = 'office-key-0123456789abcdef';
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A chat gateway that knows only `max_tokens` and says so in this way. */
async function startGateway(status: number, refusal: object) {
  const bodies: Record<string, unknown>[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const send = (code: number, body: unknown) =>
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${key}`)
      return send(401, { error: { code: 'invalid_api_key' } });
    if (request.method === 'GET') return send(200, { object: 'list', data: [{ id: 'm-one' }] });
    const body = JSON.parse(await text(request));
    bodies.push(body);
    if (body.max_tokens === undefined) return send(status, refusal);
    const choice = { index: 0, message: { role: 'assistant', content: '1' }, finish_reason: 'stop' };
    const usage = { prompt_tokens: 9, completion_tokens: 1, total_tokens: 10 };
    return send(200, { id: 'c', object: 'chat.completion', choices: [choice], usage });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

async function probed(status: number, refusal: object) {
  const { url, bodies } = await startGateway(status, refusal);
  const cell = ['--route', 'chat/completions', '--model', 'm-one', '--mode', 'plain'];
  const { json } = await runNexus(['probe', '--base-url', url, ...cell, '--yes', '--json'], {
    env: { NEXUS_API_KEY: key },
  });
  const fields = bodies.map((body) => Object.keys(body).find((name) => name.startsWith('max_')));
  return { row: json.rows[0], fields };
}

test.each([
  [
    'OpenAI’s param alone',
    400,
    {
      error: {
        message: 'Invalid request.',
        type: 'invalid_request_error',
        param: 'max_completion_tokens',
        code: null,
      },
    },
  ],
  ['FastAPI’s list', 422, { detail: [{ loc: ['body', 'max_completion_tokens'], type: 'extra_forbidden' }] }],
  [
    'FastAPI’s older list',
    422,
    {
      detail: [
        {
          loc: ['body', 'max_completion_tokens'],
          msg: 'extra fields not permitted',
          type: 'value_error.extra',
        },
      ],
    },
  ],
])('a field that is named by %s only is corrected once', async (_, status, refusal) => {
  const { row, fields } = await probed(status, refusal);
  expect(fields).toEqual(['max_completion_tokens', 'max_tokens']);
  expect(row).toMatchObject({ verdict: 'answers', attempt: 2, findings: [] });
});

test.each([
  ['a field that was not sent', 400, { error: { message: 'Unsupported parameter', param: 'max_tokens' } }],
  ['another field', 422, { detail: [{ loc: ['body', 'messages'], type: 'extra_forbidden' }] }],
])('blaming %s leads to no second call', async (_, status, refusal) => {
  const { row, fields } = await probed(status, refusal);
  expect(fields).toEqual(['max_completion_tokens']);
  expect(row).toMatchObject({ verdict: 'rejected', status, attempt: 1 });
});
