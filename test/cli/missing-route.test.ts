import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

/** A server of models as people run it at home: a list, chat completions, and `404 page not found` for all else. */
async function homeServer() {
  const server = createServer((request, response) => {
    request.resume();
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${key}` && request.headers['x-api-key'] !== key)
      return send(401, { error: { message: 'no', code: 'invalid_key' } });
    if (request.url === '/v1/models') return send(200, { data: [{ id: 'llama3:8b' }] });
    if (request.url !== '/v1/chat/completions')
      return response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found');
    const message = { role: 'assistant', content: '1' };
    return send(200, { object: 'chat.completion', choices: [{ index: 0, message, finish_reason: 'stop' }] });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const { port } = server.address() as AddressInfo;
  const env = { NEXUS_API_KEY: key, NEXUS_BASE_URL: `http://127.0.0.1:${port}` };
  return (line: string) =>
    runNexus([...line.split(' ').slice(1), '--yes', '--json'], {
      env,
      now: new Date().toISOString(),
    });
}

test('a route that is not there leads to one that is, and from there in no circle', async () => {
  const run = await homeServer();
  const first = (await run('nexus doctor --live --model llama3:8b')).json;
  expect(first.firstCause.finding).toMatchObject({ id: 'edge/route-refused' });
  expect(first.firstCause.finding.title).not.toMatch(/^A server before/);
  expect(first.nextStep.command).toBe('nexus doctor --live --route /v1/chat/completions --model llama3:8b');
  const second = (await run(first.nextStep.command)).json;
  expect(second.proof).toBe('answers');
  expect(second.firstCause.finding).toMatchObject({ id: 'local/streaming-not-documented' });
  expect(second.nextStep.command).toBe(
    'nexus probe --route /v1/chat/completions --mode stream --model llama3:8b',
  );
  expect(JSON.stringify(second.firstCause.finding.fixes)).not.toContain('routes named above');
});
