import { expect, test } from 'vitest';
import { readAnswer } from '../../src/errors/read-answer.ts';
import { recognise } from '../../src/errors/recognise.ts';
import { customProfile } from '../../src/providers/custom/profile.ts';

const bare = customProfile({ id: 'own', baseUrl: 'https://gateway.example' });

function idOf(status: number, body: unknown): string {
  const answer = readAnswer({ status, headers: {}, body: JSON.stringify(body) });
  if (answer.kind !== 'error') throw new Error(`no error was found in ${JSON.stringify(body)}`);
  return recognise(answer.facts, bare).id;
}

const suspended =
  'Your account org-1 is suspended due to insufficient balance, please recharge your account or check your plan and billing details';
const perMinute =
  'You exceeded your current quota, please check your plan and billing details. \n* Quota exceeded for metric: generate_content_free_tier_requests, limit: 10\nPlease retry in 36.1s.';
const incorrect = 'Incorrect API key provided: sk***uv.';
const expiredOrWrong = '令牌已过期或验证不正确';
const fireworks =
  'Account acme-1 is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices.';
const anthropicLimit =
  'You have reached your specified API usage limits. You will regain access on 2026-12-01.';

test.each([
  [
    'Ollama: a model that is not there, under the type of a fault',
    404,
    { error: { message: "model 'm-1' not found", type: 'api_error', param: null, code: null } },
    'openai/model_not_found',
  ],
  [
    'Mistral: a limit under the type of a malformed request',
    429,
    {
      object: 'error',
      message: 'Service tier capacity exceeded for this model.',
      type: 'invalid_request_error',
      param: null,
      code: null,
    },
    'edge/http-429',
  ],
  [
    'Gemini: a limit per minute in the words of a quota',
    429,
    [{ error: { code: 429, message: perMinute, status: 'RESOURCE_EXHAUSTED' } }],
    'openai/rate_limit_exceeded',
  ],
  [
    'OpenAI: the same words without a time are a quota',
    429,
    { error: { message: 'You exceeded your current quota, please check your plan.' } },
    'openai/insufficient_quota',
  ],
  [
    'Moonshot: 429',
    429,
    { error: { message: suspended, type: 'exceeded_current_quota_error' } },
    'edge/http-no-money',
  ],
  [
    'Moonshot: 403',
    403,
    { error: { message: suspended, type: 'exceeded_current_quota_error' } },
    'edge/http-no-money',
  ],
  [
    'GLM: 1113',
    429,
    { error: { code: '1113', message: '余额不足或无可用资源包,请充值。' } },
    'edge/http-no-money',
  ],
  [
    'SiliconFlow',
    403,
    { code: 30001, message: 'Sorry, your account balance is insufficient', data: null },
    'edge/http-no-money',
  ],
  [
    'Ark',
    403,
    {
      error: {
        code: 'AccountOverdueError',
        message: 'The request failed because your account has an overdue balance.',
      },
    },
    'edge/http-no-money',
  ],
  [
    'a relay in arrears',
    403,
    { error: { message: '您的账户已欠费，请充值后使用', type: 'new_api_error' } },
    'edge/http-no-money',
  ],
  ['a Russian relay', 403, { error: { message: 'Недостаточно средств на балансе.' } }, 'edge/http-no-money'],
  [
    'the same as a limit',
    429,
    { error: { message: 'Недостаточно средств на балансе' } },
    'edge/http-no-money',
  ],
  [
    'the same with a code of nobody',
    400,
    { error: { message: 'Недостаточно средств', code: 'payment' } },
    'edge/http-no-money',
  ],
  ['the same inside a 200', 200, { error: 'Недостаточно средств' }, 'edge/http-no-money'],
  [
    'DashScope',
    400,
    {
      error: {
        message: 'Access denied, please make sure your account is in good standing.',
        type: 'Arrearage',
        code: 'Arrearage',
      },
    },
    'edge/http-no-money',
  ],
  [
    'Groq',
    400,
    {
      error: {
        message: 'Project has reached its spend limit.',
        type: 'invalid_request_error',
        code: 'blocked_api_access',
      },
    },
    'edge/http-spend-limit',
  ],
  [
    'Anthropic',
    400,
    { type: 'error', error: { type: 'invalid_request_error', message: anthropicLimit } },
    'edge/http-spend-limit',
  ],
  [
    'Fireworks',
    412,
    { error: { message: fireworks, type: 'error', code: 'PRECONDITION_FAILED' } },
    'edge/http-spend-limit',
  ],
  [
    'MiniMax, inside a 200',
    200,
    { choices: null, base_resp: { status_code: 1008, status_msg: 'insufficient balance' } },
    'edge/http-no-money',
  ],
  [
    'OpenRouter, inside a choice',
    200,
    {
      choices: [
        { index: 0, error: { code: 502, message: 'Provider returned error' }, finish_reason: 'error' },
      ],
    },
    'edge/http-502',
  ],
  ['a payment status says it by itself', 402, { error: 'insufficient balance' }, 'edge/http-402'],
  [
    'GLM: expired or not valid',
    401,
    { error: { code: '401', message: expiredOrWrong } },
    'openai/invalid_api_key',
  ],
  ['one-api: expired', 401, { error: { message: '该令牌已过期' } }, 'openai/expired_key'],
  [
    'LiteLLM without a database knows its master key only',
    400,
    {
      error: { message: "{'error': 'No connected db.'}", type: 'no_db_connection', param: null, code: '400' },
    },
    'openai/invalid_api_key',
  ],
  [
    'xAI: a wrong key as a 400',
    400,
    { code: 'Client specified an invalid argument', error: incorrect },
    'openai/invalid_api_key',
  ],
])('%s', (_, status, body, id) => {
  expect(idOf(status, body)).toBe(id);
});

test('a base_resp that says success is no error', () => {
  const body = JSON.stringify({ choices: [], base_resp: { status_code: 0, status_msg: '' } });
  expect(readAnswer({ status: 200, headers: {}, body }).kind).toBe('success');
});

test('the wait of Google stands in a list of details', () => {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '36s' }];
  const body = JSON.stringify([{ error: { code: 429, message: 'x', details } }]);
  const answer = readAnswer({ status: 429, headers: {}, body });
  expect(answer).toMatchObject({ kind: 'error', facts: { retryAfterSeconds: 36 } });
});

test('a message that is an object is told by what stands in it', () => {
  const message = { detail: [{ loc: ['body', 'max_tokens'], msg: 'Input should be greater than 0' }] };
  const body = JSON.stringify({ object: 'error', message, type: 'invalid_request_error' });
  const answer = readAnswer({ status: 422, headers: {}, body });
  expect(answer).toMatchObject({ facts: { message: 'Input should be greater than 0', param: 'max_tokens' } });
});

test('a refusal by Cloudflare as JSON is none of the API', () => {
  const body = JSON.stringify({ title: 'Error 1010: Access denied', status: 403, cloudflare_error: true });
  expect(readAnswer({ status: 403, headers: {}, body }).kind).toBe('not-api');
});
