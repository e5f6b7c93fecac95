import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';
import { Lab } from './lab.ts';

const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const lab = new Lab();
afterEach(() => lab.close());

const answer = {
  id: 'm',
  type: 'message',
  role: 'assistant',
  content: [{ type: 'text', text: '1 2 3' }],
  stop_reason: 'end_turn',
  usage: { input_tokens: 9, output_tokens: 3 },
};

/** A gateway that resets a connection, unannounced, where `isCut` says so; it keeps the paths of the POSTs it took. */
async function gateway(isCut: (request: IncomingMessage, nth: number) => boolean) {
  const requests = new WeakMap<Socket, number>();
  const posts: string[] = [];
  const send = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    const { socket, method, headers, url = '' } = request;
    const nth = (requests.get(socket) ?? 0) + 1;
    requests.set(socket, nth);
    if (method === 'POST') posts.push(url);
    if (isCut(request, nth)) return socket.resetAndDestroy();
    const isRight = headers.authorization === `Bearer ${key}` || headers['x-api-key'] === key;
    if (!isRight) return send(response, 401, { error: { message: 'no', code: 'invalid_key' } });
    if (url === '/v1/models') return send(response, 200, { data: [{ id: 'm-one' }, { id: 'm-two' }] });
    if (method === 'GET') return send(response, 404, { error: { message: 'no such route' } });
    await text(request);
    return send(response, 200, answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  lab.keep({
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  });
  const { port } = server.address() as AddressInfo;
  const env = { NEXUS_API_KEY: key, NEXUS_BASE_URL: `http://127.0.0.1:${port}` };
  return { posts, run: (args: readonly string[]) => runNexus([...args, '--yes', '--json'], { env }) };
}

const onMessages = ['--route', '/v1/messages'];

describe('a gateway that answers once on each connection and then cuts it', () => {
  const once = () => gateway((_, nth) => nth > 1);

  test('answers the one real call of doctor', async () => {
    const { run, posts } = await once();
    const { json } = await run(['doctor', '--live', ...onMessages, '--model', 'm-one']);
    const findings = json.results.flatMap(({ findings }: { findings: { id: string }[] }) => findings);
    expect(findings.filter(({ id }: { id: string }) => id.startsWith('network/'))).toEqual([]);
    expect(json.proof).toBe('answers');
    expect(posts).toHaveLength(1);
  });

  test('answers every call of probe', async () => {
    const { run, posts } = await once();
    const argv = ['probe', ...onMessages, '--model', 'm-one,m-two', '--mode', 'plain', '--concurrency', '1'];
    const { json, exitCode } = await run(argv);
    expect(json.rows.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['answers', 'answers']);
    expect(exitCode).toBe(0);
    expect(posts).toHaveLength(2);
  });
});

test('a call whose kept connection is cut is unproven, not unreachable, and is sent once', async () => {
  let calls = 0;
  const { run, posts } = await gateway(({ method }, nth) => {
    calls += method === 'POST' ? 1 : 0;
    return method === 'POST' && calls === 2 && nth > 1;
  });
  const argv = ['probe', ...onMessages, '--model', 'm-one,m-two', '--mode', 'plain', '--concurrency', '1'];
  const { json, exitCode } = await run(argv);
  expect(json.rows[1]).toMatchObject({
    verdict: 'unproven',
    findings: [{ id: 'network/kept-connection-closed', owner: 'you' }],
  });
  expect(exitCode).toBe(3);
  expect(posts).toHaveLength(2);
});
