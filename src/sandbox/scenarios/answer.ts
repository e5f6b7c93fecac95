import type { Scenario } from '../scenario.ts';
import { inconclusive, keyIsWrong } from './promises.ts';
import { toRightKey } from './rules.ts';

/** An error of this body for the right key, the way relays and upstream services shape theirs. */
function errorAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Scenario['gateway'] {
  return { rules: toRightKey({ kind: 'json', status, body, headers }) };
}

/** Error bodies in all the shapes that gateways use. */
export const answerScenarios: readonly Scenario[] = [
  {
    id: 'answer/flat-error',
    story: 'The key was revoked, and the fields of the error stand at the top of the body',
    provider: 'nexus',
    gateway: { errorBody: 'flat', rules: toRightKey({ kind: 'error', error: 'invalid_key' }) },
    expects: keyIsWrong('nexus/invalid_key'),
  },
  {
    id: 'answer/error-inside-200',
    story: 'The key was revoked, and the gateway says so with status 200',
    provider: 'nexus',
    gateway: errorAnswer(200, {
      error: { message: 'Invalid API key.', type: 'authentication_error', code: 'invalid_key' },
    }),
    expects: keyIsWrong('nexus/invalid_key'),
  },
  {
    id: 'answer/openai-refusal',
    story: 'The words of the official OpenAI API come through',
    provider: 'nexus',
    gateway: errorAnswer(401, {
      error: {
        message: 'Incorrect API key provided.',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_api_key',
      },
    }),
    expects: keyIsWrong('openai/invalid_api_key'),
  },
  {
    id: 'answer/openai-quota',
    story: 'The account of the gateway at its own supplier is used up',
    provider: 'nexus',
    gateway: errorAnswer(429, {
      error: {
        message: 'You exceeded your current quota.',
        type: 'insufficient_quota',
        param: null,
        code: 'insufficient_quota',
      },
    }),
    expects: inconclusive('openai/insufficient_quota'),
  },
  {
    id: 'answer/anthropic-wrapper',
    story: 'The key is refused in the form of the official Anthropic API',
    provider: 'nexus',
    gateway: errorAnswer(401, {
      type: 'error',
      error: { type: 'authentication_error', message: 'invalid x-api-key' },
      request_id: 'req_011CSHoEeqs5C35K2UUqR7Fy',
    }),
    expects: keyIsWrong('anthropic/authentication_error'),
  },
  {
    id: 'answer/anthropic-overload',
    story: 'The supplier of the model is overloaded',
    provider: 'nexus',
    gateway: errorAnswer(529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
    expects: inconclusive('anthropic/overloaded_error'),
  },
  {
    id: 'answer/numeric-code',
    story: 'A relay refuses with the status once more as the code',
    provider: 'nexus',
    gateway: errorAnswer(401, { error: { code: 401, message: 'No credentials found' } }),
    expects: keyIsWrong('edge/http-401'),
  },
  {
    id: 'answer/error-as-text',
    story: 'A relay refuses for want of money, and the error is a bare sentence',
    provider: 'nexus',
    gateway: errorAnswer(402, { error: 'insufficient balance' }),
    expects: inconclusive('edge/http-402'),
  },
  {
    id: 'answer/detail',
    story: 'A relay built with FastAPI refuses in its own form',
    provider: 'nexus',
    gateway: errorAnswer(403, { detail: 'Not permitted' }),
    expects: inconclusive('edge/http-403'),
  },
  {
    id: 'answer/status-false',
    story: 'An error says status false and a message, and nothing else',
    provider: 'nexus',
    gateway: errorAnswer(400, { status: false, message: 'Something went wrong' }),
    expects: inconclusive('edge/http-400'),
  },
  {
    id: 'answer/html-message',
    story: 'The gateway wraps the error page of its supplier into a message',
    provider: 'nexus',
    gateway: errorAnswer(502, {
      error: {
        message:
          '<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>',
        type: 'upstream_error',
        code: null,
      },
    }),
    expects: inconclusive('edge/http-502'),
  },
  {
    id: 'answer/unknown-code',
    story: 'The address you call from is not on the list of the key, and nobody documents that code',
    provider: 'nexus',
    gateway: errorAnswer(403, {
      error: { message: 'IP not allowed', type: 'relay_error', code: 'ip_not_in_list' },
    }),
    expects: inconclusive('edge/http-403'),
  },
  {
    id: 'answer/repeated-request-id',
    story: 'A proxy on the way sends every request with one and the same request id',
    provider: 'nexus',
    gateway: { rules: toRightKey({ kind: 'error', error: 'duplicate_request_id' }) },
    expects: inconclusive('nexus/duplicate_request_id'),
  },
];
