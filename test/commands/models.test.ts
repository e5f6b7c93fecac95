import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

/** `nexus models` before a gateway that sends this list to its one key. */
async function modelsOf(list: object) {
  const server = createServer((request, response) => {
    const isRight = request.headers.authorization === `Bearer ${key}`;
    const body = isRight ? list : { error: { message: 'no', code: 'invalid_key' } };
    response.writeHead(isRight ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const { port } = server.address() as AddressInfo;
  const env = { NEXUS_API_KEY: key, NEXUS_BASE_URL: `http://127.0.0.1:${port}` };
  return (...args: readonly string[]) => runNexus(['models', ...args], { env });
}

const data = [{ id: 'gpt-5.4' }];

describe('a list of which the gateway says that there is more', () => {
  test('is not shown as the whole', async () => {
    const run = await modelsOf({ data, has_more: true });
    expect((await run('--json')).json).toMatchObject({ total: 1, hasMore: true });
    for (const format of ['human', 'markdown']) {
      expect((await run('--format', format)).stdout).toMatch(/first (?:one|page)/);
    }
    expect((await run('llama')).stdout).toMatch(/more pages/);
  });

  test('is told from a whole one', async () => {
    const run = await modelsOf({ data, has_more: false });
    expect((await run('--json')).json.hasMore).toBeUndefined();
    expect((await run()).stdout).not.toMatch(/pages/);
  });
});

test.each([
  ['gpt5', 'gpt-5.4'],
  ['sonnet-4.6', 'claude-sonnet-4-6'],
])('%s finds nothing, and the nearest ids are named', async (filter, nearest) => {
  const { json, exitCode } = await runNexus(['models', filter, '--sandbox', '--json']);
  expect(json.nearest).toContain(nearest);
  expect(exitCode).toBe(1);
});
