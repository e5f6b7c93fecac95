import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RunningSandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';
import type { GatewayState, Scenario } from '../../src/sandbox/scenario.ts';
import { send, type WireAnswer } from './wire-request.ts';

const started: RunningSandbox[] = [];
afterEach(async () => {
  for (const sandbox of started.splice(0)) await sandbox.close();
});

async function start(
  provider: Scenario['provider'],
  gateway: GatewayState = {},
  options: SandboxOptions = { streamGapMs: 5 },
): Promise<RunningSandbox> {
  const expects = { verdict: 'healthy', exitCode: 0, findings: [] } as const;
  const sandbox = await startSandbox({ id: 'test', story: 'A test', provider, gateway, expects }, options);
  started.push(sandbox);
  return sandbox;
}

function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

function errorOf(answer: WireAnswer): Record<string, unknown> {
  const body: { error: Record<string, unknown> } = JSON.parse(answer.body);
  return body.error;
}

const messages = [{ role: 'user', content: 'Count from 1 to 20.' }];

describe('nexus', () => {
  let sandbox: RunningSandbox;
  beforeEach(async () => {
    sandbox = await start('nexus');
  });

  function post(
    path: string,
    body: string | object,
    headers: Record<string, string> = {},
  ): Promise<WireAnswer> {
    return send(`${sandbox.baseUrl}${path}`, { body, headers: { ...bearer(sandbox.key), ...headers } });
  }

  test('an error has the four documented fields and a request id that is also in the header', async () => {
    const answer = await send(`${sandbox.baseUrl}/v1/models`);
    const error = errorOf(answer);
    expect(Object.keys(error).sort()).toEqual(['code', 'message', 'request_id', 'type']);
    expect(error.code).toBe('invalid_key');
    expect(error.request_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(answer.headers['x-request-id']).toBe(error.request_id);
  });

  test('a wrong key is refused like no key', async () => {
    const answer = await send(`${sandbox.baseUrl}/v1/balance`, { headers: bearer(`${sandbox.key}0`) });
    expect(errorOf(answer).code).toBe('invalid_key');
  });

  test.each(['authorization', 'x-api-key', 'api-key'])('the key is taken from %s', async (name) => {
    const value = name === 'authorization' ? `Bearer ${sandbox.key}` : sandbox.key;
    const answer = await send(`${sandbox.baseUrl}/v1/balance`, { headers: { [name]: value } });
    expect(JSON.parse(answer.body)).toEqual({ balance: 250, reserved: 0, available: 250, currency: 'RUB' });
  });

  test.each([
    ['a path that no page lists', '/v1/embeddings', {}, 'unsupported_endpoint'],
    ['a body without a model', '/v1/chat/completions', { messages }, 'missing_model'],
    ['a model that the key does not have', '/v1/messages', { model: 'gpt-9', messages }, 'model_not_allowed'],
    [
      'a Claude model on the Codex route',
      '/v1/responses',
      { model: 'claude-opus-4-8', input: 'x' },
      'unsupported_model',
    ],
    [
      'a model that has no compact route',
      '/v1/responses/compact',
      { model: 'gpt-5.5', input: 'x' },
      'unsupported_model',
    ],
    [
      'a stream of chat',
      '/v1/chat/completions',
      { model: 'gpt-5.4', messages, stream: true },
      'streaming_not_supported',
    ],
    [
      'a stream of completions',
      '/v1/completions',
      { model: 'codex-auto-review', prompt: 'x', stream: true },
      'streaming_not_supported',
    ],
    ['a code as the model', '/v1/chat/completions', { model: 'pricing_stale', messages }, 'pricing_stale'],
    ['messages without max_tokens', '/v1/messages', { model: 'claude-opus-4-8', messages }, null],
    [
      'an output limit that is no number',
      '/v1/completions',
      { model: 'codex-auto-review', prompt: 'x', max_tokens: '9' },
      null,
    ],
    ['a body that is not JSON', '/v1/chat/completions', '{"model":', null],
    ['a body that is a list', '/v1/chat/completions', '[]', null],
  ] as const)('%s is refused', async (_, path, body, code) => {
    const answer = await post(path, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500 + (code === 'pricing_stale' ? 100 : 0));
    expect(errorOf(answer).code).toBe(code);
  });

  test('the end of a key asks for an error, on a GET too', async () => {
    const answer = await send(`${sandbox.baseUrl}/v1/models`, {
      headers: { 'x-api-key': 'any-billing_finalization_failed' },
    });
    expect(errorOf(answer).code).toBe('billing_finalization_failed');
  });

  test('a request id is accepted once', async () => {
    const body = { model: 'gpt-5.4', messages, max_tokens: 16 };
    const first = await post('/v1/chat/completions', body, { 'x-request-id': 'one' });
    const again = await post('/v1/chat/completions', body, { 'x-request-id': 'one' });
    const other = await post('/v1/chat/completions', body, { 'x-request-id': 'two' });
    expect([first.status, other.status]).toEqual([200, 200]);
    expect(errorOf(again).code).toBe('duplicate_request_id');
    expect(sandbox.requests.map(({ requestId }) => requestId)).toEqual(['one', 'one', 'two']);
  });

  test('a request id that came with a wrong key was not accepted and may come again', async () => {
    const headers = { 'x-request-id': 'one' };
    await send(`${sandbox.baseUrl}/v1/models`, { headers: { ...bearer('wrong'), ...headers } });
    const answer = await send(`${sandbox.baseUrl}/v1/models`, {
      headers: { ...bearer(sandbox.key), ...headers },
    });
    expect(answer.status).toBe(200);
  });

  test('usage is the same in a plain answer, in a stream and in the count', async () => {
    const body = { model: 'claude-sonnet-4-6', messages, max_tokens: 16 };
    const plain = JSON.parse((await post('/v1/messages', body)).body);
    const stream = (await post('/v1/messages', { ...body, stream: true })).body;
    const count = JSON.parse((await post('/v1/messages/count_tokens', body)).body);
    expect(plain.usage.output_tokens).toBe(16);
    expect(plain.stop_reason).toBe('max_tokens');
    expect(stream).toContain(`"input_tokens":${plain.usage.input_tokens},`);
    expect(stream).toContain('"usage":{"output_tokens":16}');
    expect(count).toEqual({ input_tokens: plain.usage.input_tokens });
  });

  test('a body beyond one megabyte is refused after it was read', async () => {
    const answer = await post('/v1/chat/completions', 'x'.repeat(3 * 1024 * 1024));
    expect(answer.status).toBe(413);
    expect((await send(`${sandbox.baseUrl}/v1/models`, { headers: bearer(sandbox.key) })).status).toBe(200);
  });

  test('deeply nested prompts, broken HTTP and clients that leave do not end the server', async () => {
    const nested = `{"model":"gpt-5.4","messages":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect((await post('/v1/chat/completions', nested)).status).toBeLessThan(600);
    const { port } = new URL(sandbox.baseUrl);
    const streamBody = JSON.stringify({ model: 'gpt-5.4', input: 'x', stream: true });
    const streamHead = `POST /v1/responses HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nx-api-key: ${sandbox.key}\r\n`;
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(`${streamHead}Content-Length: ${streamBody.length}\r\n\r\n${streamBody}`),
      );
      socket.on('data', (piece: Buffer) => {
        if (piece.includes('response.created')) socket.resetAndDestroy();
      });
      socket.on('close', () => resolve());
    });
    for (const garbage of [
      '\x00\x01\x02\r\n\r\n',
      'GET /v1/models HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
      'POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nx',
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () =>
          socket.write(garbage, () => socket.destroy()),
        );
        socket.on('close', () => resolve());
      });
    }
    expect((await send(`${sandbox.baseUrl}/v1/models`, { headers: bearer(sandbox.key) })).status).toBe(200);
  });

  test('the model list has ids and nothing that no page promises', async () => {
    const { body } = await send(`${sandbox.baseUrl}/v1/models?limit=3`, { headers: bearer(sandbox.key) });
    const list: { object: string; data: object[] } = JSON.parse(body);
    expect(list.object).toBe('list');
    expect(list.data).toContainEqual({ id: 'gpt-5.4', object: 'model' });
    expect(list.data).toHaveLength(11);
  });

  test('what was asked is remembered without anything secret', async () => {
    await send(`${sandbox.baseUrl}/v1/models?key=${sandbox.key}`);
    await send(`${sandbox.baseUrl}/v1/models`, { headers: bearer('another') });
    await send(`${sandbox.baseUrl}/v1/models`, { headers: bearer(sandbox.key) });
    expect(sandbox.requests).toEqual([
      { method: 'GET', path: '/v1/models', credential: 'none' },
      { method: 'GET', path: '/v1/models', credential: 'wrong' },
      { method: 'GET', path: '/v1/models', credential: 'right' },
    ]);
  });

  test.each([
    ['a name that leads here', { host: 'attacker.example' }],
    ['the right name with another port', { host: '127.0.0.1:1' }],
    ['a web page', { origin: 'https://attacker.example' }],
    ['a page without an origin of its own', { origin: 'null' }],
  ])('a request from %s is refused, even with the key', async (_, headers) => {
    const answer = await send(`${sandbox.baseUrl}/v1/models`, {
      headers: { ...bearer(sandbox.key), ...headers },
    });
    expect(answer.status).toBe(403);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('two runs have different keys', async () => {
    expect((await start('nexus')).key).not.toBe(sandbox.key);
  });
});

describe('nexus money', () => {
  test('the reserve of the whole output limit must be on the account', async () => {
    const { baseUrl, key } = await start('nexus', { balance: 0.1 });
    const ask = (max_tokens: number) =>
      send(`${baseUrl}/v1/messages`, {
        headers: { 'x-api-key': key },
        body: { model: 'claude-opus-4-8', messages, max_tokens },
      });
    expect((await ask(600)).status).toBe(200);
    expect(errorOf(await ask(4096)).code).toBe('insufficient_balance');
  });
});

describe('nusantara', () => {
  test('no key and a wrong key have the two documented spellings', async () => {
    const { baseUrl } = await start('nusantara');
    const none = await send(`${baseUrl}/v1/auth/key`);
    const wrong = await send(`${baseUrl}/v1/auth/key`, { headers: bearer('nsk_0') });
    expect([none.status, wrong.status]).toEqual([401, 401]);
    expect(errorOf(none)).toMatchObject({ type: 'auth_error', code: 'missing_api_key' });
    expect(errorOf(none).request_id).toMatch(/^req_[0-9a-f]{24}$/);
    expect(none.headers['x-request-id']).toBe(errorOf(none).request_id);
    expect(errorOf(wrong)).toMatchObject({ type: 'authentication_error', code: null });
  });

  test('a coding key works below /coding and is forbidden elsewhere', async () => {
    const { baseUrl, key } = await start('nusantara', { keyKind: 'coding' });
    expect(key).toMatch(/^nsk_code_[0-9a-f]{32}$/);
    expect((await send(`${baseUrl}/v1/models`, { headers: bearer(key) })).status).toBe(403);
    expect((await send(`${baseUrl}/coding/v1/models`, { headers: bearer(key) })).status).toBe(200);
  });

  test('the model list has owner, window, capabilities and price', async () => {
    const { baseUrl, key } = await start('nusantara');
    expect(key).toMatch(/^nsk_[0-9a-f]{32}$/);
    const list: { data: object[] } = JSON.parse(
      (await send(`${baseUrl}/v1/models`, { headers: bearer(key) })).body,
    );
    expect(list.data).toContainEqual(
      expect.objectContaining({
        id: 'claude-sonnet-4-6',
        owned_by: 'anthropic',
        capabilities: expect.arrayContaining(['reasoning']),
        pricing: { currency: 'USD', per_million_tokens: { input: 3, output: 15 } },
      }),
    );
  });

  test.each(['/anthropic/v1/messages', '/v1/messages'])(
    '%s needs its version header and max_tokens',
    async (path) => {
      const { baseUrl, key } = await start('nusantara');
      const ask = (headers: Record<string, string>, body: object) =>
        send(`${baseUrl}${path}`, {
          headers: { 'x-api-key': key, ...headers },
          body: { model: 'claude-sonnet-4-6', messages, ...body },
        });
      const version = { 'anthropic-version': '2023-06-01' };
      expect(JSON.parse((await ask({}, { max_tokens: 16 })).body)).toMatchObject({
        type: 'error',
        error: { type: 'invalid_request_error' },
      });
      expect((await ask(version, {})).status).toBe(400);
      expect((await ask(version, { max_tokens: 16 })).status).toBe(200);
    },
  );

  test('an unknown model is not found, and a repeated request id is nobody’s business', async () => {
    const { baseUrl, key } = await start('nusantara');
    const ask = () =>
      send(`${baseUrl}/v1/chat/completions`, {
        headers: { ...bearer(key), 'x-request-id': 'one' },
        body: { model: 'gpt-9', messages },
      });
    await ask();
    const answer = await ask();
    expect(answer.status).toBe(404);
    expect(errorOf(answer).type).toBe('not_found_error');
  });

  test('a daily limit answers in the oldest form', async () => {
    const { baseUrl } = await start('nusantara');
    const answer = await send(`${baseUrl}/v1/models`, {
      headers: bearer('x-user_total_daily_limit_exceeded'),
    });
    expect(answer.status).toBe(429);
    expect(JSON.parse(answer.body)).toMatchObject({ status: false, creator: 'neosantara.xyz', tier: 'Free' });
  });
});

describe('the wire', () => {
  test('a stream leaves in several pieces with a pause between them', async () => {
    const { baseUrl, key } = await start('nexus', {}, { streamGapMs: 60 });
    const { reads, headers } = await send(`${baseUrl}/v1/messages`, {
      headers: bearer(key),
      body: { model: 'claude-sonnet-4-6', messages, max_tokens: 64, stream: true },
    });
    expect(headers['content-type']).toContain('text/event-stream');
    expect(headers['content-length']).toBeUndefined();
    const times = reads.map(({ atMs }) => atMs);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
    expect(gaps.filter((gap) => gap >= 50).length).toBeGreaterThanOrEqual(2);
    expect(reads.at(-1)?.text).toContain('message_stop');
  });

  test('the date is the clock of the gateway, to the second', async () => {
    const now = () => Date.parse('2026-03-04T05:06:07.000Z');
    const right = await start('nexus', {}, { now });
    const ahead = await start('nexus', { clockOffsetMs: 3_600_000 }, { now });
    expect((await send(`${right.baseUrl}/v1/models`)).headers.date).toBe('Wed, 04 Mar 2026 05:06:07 GMT');
    expect((await send(`${ahead.baseUrl}/v1/models`)).headers.date).toBe('Wed, 04 Mar 2026 06:06:07 GMT');
  });

  test('a list of a hundred thousand models is whole', async () => {
    const { baseUrl, key } = await start('nexus', { modelCount: 100_000 });
    const list: { data: { id: string }[] } = JSON.parse(
      (await send(`${baseUrl}/v1/models`, { headers: bearer(key) })).body,
    );
    expect(new Set(list.data.map(({ id }) => id)).size).toBe(100_000);
  });

  test('a flood is as large as it says', async () => {
    const { baseUrl } = await start('nexus', { rules: [{ reply: { kind: 'flood', megabytes: 3 } }] });
    expect((await send(`${baseUrl}/v1/models`)).body).toHaveLength(3 * 1024 * 1024);
  });

  test('below a path, only that path is the gateway', async () => {
    const { baseUrl } = await start('nexus', { mountedAt: '/api' });
    expect((await send(`${baseUrl}/v1/models`)).status).toBe(401);
    const outside = await send(`${new URL(baseUrl).origin}/v1/models`);
    expect([outside.status, outside.headers['content-type']]).toEqual([404, 'text/html']);
  });

  test('a certificate that is trusted is trusted with the CA of the run only', async () => {
    const { baseUrl, ca } = await start('nexus', { tls: 'trusted' });
    expect(baseUrl).toMatch(/^https:/);
    expect((await send(`${baseUrl}/v1/models`, { ca: ca ?? '' })).status).toBe(401);
    await expect(send(`${baseUrl}/v1/models`)).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
  });

  test('a busy port is told, not hidden', async () => {
    const { baseUrl } = await start('nexus');
    await expect(start('nexus', {}, { port: Number(new URL(baseUrl).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  test('closing drops a request that is never answered, and a second time is nothing', async () => {
    const sandbox = await start('nexus', { rules: [{ reply: { kind: 'stall' } }] });
    const waiting = send(`${sandbox.baseUrl}/v1/models`);
    const refused = expect(waiting).rejects.toMatchObject({ code: 'ECONNRESET' });
    while (sandbox.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await sandbox.close();
    await sandbox.close();
    await refused;
  });
});

test('an error that the provider does not have is a mistake of the scenario, and told at the start', async () => {
  const rules = [{ reply: { kind: 'error', error: 'no-such-error' } }] as const;
  await expect(start('nexus', { rules })).rejects.toThrow('no-such-error');
});

// The whole of 127.0.0.0/8 is this machine, so a server that listens everywhere would answer at another one of them too.
test.runIf(process.platform === 'linux')(
  'a sandbox listens on 127.0.0.1 and on no other address',
  async () => {
    const { port } = new URL((await start('nexus')).baseUrl);
    const knock = (host: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(Number(port), host);
        socket.once('connect', () => resolve('open'));
        socket.once('error', () => resolve('closed'));
        socket.once('close', () => socket.destroy());
      });
    expect(await knock('127.0.0.1')).toBe('open');
    expect([await knock('127.0.0.2'), await knock('::1')]).toEqual(['closed', 'closed']);
  },
);
