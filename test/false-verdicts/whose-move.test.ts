import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { FakeAnswer, FakeReply } from '../support/fake-network.ts';
import { fakeSystem } from '../support/fake-system.ts';

const key = 'relay-key-of-ana-0123456789';
const origin = 'https://relay.example';
const list = { status: 200, json: { object: 'list', data: [{ id: 'gpt-5.4', object: 'model' }] } };
const everybodyElse: FakeReply = {
  answer: { status: 401, json: { error: { code: 'invalid_key', message: 'Invalid API key.' } } },
};
const gets = (answer: FakeAnswer): FakeReply => ({ method: 'GET', path: '/v1/models', key, answer });
const posts = (answer: FakeAnswer): FakeReply => ({ method: 'POST', answer });
const fails = (status: number, error: object): FakeAnswer => ({ status, json: { error } });
const page = (status: number, title: string, headers = {}): FakeAnswer => ({
  status,
  body: `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`,
  headers: { 'content-type': 'text/html', server: 'nginx/1.24.0', ...headers },
});
const chat = ['--live', '--yes', '--model', 'gpt-5.4', '--route', '/v1/chat/completions'];

// biome-ignore lint/suspicious/noExplicitAny: a test reads any field of the document
type Json = any;

async function doctor(replies: readonly FakeReply[], flags: readonly string[] = [], baseUrl = origin) {
  const system = fakeSystem({ env: { NEXUS_API_KEY: key, NEXUS_BASE_URL: baseUrl }, replies });
  const exitCode = await run(['doctor', ...flags, '--json'], system);
  const json: Json = JSON.parse(system.stdout.text());
  return { json, exitCode, cause: json.firstCause, finding: json.firstCause?.finding, next: json.nextStep };
}

/** What a call gets from a gateway that lists its models to this key and refuses every other one. */
const toCall = (answer: FakeAnswer) => doctor([posts(answer), gets(list), everybodyElse], chat);
/** What the list says to this key; a random one is refused. */
const toList = (answer: FakeAnswer) => doctor([{ method: 'GET', key, answer }, everybodyElse]);

const openaiRefusal = {
  message:
    'Incorrect API key provided: sk-proj-****. You can find your API key at https://platform.openai.com/account/api-keys.',
  type: 'invalid_request_error',
  param: null,
  code: 'invalid_api_key',
};
const litellmRefusal = {
  message:
    'litellm.AuthenticationError: AuthenticationError: OpenAIException - Incorrect API key provided: sk-12345. Received Model Group=gpt-5.4\nAvailable Model Group Fallbacks=None',
  type: null,
  param: null,
  code: '401',
};
const country = {
  code: 'unsupported_country_region_territory',
  message: 'Country, region, or territory not supported',
  param: null,
  type: 'request_forbidden',
};

describe('a refusal of a call by a gateway that accepts the key is the gateway’s to mend', () => {
  test.each([
    ['in the words of OpenAI', fails(401, openaiRefusal)],
    ['in the words of LiteLLM', fails(401, litellmRefusal)],
    ['for a country', fails(403, country)],
    ['of an organization', fails(401, { message: 'Mismatch', code: 'mismatched_organization' })],
    [
      'in the words of Anthropic',
      {
        status: 401,
        json: { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } },
      },
    ],
    ['with a status and no code', fails(401, { message: 'Unauthorized' })],
    ['of a membership', fails(401, { message: 'You must be a member of an organization to use the API' })],
    ['of a sign-in', fails(401, { message: 'Invalid Authentication', type: 'invalid_request_error' })],
    ['with a line of text', { status: 401, body: 'Unauthorized' }],
  ] as const)('%s', async (_, answer) => {
    const { cause, finding, exitCode, next } = await toCall(answer);
    expect([cause.check, finding.id]).toEqual(['answer.is-valid', 'edge/http-refused-behind']);
    expect([finding.owner, exitCode]).toEqual(['gateway', 1]);
    expect(next.text).toMatch(/tell the gateway’s support/);
    expect(JSON.stringify(finding.fixes)).not.toMatch(/copy the key/);
  });

  test('even where the refusal comes inside a stream', async () => {
    const body = `data: ${JSON.stringify({ error: openaiRefusal })}\n\n`;
    const { finding, exitCode } = await toCall({
      status: 200,
      body,
      headers: { 'content-type': 'text/event-stream' },
    });
    expect([finding.id, exitCode]).toEqual(['edge/http-refused-behind', 1]);
  });

  test('and a sweep of probe goes on, because only the key of one supplier is refused', async () => {
    const replies = [posts(fails(401, litellmRefusal)), gets(list), everybodyElse];
    const env = { NEXUS_API_KEY: key, NEXUS_BASE_URL: origin };
    const system = fakeSystem({ env, replies });
    const routes = '/v1/chat/completions,/v1/responses';
    const flags = ['--yes', '--model', 'gpt-5.4', '--route', routes, '--mode', 'plain', '--concurrency', '1'];
    const exitCode = await run(['probe', ...flags, '--json'], system);
    const { rows, stopped }: Json = JSON.parse(system.stdout.text());
    expect(stopped).toBeUndefined();
    expect(new Set(rows.map(({ verdict }: Json) => verdict))).toEqual(new Set(['rejected']));
    expect(exitCode).toBe(1);
  });

  test('but not where the key itself was refused before', async () => {
    const { finding, exitCode } = await toList(fails(401, openaiRefusal));
    expect([finding.id, exitCode]).toEqual(['openai/invalid_api_key', 4]);
  });

  test('and not what the gateway says of a permission', async () => {
    const denied = fails(401, { message: 'key not allowed', type: 'key_model_access_denied', code: '401' });
    expect((await toCall(denied)).finding.id).toBe('openai/key_model_access_denied');
  });
});

test('a model of the key’s own list without a supplier is the gateway’s, whatever code stands beside', async () => {
  const { finding, next } = await toCall(
    fails(503, {
      code: 'model_not_found',
      message: 'No available channel for model gpt-5.4 under group default (distributor) (request id: 2026)',
      type: 'new_api_error',
    }),
  );
  expect([finding.id, finding.owner]).toEqual(['edge/http-no-channel', 'gateway']);
  expect(next.text).toMatch(/support/);
});

describe('a plain message names the cause and whose move it is', () => {
  const ofAnthropic = (message: string): FakeAnswer => ({
    status: 400,
    json: { type: 'error', error: { type: 'invalid_request_error', message } },
  });

  test.each([
    [
      ofAnthropic(
        'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
      ),
      'edge/http-credit-used-up',
      'you',
    ],
    [
      fails(400, {
        message:
          '模型 gpt-5.4 倍率或价格未配置，请联系管理员设置或开始自用模式；Model gpt-5.4 ratio or price not set, please set or start self-use mode',
        type: 'new_api_error',
        code: 'model_price_error',
      }),
      'edge/http-no-price',
      'gateway',
    ],
    [
      fails(429, {
        message: '当前分组上游负载已饱和，请稍后再试 (request id: 2026)',
        type: 'upstream_error',
        code: 429,
      }),
      'edge/http-upstream-full',
      'upstream',
    ],
    [
      fails(429, {
        message: 'Your account is not active, please check your billing details on our website.',
        type: 'billing_not_active',
        code: 'billing_not_active',
      }),
      'edge/http-account-not-active',
      'you',
    ],
  ] as const)('%j', async (answer, id, owner) => {
    const { finding } = await toCall(answer);
    expect([finding.id, finding.owner]).toEqual([id, owner]);
    expect(finding.fixes[0].what ?? finding.fixes[0].why).not.toMatch(/field|minute/);
  });

  test.each([
    [
      fails(401, { message: 'Your IP address is not allowed for this API key', code: 'ip_not_allowed' }),
      'openai/ip_not_authorized',
    ],
    [
      fails(401, { message: 'Your IP 1.2.3.4 is not authorized.', code: 'ip_not_authorized' }),
      'openai/ip_not_authorized',
    ],
    [
      fails(403, { message: 'Your IP is not in the allowed list of this token', type: 'new_api_error' }),
      'openai/ip_not_authorized',
    ],
    [
      fails(403, { message: '您的 IP 不在令牌允许访问的列表中', code: 'access_denied' }),
      'openai/ip_not_authorized',
    ],
    [
      fails(401, {
        message: 'OpenAI-Organization header should match organization for API key',
        type: 'invalid_request_error',
        code: 'mismatched_organization',
      }),
      'edge/http-organization',
    ],
  ] as const)('%j to the list sends nobody to copy the key', async (answer, id) => {
    const { finding, next } = await toList(answer);
    expect(finding.id).toBe(id);
    expect(finding.owner).toBe(id.startsWith('openai/') ? 'you' : 'gateway');
    expect(next.text).not.toMatch(/copy the key/);
  });
});

test('credits that are used up while the own balance is not are those of the gateway', async () => {
  const balance = { status: 200, json: { balance: '250.00', currency: 'RUB' } };
  const message = 'Your credit balance is too low to access the Anthropic API.';
  const used = { status: 400, json: { type: 'error', error: { type: 'invalid_request_error', message } } };
  const replies = [
    posts(used),
    gets(list),
    { method: 'GET', path: '/v1/balance', key, answer: balance } as const,
    everybodyElse,
  ];
  const { finding, next } = await doctor(replies, chat);
  expect([finding.id, finding.owner]).toEqual(['edge/http-credit-used-up', 'gateway']);
  expect(next.text).toMatch(/your own balance is not empty/);
});

test('an error in an array, as Google sends it, keeps its message', async () => {
  const answer = {
    status: 400,
    json: [{ error: { code: 400, message: 'Invalid JSON payload received.', status: 'INVALID_ARGUMENT' } }],
  };
  const { finding, exitCode } = await toCall(answer);
  expect([finding.id, exitCode]).toEqual(['edge/http-400', 1]);
  expect(finding.summary).toContain('Invalid JSON payload received.');
});

test('the field that FastAPI complains of is named', async () => {
  const detail = [{ type: 'missing', loc: ['body', 'input'], msg: 'Field required', input: {} }];
  const { finding } = await toCall({ status: 422, json: { detail } });
  expect(finding.summary).toContain('"Field required" (input)');
  expect(finding.fixes[0].what).toMatch(/correct the field input$/);
});

describe('a page of the web server itself', () => {
  test('with 403 is no protection wall, and the base URL is the first suspicion', async () => {
    const { finding, exitCode } = await doctor([{ answer: page(403, '403 Forbidden') }]);
    expect([finding.id, finding.owner, exitCode]).toEqual(['edge/bare-403', 'you', 1]);
    expect(finding.causes[0]).toMatch(/base URL/);
  });

  test('with 403 for requests with a key alone is no matter of address or country', async () => {
    const refusal = { status: 401, json: { error: { code: 'missing_key', message: 'no key' } } };
    const { finding } = await doctor([
      { key: null, answer: refusal },
      { answer: page(403, '403 Forbidden') },
    ]);
    expect([finding.id, finding.owner]).toEqual(['edge/refused-with-key', 'gateway']);
    expect(JSON.stringify(finding)).not.toMatch(/network or|country|base URL leads/);
  });

  test('of a wall stays a wall', async () => {
    const { finding } = await doctor([{ answer: page(403, 'Just a moment...', { 'cf-ray': '8e1f-FRA' }) }]);
    expect(finding.id).toBe('edge/blocked');
  });

  test('that asks for a password is the person’s move', async () => {
    const login = page(401, '401 Authorization Required', { 'www-authenticate': 'Basic realm="Restricted"' });
    const { finding } = await doctor([{ answer: login }]);
    expect([finding.id, finding.owner]).toEqual(['edge/login-page', 'you']);
    expect(finding.causes[0]).toMatch(/base URL/);
  });

  test('about maintenance is no wrong base URL', async () => {
    const { finding, exitCode } = await doctor([{ answer: page(200, 'Scheduled maintenance') }]);
    expect([finding.id, finding.owner, exitCode]).toEqual(['edge/server-error-page', 'gateway', 3]);
  });
});

test('a country that the gateway refuses is the person’s, who may have a VPN', async () => {
  const { finding, next } = await doctor([{ answer: fails(403, country) }]);
  expect([finding.id, finding.owner]).toEqual(['openai/unsupported_country_region_territory', 'you']);
  expect(finding.causes[0]).toMatch(/VPN.*country/);
  expect(next.text).toMatch(/VPN/);
});

describe('what is not there is not asked for', () => {
  test.each([500, 502, 520])('no request id of a %i without one', async (status) => {
    const { finding } = await toCall(fails(status, { message: 'boom' }));
    expect(JSON.stringify(finding.fixes)).not.toMatch(/request.id/);
    expect(JSON.stringify(finding.fixes)).toMatch(/keep the answer/);
  });

  test('the request id of a 500 that has one is kept', async () => {
    const { finding } = await toCall(fails(500, { message: 'boom', request_id: 'req_12345678' }));
    expect(JSON.stringify(finding.fixes)).toMatch(/keep the request_id/);
  });

  const limit = {
    status: 429,
    json: { type: 'error', error: { type: 'rate_limit_error', message: 'Slow' } },
  };
  test('retry-after is named where it came', async () => {
    expect((await toCall(limit)).finding.fixes[0].what).toMatch(/^wait a minute,/);
    const told = await toCall({ ...limit, headers: { 'retry-after': '30' } });
    expect(told.finding.fixes[0].what).toMatch(/^wait 30 s,/);
  });
});

describe('a redirect within the same host', () => {
  const redirect = (location: string): FakeReply => ({
    answer: { status: 301, body: '', headers: { location } },
  });

  test('names the base URL to set', async () => {
    const { next } = await doctor(
      [redirect('https://127.0.0.1:9/api/v1/models')],
      [],
      'http://127.0.0.1:9/api/v1',
    );
    expect(next.text).toMatch(/set the base URL to https:\/\/127\.0\.0\.1:9\/api\/v1/);
  });

  test('names none where only a slash is added, which no base URL can do', async () => {
    const { next, finding } = await doctor([
      { ...redirect('/v1/models/'), path: '/v1/models' },
      { answer: { status: 404, json: {} } },
    ]);
    expect([finding.id, finding.owner]).toEqual(['edge/slash-added', 'gateway']);
    expect(next.text).not.toMatch(/set the base URL/);
  });

  test('names none of another host, where the key must not go', async () => {
    const { next } = await doctor([redirect('https://www.elsewhere.example/v1/models')]);
    expect(next.text).not.toMatch(/elsewhere/);
  });
});
