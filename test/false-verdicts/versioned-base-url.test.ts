import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { FakeAnswer, FakeReply } from '../support/fake-network.ts';
import { fakeSystem } from '../support/fake-system.ts';

const key = 'relay-key-of-ana-0123456789';
const origin = 'https://relay.example';
const list = { status: 200, json: { object: 'list', data: [{ id: 'gpt-5.4', object: 'model' }] } };
const answered = {
  status: 200,
  json: {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'gpt-5.4',
    choices: [{ index: 0, message: { role: 'assistant', content: 'pong' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 5, completion_tokens: 1, total_tokens: 6 },
  },
};
const refusal = {
  status: 401,
  json: { error: { message: 'Incorrect API key provided.', code: 'invalid_api_key' } },
};
const missingPage: FakeAnswer = {
  status: 404,
  body: '<html><head><title>Error 404 (Not Found)!!1</title></head></html>',
  headers: { 'content-type': 'text/html' },
};

/** An API that answers below this path and nowhere else, as an OpenAI SDK asks. */
function apiAt(path: string): readonly FakeReply[] {
  return [
    { method: 'GET', path: `${path}/models`, key, answer: list },
    { method: 'POST', path: `${path}/chat/completions`, key, answer: answered },
    { path: `${path}/models`, answer: refusal },
    { path: `${path}/chat/completions`, answer: refusal },
    { answer: missingPage },
  ];
}

type Files = NonNullable<Parameters<typeof fakeSystem>[0]>['files'];

async function told(
  base: string,
  at: string,
  argv: readonly string[],
  more: { readonly files?: Files; readonly env?: Readonly<Record<string, string>> } = {},
) {
  const env = more.env ?? { NEXUS_API_KEY: key, NEXUS_BASE_URL: origin + base };
  const system = fakeSystem({ env, replies: apiAt(at), ...(more.files && { files: more.files }) });
  const exitCode = await run([...argv, '--json'], system);
  const json = JSON.parse(system.stdout.text());
  return { json, exitCode, asked: system.fakeNetwork.sent.map(({ url }) => new URL(url).pathname) };
}

const live = ['doctor', '--live', '--yes', '--model', 'gpt-5.4', '--route', '/v1/chat/completions'];

describe.each([
  ['Gemini', '/v1beta/openai'],
  ['GLM', '/api/paas/v4'],
  ['Ark', '/api/v3'],
  ['a gateway of Cloudflare', '/v1/acc123/gw1/openai'],
  ['Qianfan', '/v2'],
  ['Workers AI', '/client/v4/accounts/acc/ai/v1'],
])('a base URL that holds its version, as that of %s, is used as it is', (_, base) => {
  test.each(['', '/'])('by doctor, with %j at its end', async (end) => {
    const { json, asked } = await told(base + end, base, ['doctor']);
    expect(json.proof).toBe('accepts-key');
    expect(json.firstCause?.check ?? '').not.toMatch(/^(?:gateway|key)\./);
    expect(asked.filter((path) => path.endsWith('/models'))).toEqual(Array(3).fill(`${base}/models`));
  });

  test('by a real call', async () => {
    const { json, asked } = await told(base, base, live);
    expect(json.results.find(({ id }: { id: string }) => id === 'answer.is-valid')).toMatchObject({
      status: 'pass',
    });
    expect(asked).toContain(`${base}/chat/completions`);
  });

  test('by models, probe and a provider of the settings file', async () => {
    const models = await told(base, base, ['models']);
    expect([models.exitCode, models.json.total]).toEqual([0, 1]);
    const sweep = ['probe', '--yes', '--mode', 'plain', '--model', 'gpt-5.4', '--route', 'chat/completions'];
    const { json } = await told(base, base, sweep);
    expect(json.rows).toMatchObject([{ path: '/v1/chat/completions', verdict: 'answers' }]);
    const providers = { mine: { baseUrl: origin + base, keyEnv: 'MINE_KEY' } };
    const files = { '/home/ana/.config/nexus/config.json': JSON.stringify({ provider: 'mine', providers }) };
    const own = await told(base, base, ['models'], { files, env: { MINE_KEY: key } });
    expect([own.exitCode, own.json.total]).toEqual([0, 1]);
  });

  test('and shown as it is asked', async () => {
    const { json } = await told(base, base, ['doctor']);
    const row = json.results.find(({ id }: { id: string }) => id === 'gateway.speaks-this-api');
    expect(row.fact).toMatch(new RegExp(`^GET ${base}/models answered 401`));
  });
});

test('a /v1 too many behind a version is found', async () => {
  const { json } = await told('/api/paas/v4/v1', '/api/paas/v4', ['doctor']);
  expect(json.firstCause).toMatchObject({
    check: 'gateway.speaks-this-api',
    finding: {
      id: 'local/base-url-wrong-path',
      summary: `${origin}/api/paas/v4/v1/models answers 404, but ${origin}/api/paas/v4/models speaks the API`,
    },
  });
});

test('a /v1 that is missing behind a path with a version is found', async () => {
  const { json } = await told('/v2/proxy', '/v2/proxy/v1', ['doctor']);
  expect(json.firstCause.finding).toMatchObject({
    id: 'local/base-url-wrong-path',
    summary: `${origin}/v2/proxy/models answers 404, but ${origin}/v2/proxy/v1/models speaks the API`,
  });
});

test.each([
  ['/v1/acc123/gw1/anthropic', '/v1/acc123/gw1/anthropic/v1'],
  ['/v2', '/v2/v1'],
])('a client that puts /v1 behind any base URL is tested where it calls, at %s', async (base, at) => {
  const env = { ANTHROPIC_BASE_URL: origin + base, ANTHROPIC_AUTH_TOKEN: key };
  const { json, asked } = await told('', at, ['doctor', '--for', 'claude-code'], { env });
  expect(new Set(asked.filter((path) => path.endsWith('/models')))).toEqual(new Set([`${at}/models`]));
  expect(json.proof).toBe('accepts-key');
  expect(json.results.find(({ id }: { id: string }) => id === 'client.url-fits')).toMatchObject({
    status: 'pass',
    fact: expect.stringMatching(new RegExp(`^${origin}${base} `)),
  });
});

test('a client of OpenAI that holds such a base URL is told nothing about /v1', async () => {
  const env = { OPENAI_BASE_URL: `${origin}/v1beta/openai`, OPENAI_API_KEY: key };
  const { json } = await told('', '/v1beta/openai', ['doctor', '--for', 'openai-sdk'], { env });
  expect(json.results.find(({ id }: { id: string }) => id === 'client.url-fits')).toMatchObject({
    status: 'pass',
  });
  expect(json.proof).toBe('accepts-key');
});

test.each(['/inference/openai', ''])(
  'a base URL without a version that answers as it is, at %j, is called right, and how to go on is told',
  async (base) => {
    const { json, exitCode, asked } = await told(base, base, ['doctor']);
    expect(json.firstCause).toMatchObject({
      check: 'gateway.speaks-this-api',
      finding: {
        id: 'local/base-url-without-version',
        summary: `${origin}${base}/models speaks the API, and ${origin}${base}/v1/models answers 404`,
      },
    });
    expect([json.verdict, exitCode]).toEqual(['inconclusive', 3]);
    expect(asked).toContain(`${base}/models`);
  },
);

test('a gateway of the settings file that names such routes works whole', async () => {
  const routes = [
    { method: 'GET', path: '/models', speaks: 'model-list', streams: 'no' },
    { method: 'POST', path: '/chat/completions', speaks: 'chat', streams: 'unknown' },
  ];
  const providers = { mine: { baseUrl: `${origin}/inference/openai`, keyEnv: 'MINE_KEY', routes } };
  const files = { '/home/ana/.config/nexus/config.json': JSON.stringify({ provider: 'mine', providers }) };
  const flags = ['doctor', '--live', '--yes', '--model', 'gpt-5.4'];
  const { json } = await told('', '/inference/openai', flags, { files, env: { MINE_KEY: key } });
  expect(json.firstCause).toBeNull();
  expect(json.proof).toBe('answers');
});
