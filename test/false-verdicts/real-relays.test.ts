import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { FakeAnswer, FakeReply } from '../support/fake-network.ts';
import { type FakeSystem, fakeSystem } from '../support/fake-system.ts';

const key = 'relay-key-of-ana-0123456789';
const origin = 'https://relay.example';
const list = { status: 200, json: { object: 'list', data: [{ id: 'gpt-5.4', object: 'model' }] } };
const refusal = { status: 401, json: { error: { code: 'invalid_key', message: 'Invalid API key.' } } };
const gets = (path: string, answer: FakeAnswer, whose: { key?: string | null } = { key }): FakeReply => ({
  method: 'GET',
  path,
  ...whose,
  answer,
});
const posts = (answer: FakeAnswer): FakeReply => ({ method: 'POST', answer });
const page = (status: number, title: string): FakeAnswer => ({
  status,
  body: `<html><head><title>${title}</title></head><body>${title}</body></html>`,
  headers: { 'content-type': 'text/html', server: 'nginx' },
});
const balance = gets('/v1/balance', { status: 200, json: { balance: 250, currency: 'RUB' } });
const everybodyElse: FakeReply = { answer: refusal };
/** Lists and balance as they should be for the right key; what a call gets stands before it. */
const proven = [gets('/v1/models', list), balance, everybodyElse];
const openList = [gets('/v1/models', list, {}), gets('/v1/balance', { status: 404, json: {} }, {})];

async function seenBy(
  replies: readonly FakeReply[],
  flags: readonly string[] = [],
  baseUrl = origin,
): Promise<{ json: Json; text: string; exitCode: number; system: FakeSystem }> {
  const env = { NEXUS_API_KEY: key, NEXUS_BASE_URL: baseUrl };
  const forPeople = fakeSystem({ env, replies, seed: 'people' });
  await run(['doctor', ...flags], forPeople);
  const system = fakeSystem({ env, replies });
  const exitCode = await run(['doctor', ...flags, '--json'], system);
  return {
    json: JSON.parse(system.stdout.text()),
    text: forPeople.stdout.text().replace(/\s+/g, ' '),
    exitCode,
    system,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads any field of the document
type Json = any;

const chat = ['--live', '--yes', '--model', 'gpt-5.4', '--route', '/v1/chat/completions'];
const late: FakeAnswer = { kind: 'unreachable', phase: 'headers', code: 'TIMEOUT' };
const firstCause = ({ firstCause: cause }: Json) => `${cause?.check} ${cause?.finding.id}`;

describe('to wait longer', () => {
  test.each([
    [[], 180],
    [['--timeout', '35'], 180],
    [['--timeout', '120'], 240],
    [['--timeout', '5'], 10],
  ])(
    'with %j is more than was waited, and a call that may be charged is not repeated first',
    async (flags, seconds) => {
      const { json, text } = await seenBy([posts(late), ...proven], [...chat, ...flags]);
      expect(firstCause(json)).toBe('answer.is-valid network/no-answer');
      expect(json.nextStep.command).toBeUndefined();
      expect(json.nextStep.text).toMatch(/charged/);
      const commands = json.firstCause.finding.fixes.map(({ command = '' }) => command).join();
      expect(commands).toContain(`--timeout ${seconds}`);
      expect(text).not.toMatch(/--timeout 30/);
    },
  );

  test.each([
    [[], 20],
    [['--timeout', '45'], 90],
  ])('with %j is twice what a free question waited', async (flags, seconds) => {
    const { json } = await seenBy([{ answer: late }], flags);
    expect(json.nextStep.command).toContain(`--timeout ${seconds}`);
  });
});

test('after a real call that failed, the call is the cause and not the list that anybody may read', async () => {
  const failed = { status: 200, json: { error: { code: 502, message: 'Provider returned error' } } };
  const { json, exitCode } = await seenBy([posts(failed), ...openList], chat);
  expect(firstCause(json)).toBe('answer.is-valid edge/http-502');
  expect([json.verdict, exitCode]).toEqual(['inconclusive', 3]);
});

test('a list in a form that nobody knows is told as that, with the difference to a wrong key', async () => {
  const refused = { status: 401, json: { success: false, message: 'No permission' } };
  const odd = {
    status: 200,
    json: { code: 0, success: true, data: { object: 'list', data: [{ id: 'gpt-5.4' }] } },
  };
  const { json, text } = await seenBy([gets('/v1/models', odd), { answer: refused }]);
  expect(firstCause(json)).toBe('key.is-accepted local/answer-form-unknown');
  expect(text).not.toMatch(/does not check the key/);
  expect(text).toMatch(/refuses a random key .*answers yours/);
  expect(text).not.toMatch(/does not accept the key/);
  expect(json.verdict).toBe('inconclusive');
});

describe('what real relays say is named', () => {
  const relay = (message: string, more: object = {}) => ({ error: { message, ...more } });
  test.each([
    [
      400,
      relay('Budget has been exceeded! Current cost: 0.2', { type: 'budget_exceeded', code: '400' }),
      'openai/budget_exceeded',
    ],
    [
      400,
      relay('Authentication Error - Expired Key.', { type: 'expired_key', param: 'None', code: '400' }),
      'openai/expired_key',
    ],
    [400, relay('API key not valid. Please pass a valid API key.', { code: 400 }), 'openai/invalid_api_key'],
    [
      401,
      relay('该令牌额度已用尽 TokenStatusExhausted[sk-***]', { type: 'new_api_error' }),
      'openai/token-quota-exhausted',
    ],
    [401, relay('该令牌已过期', { type: 'one_api_error', code: '' }), 'openai/expired_key'],
  ])('%i %j to the key', async (status, json, id) => {
    const ended = await seenBy([
      gets('/v1/models', { status, json }),
      gets('/v1/balance', { status, json }),
      everybodyElse,
    ]);
    expect(firstCause(ended.json)).toContain(id);
    expect(ended.text).not.toMatch(/malformed|field it names/);
  });

  const badModel =
    'litellm.BadRequestError: /chat/completions: Invalid model name passed in model=gpt-5.4. Call `/v1/models` to view available models for your key.';
  test.each([
    [400, relay(badModel, { type: 'None', param: 'None', code: '400' }), 'openai/model_not_found'],
    [
      403,
      relay('用户额度不足', { type: 'new_api_error', code: 'insufficient_user_quota' }),
      'openai/insufficient_user_quota',
    ],
    [
      403,
      relay('预扣费额度失败', { type: 'new_api_error', code: 'pre_consume_token_quota_failed' }),
      'openai/pre_consume_token_quota_failed',
    ],
    [
      401,
      relay('key not allowed to access model', { type: 'key_model_access_denied', code: '401' }),
      'openai/key_model_access_denied',
    ],
  ])('%i %j to a call', async (status, json, id) => {
    const ended = await seenBy([posts({ status, json }), ...proven], chat);
    expect(firstCause(ended.json)).toBe(`answer.is-valid ${id}`);
    expect(ended.text).not.toMatch(/None \(|field it names/);
  });
});

describe('an answer of a server in front, in a run that proved base URL and key', () => {
  test.each([
    [404, 'edge/route-refused'],
    [405, 'edge/route-refused'],
    [200, 'edge/route-refused'],
    [413, 'edge/body-limit'],
    [403, 'edge/blocked'],
  ])('a page with %i to a call is no wrong base URL', async (status, id) => {
    const { json, text } = await seenBy([posts(page(status, 'nginx')), ...proven], chat);
    expect(firstCause(json)).toBe(`answer.is-valid ${id}`);
    expect(text).not.toMatch(/base URL to|shorter|instead of the API/);
  });

  test('an empty 200 to a call is a wrong answer, and no wrong base URL', async () => {
    const { json, text } = await seenBy([posts({ status: 200, body: '' }), ...proven], chat);
    expect(firstCause(json)).toBe('answer.is-valid stream/wrong-answer');
    expect(text).not.toMatch(/base URL to/);
  });

  test('an empty 404 to a call is not a missing model list', async () => {
    const { json } = await seenBy([posts({ status: 404, body: '' }), ...proven], chat);
    expect(firstCause(json)).toBe('answer.is-valid edge/route-refused');
  });

  test.each([
    ['a 401', { status: 401, json: { error: { message: 'Unauthorized' } } }],
    ['a web page', page(200, 'Home')],
    ['a bare 403', { status: 403, body: '' }],
    ['a bare 401', { status: 401, body: '' }],
  ] as const)('%s to the balance says nothing against key or base URL', async (_, answer) => {
    const { json, text, exitCode } = await seenBy([gets('/v1/balance', answer), ...proven]);
    expect([json.verdict, exitCode]).toEqual(['degraded', 0]);
    expect(json.results.find(({ id }: Json) => id === 'balance.is-available').findings[0].id).toBe(
      'local/balance-unreadable',
    );
    expect(text).not.toMatch(/copy the key|base URL to|protection wall/);
  });
});

describe('a 403 without a word', () => {
  test('is nobody’s block page, and breaks nothing', async () => {
    const { json, text, exitCode } = await seenBy([{ answer: { status: 403, body: '' } }]);
    expect(firstCause(json)).toBe('gateway.speaks-this-api edge/bare-403');
    expect([json.verdict, exitCode]).toEqual(['inconclusive', 3]);
    expect(text).not.toMatch(/block page|protection wall before/);
  });

  test('to a call is a refusal all the same', async () => {
    const { json } = await seenBy([posts({ status: 403, body: 'Forbidden' }), ...proven], chat);
    expect(firstCause(json)).toBe('answer.is-valid edge/bare-403');
    expect(json.verdict).toBe('broken');
  });
});

describe('the status that was sent', () => {
  test('is told beside the one inside, of a call', async () => {
    const inside = { status: 200, json: { error: { code: 402, message: 'Insufficient credits' } } };
    const { json } = await seenBy([posts(inside), ...proven], chat);
    expect(json.firstCause.finding.summary).toMatch(/answered 200 with an error 402 inside/);
  });

  test('is told beside the one inside, of a list', async () => {
    const inside = { status: 200, json: { code: 401, msg: 'token invalid' } };
    const { json, text } = await seenBy([{ answer: inside }]);
    expect(json.firstCause.finding.summary).toMatch(/answered 200 with an error 401 inside/);
    expect(text).not.toMatch(/answered 401/);
  });

  test('is told beside the one inside, of a stream', async () => {
    const body = 'data: {"error":{"code":502,"message":"Provider returned error"}}\n\n';
    const headers = { 'content-type': 'text/event-stream' };
    const { json } = await seenBy([posts({ status: 200, body, headers }), ...proven], chat);
    expect(JSON.stringify(json.results)).not.toMatch(/answered 502/);
    expect(JSON.stringify(json.results)).toMatch(/answered 200 with an error 502 inside/);
  });
});

test('what a relay says in place of an answer is shown', async () => {
  const { json } = await seenBy(
    [posts({ status: 200, json: { code: -1, msg: '余额不足' } }), ...proven],
    chat,
  );
  expect(json.firstCause.finding.summary).toContain('余额不足');
  expect(firstCause(json)).toBe('answer.is-valid edge/http-no-money');
  expect(json.verdict).toBe('broken');
});

describe('below a base path', () => {
  test('the path that was asked is named', async () => {
    const { json } = await seenBy([{ answer: { status: 500, json: {} } }], [], `${origin}/openai/v1`);
    expect(json.firstCause.finding.summary).toContain('GET /openai/v1/models');
  });

  test('a web page leads to the path where the API is', async () => {
    const api = [gets('/v1/models', list), { path: '/v1/models', answer: refusal }];
    const { json } = await seenBy([...api, { answer: page(200, 'Home') }], [], `${origin}/console/v1`);
    expect(firstCause(json)).toBe('gateway.speaks-this-api local/base-url-wrong-path');
    expect(json.firstCause.finding.summary).toContain(`${origin}/v1/models`);
  });
});

describe('what only strangers got is told as that', () => {
  test.each([500, 429])('%i', async (status) => {
    const replies = [
      gets('/v1/models', list),
      gets('/v1/balance', list),
      { answer: { status, json: { error: { message: 'no' } } } },
    ];
    const { json } = await seenBy(replies);
    expect(json.verdict).toBe('inconclusive');
    expect(json.firstCause.finding.summary).toMatch(/without a key/);
    expect(json.firstCause.finding.summary).toMatch(/your key got 200/);
  });

  test('a 404 to strangers is no missing list where the key gets it', async () => {
    const { json, system } = await seenBy([gets('/v1/models', list), { answer: { status: 404, body: '' } }]);
    expect(json.proof).toBe('accepts-key');
    expect(json.verdict).not.toBe('broken');
    expect(system.fakeNetwork.sent.some(({ headers }) => JSON.stringify(headers).includes(key))).toBe(true);
  });
});
