import type {
  ErrorCircumstances,
  SimulatedError,
  SimulatedProvider,
  SimulatedRoute,
} from '../simulated-provider.ts';
import { anthropicError } from './anthropic.ts';
import { modelList, models } from './nusantara-models.ts';

// https://nusaai-edit.mintlify.app/api-reference/ and https://github.com/neosantara-xyz/docs (en/gateway)
const payAsYouGo: readonly SimulatedRoute[] = [
  { method: 'GET', path: '/v1/models', serves: 'model-list', streams: false },
  { method: 'GET', path: '/v1/auth/key', serves: 'key-status', streams: false },
  { method: 'POST', path: '/v1/chat/completions', serves: 'chat', streams: true },
  { method: 'POST', path: '/v1/responses', serves: 'responses', streams: true },
  { method: 'POST', path: '/anthropic/v1/messages', serves: 'messages', streams: true },
  { method: 'POST', path: '/v1/messages', serves: 'messages', streams: true },
];

// https://docs.neosantara.xyz/en/about/errors for names without a note; the 402, the 403, `param` and `details` are
// from en/api-reference/introduction.mdx, en/coding-plan/tool-integration.mdx and en/guides/rate-limits.mdx of
// https://github.com/neosantara-xyz/docs; `usage_limit_exceeded` is from /en/about/rate-limits in its first edition.
const errors: Readonly<Record<string, SimulatedError>> = {
  missing_api_key: {
    status: 401,
    type: 'auth_error',
    code: 'missing_api_key',
    message: 'API key is missing. Please provide your API key in the `Authorization` header.',
  },
  authentication_error: { status: 401, type: 'authentication_error', message: 'The API key is not valid.' },
  // Documented by status alone: neither type nor code has a name.
  'balance-too-low': { status: 402, message: 'The balance is too low. Top up to go on.' },
  'coding-key-elsewhere': { status: 403, message: 'Coding keys work below /coding only.' },
  invalid_request_error: { status: 400, type: 'invalid_request_error', message: 'The request is not valid.' },
  context_length_exceeded: {
    status: 400,
    type: 'invalid_request_error',
    code: 'context_length_exceeded',
    message: 'The input is longer than the context of this model.',
  },
  not_found_error: { status: 404, type: 'not_found_error', message: 'The requested resource was not found.' },
  rate_limit_exceeded: {
    status: 429,
    type: 'rate_limit_exceeded',
    message: 'Too many requests per minute.',
    headers: { 'retry-after': '12' },
  },
  itpm_exceeded: {
    status: 429,
    type: 'rate_limit_error',
    code: 'itpm_exceeded',
    message: 'Input token throughput limit exceeded',
    headers: { 'retry-after': '12' },
  },
  // The page that has `itpm_exceeded` speaks of these two limits without naming their codes.
  otpm_exceeded: {
    status: 429,
    type: 'rate_limit_error',
    code: 'otpm_exceeded',
    message: 'Output token throughput limit exceeded',
    headers: { 'retry-after': '12' },
  },
  rpm_exceeded: {
    status: 429,
    type: 'rate_limit_error',
    code: 'rpm_exceeded',
    message: 'Too many requests per minute.',
    headers: { 'retry-after': '12' },
  },
  rate_limit_error: { status: 429, type: 'rate_limit_error', message: 'A rate limit is reached.' },
  usage_limit_exceeded: { status: 429, type: 'usage_limit_exceeded', message: 'A usage limit is reached.' },
  user_total_daily_limit_exceeded: {
    status: 429,
    type: 'usage_limit_exceeded',
    code: 'user_total_daily_limit_exceeded',
    message: 'The daily token limit is used up.',
  },
  api_error: { status: 500, type: 'api_error', message: 'An internal error occurred.' },
  service_unavailable: {
    status: 503,
    type: 'service_unavailable',
    message: 'The service is under maintenance.',
  },
  gateway_timeout: { status: 504, type: 'gateway_timeout', message: 'The request took too long.' },
};

/** The editions of the documentation show different bodies; each error has the one of the page it stands on. */
function errorBody(error: SimulatedError, circumstances: ErrorCircumstances): unknown {
  const { type, code } = error;
  const message = circumstances.message ?? error.message;
  if (circumstances.onMessagesRoute) return anthropicError(error.status, message, circumstances.requestId);
  switch (code) {
    case 'missing_api_key':
      return { error: { message, type, code, request_id: circumstances.requestId } };
    case 'itpm_exceeded':
    case 'otpm_exceeded':
    case 'rpm_exceeded':
      return { error: { message, type, code, details: { limit: 30_000, remaining: 0, retry_after: 12 } } };
    case 'user_total_daily_limit_exceeded':
      return {
        status: false,
        creator: 'neosantara.xyz',
        error: { message, type, code },
        usage: { current: 3000, limit: 3000, reset_date: nextMidnight(circumstances.nowMs), remaining: 0 },
        tier: 'Free',
        timestamp: new Date(circumstances.nowMs).toISOString(),
      };
    case 'context_length_exceeded':
      return { error: { message, type, code, param: null } };
    default:
      return { error: { message, type, param: null, code: code ?? null } };
  }
}

/** https://nusaai-edit.mintlify.app/api-reference/authentication/check-api-key-status */
function keyStatus(nowMs: number): unknown {
  return {
    object: 'authorization',
    organization: 'sandbox',
    permissions: ['chat.completions', 'embeddings', 'moderations'],
    authorized: true,
    created: 1_767_225_600,
    expires: null,
    id: 'auth-0123456789abcdef',
    tier: 'Basic',
    usage_info: {
      daily: { used: 120, limit: 10_000, remaining: 9880, reset_at: nextMidnight(nowMs) },
      monthly: { used: 2400, limit: 200_000, remaining: 197_600, reset_at: nextMidnight(nowMs) },
    },
    _metadata: {
      creator: 'neosantara.xyz',
      status: true,
      processing_time: '3ms',
      timestamp: new Date(nowMs).toISOString(),
    },
  };
}

function nextMidnight(nowMs: number): string {
  return new Date((Math.floor(nowMs / 86_400_000) + 1) * 86_400_000).toISOString();
}

/** Neosantara, which older pages call Nusantara, by its public documentation. */
export const nusantara: SimulatedProvider = {
  routes: [...payAsYouGo, ...payAsYouGo.map((route) => ({ ...route, path: `/coding${route.path}` }))],
  models,
  keyHeaders: ['x-api-key'],
  errors,
  undocumentedErrors: {
    'too-large': { status: 413, type: 'invalid_request_error', message: 'The request body is too large.' },
  },
  refusals: {
    'no-key': 'missing_api_key',
    'wrong-key': 'authentication_error',
    'unknown-path': 'not_found_error',
    'bad-request': 'invalid_request_error',
    'too-large': 'too-large',
    'no-model': 'invalid_request_error',
    'model-not-enabled': 'not_found_error',
    'model-elsewhere': 'invalid_request_error',
    'no-streaming': 'invalid_request_error',
    'no-money': 'balance-too-low',
    internal: 'api_error',
  },
  defaultOutputTokens: 4096,
  defaultBalance: 50_000,
  reservesCost: false,
  boundKeys: { prefix: 'nsk_code_', below: '/coding', refusal: 'coding-key-elsewhere' },
  needsAnthropicVersion: true,
  // en/api-reference/introduction.mdx: `nsk_` and 32 hexadecimal digits.
  keyFrom: (hex, kind) => (kind === 'coding' ? `nsk_code_${hex}` : `nsk_${hex}`),
  requestIdFrom: (uuid) => `req_${uuid.replaceAll('-', '').slice(0, 24)}`,
  errorBody,
  modelList,
  balance: () => ({}),
  keyStatus,
};
