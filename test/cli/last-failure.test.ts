import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { createNetwork } from '../../src/system/node-network.ts';
import { fakeSystem } from '../support/fake-system.ts';

const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

const send = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** A person before a gateway with a list and no balance; what they run adds to one journal. */
async function personBefore(
  gateway: Readonly<Record<'balance' | 'call', (response: ServerResponse, request: IncomingMessage) => void>>,
) {
  const server = createServer((request, response) => {
    request.resume();
    const isRight = request.headers.authorization === `Bearer ${key}` || request.headers['x-api-key'] === key;
    if (!isRight) return send(response, 401, { error: { message: 'no', code: 'invalid_key' } });
    if (request.method === 'POST') return gateway.call(response, request);
    if (request.url === '/v1/models') return send(response, 200, { data: [{ id: 'gpt-5.4' }] });
    return gateway.balance(response, request);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const network = createNetwork();
  opened.push(
    () => server.closeAllConnections(),
    () => server.close(),
    () => network.close(),
  );
  const { port } = server.address() as AddressInfo;
  const env = { NEXUS_API_KEY: key, NEXUS_BASE_URL: `http://127.0.0.1:${port}` };
  const system = fakeSystem({ env });
  return async (line: string) => {
    const { stdout } = fakeSystem();
    const exitCode = await run([...line.split(' '), '--json'], { ...system, network, stdout });
    return { exitCode, json: JSON.parse(stdout.text()) };
  };
}

const absent = (response: ServerResponse) => send(response, 404, { detail: 'Not Found' });
const forbidden = (response: ServerResponse) => send(response, 403, { error: { message: 'admins only' } });
const works = (response: ServerResponse) =>
  send(response, 200, {
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content: '1' }, finish_reason: 'stop' }],
  });
const fails = (response: ServerResponse) =>
  send(response, 503, {
    error: { code: 'model_not_found', message: 'No available channel', type: 'new_api_error' },
  });

const live = 'doctor --live --yes --model gpt-5.4 --route /v1/chat/completions';

describe.each([
  ['is not there', absent],
  ['is for others', forbidden],
])('a balance that %s is never the last failure', (_, balance) => {
  test('after a set-up that works', async () => {
    const person = await personBefore({ balance, call: works });
    expect((await person('doctor')).exitCode).toBe(0);
    await person('models');
    for (const line of ['report', 'explain --last']) {
      expect((await person(line)).json.error.message).toMatch(/nothing is recorded/);
    }
  });

  test.each(['models', 'doctor', 'probe --dry-run'])(
    'after a call that failed and then: %s',
    async (next) => {
      const person = await personBefore({ balance, call: fails });
      expect((await person(live)).exitCode).not.toBe(0);
      await person(next);
      const { json: explained } = await person('explain --last');
      expect(explained.note).toMatch(/POST \/v1\/chat\/completions, gpt-5\.4, answered 503/);
      const { json: ticket } = await person('report');
      expect(ticket.ticket.endpoint).toBe('POST /v1/chat/completions');
      expect(JSON.stringify(ticket)).not.toContain('/v1/balance');
    },
  );
});
