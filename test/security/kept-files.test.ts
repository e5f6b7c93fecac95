import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { gatewayWith, holder, posts } from '../probe/probe-sandbox.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { listen, response, says } from '../support/loopback.ts';
import { runNexus } from '../support/run-nexus.ts';
import { canary, tracesIn } from './canary.ts';

const answer = 'ANSWER-OF-THE-MODEL-4711';
const prompts = /count from|reply with|say (?:ok|hi)|one word/i;

test('no prompt and no answer is kept in any file', async () => {
  const body = JSON.stringify({
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-4-6',
    content: [{ type: 'text', text: answer }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 1, output_tokens: 1 },
    data: [{ id: 'claude-sonnet-4-6' }],
  });
  const gateway = await listen(says(response(body, ['content-type: application/json'])));
  const files = fakeFiles({});
  const at = ['--base-url', `http://127.0.0.1:${gateway.port}`, '--route', '/v1/messages', '--yes', '--json'];
  const world = { env: { NEXUS_API_KEY: 'zq7Kd0P4xVb81LmNfT5sWcYh' }, realFiles: files };
  try {
    await runNexus(['doctor', '--live', ...at, '--save-evidence', 'facts.json'], world);
    await runNexus(['probe', ...at], world);
  } finally {
    await gateway.close();
  }
  expect(gateway.received()).toContain('POST /v1/messages');
  const sent = [...gateway.received().matchAll(/"(?:content|input|prompt)":"([^"]+)"/g)].map(
    ([, text]) => text ?? '',
  );
  expect(sent.length).toBeGreaterThan(0);
  expect(files.written.size).toBeGreaterThan(0);
  for (const [path, text] of files.written) {
    expect(text, path).not.toContain(answer);
    expect(text, path).not.toMatch(prompts);
    for (const prompt of sent) expect(text, path).not.toContain(prompt);
  }
});

test('the id of a call stands in the run before the call leaves, and each call has its own', async () => {
  const files = fakeFiles({});
  const sandbox = await gatewayWith({ rules: [{ method: 'POST', reply: { kind: 'stall' } }] });
  const interrupt = new AbortController();
  const args = ['probe', '--yes', '--json', '--mode', 'plain', '--base-url', sandbox.baseUrl];
  const running = runNexus(args, { ...holder(sandbox, { realFiles: files }), interrupt: interrupt.signal });
  await expect.poll(() => posts(sandbox).length, { timeout: 5000 }).toBeGreaterThan(2);
  const [run = ''] = [...files.written].flatMap(([path, text]) => (path.endsWith('.ndjson') ? [text] : []));
  const ids = posts(sandbox).map(({ requestId }) => requestId ?? '');
  for (const id of ids) expect(run).toContain(`"clientRequestId":"${id}"`);
  expect(new Set(ids).size).toBe(ids.length);
  interrupt.abort('SIGINT');
  await running;
});

/** Lets the canary in, and tells everybody else what the key would have been. */
async function startTellTale() {
  const server = createServer((request, response) => {
    const isKnown = request.headers.authorization === `Bearer ${canary}`;
    const refusal = { error: { code: canary, type: canary, message: `it is ${canary}` }, request_id: canary };
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isKnown ? { data: [{ id: 'claude-sonnet-4-6' }] } : refusal));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { baseUrl: `http://127.0.0.1:${port}`, close: () => server.close() };
}

test.each([
  ['that the gateway tells everybody with another one', ''],
  ['that stands in the path of the base URL too', `/${canary}`],
])('a key %s stands in no file', async (_, path) => {
  const files = fakeFiles({});
  const gateway = await startTellTale();
  const env = { NEXUS_API_KEY: canary, NEXUS_BASE_URL: `${gateway.baseUrl}${path}` };
  try {
    for (const argv of [['doctor'], ['models'], ['doctor', '--save-evidence', 'facts.json']])
      await runNexus(argv, { env, realFiles: files });
  } finally {
    gateway.close();
  }
  const names = [...files.written.keys()].join(' ');
  expect(names).toContain('refused-keys.json');
  for (const [name, text] of files.written) expect(tracesIn(`${name} ${text}`), name).toEqual([]);
});
