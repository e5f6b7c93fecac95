import type {
  SimulatedError,
  SimulatedModel,
  SimulatedProvider,
  SimulatedRoute,
} from '../simulated-provider.ts';

// https://docs.weavist.online/supported-endpoints/: the closed list, and where streaming is offered.
const routes: readonly SimulatedRoute[] = [
  { method: 'GET', path: '/v1/models', serves: 'model-list', streams: false },
  { method: 'GET', path: '/v1/balance', serves: 'balance', streams: false },
  { method: 'POST', path: '/v1/chat/completions', serves: 'chat', streams: false },
  { method: 'POST', path: '/v1/completions', serves: 'completions', streams: false },
  { method: 'POST', path: '/v1/messages', serves: 'messages', streams: true },
  { method: 'POST', path: '/v1/messages/count_tokens', serves: 'count-tokens', streams: false },
  { method: 'POST', path: '/v1/responses', serves: 'responses', streams: true },
  { method: 'POST', path: '/v1/responses/compact', serves: 'compact', streams: true },
];

// https://docs.weavist.online/pricing-and-balance/: roubles per million output tokens. The page names no model for
// token counting, so the ones of the messages route serve it.
const claude = ['chat', 'messages', 'count-tokens'] as const;
const models: readonly SimulatedModel[] = [
  { id: 'claude-haiku-4-5-20251001', serves: claude, outputPrice: 29.17 },
  { id: 'claude-sonnet-4-6', serves: claude, outputPrice: 87.5 },
  { id: 'claude-opus-4-6', serves: claude, outputPrice: 145.83 },
  { id: 'claude-opus-4-7', serves: claude, outputPrice: 145.83 },
  { id: 'claude-opus-4-8', serves: claude, outputPrice: 145.83 },
  { id: 'codex-auto-review', serves: ['chat', 'completions', 'responses'], outputPrice: 35 },
  { id: 'gpt-5.4', serves: ['chat', 'responses'], outputPrice: 35 },
  { id: 'gpt-5.4-mini', serves: ['chat', 'responses'], outputPrice: 10.5 },
  { id: 'gpt-5.4-openai-compact', serves: ['chat', 'responses', 'compact'], outputPrice: 35 },
  { id: 'gpt-5.5', serves: ['chat', 'responses'], outputPrice: 70 },
  { id: 'gpt-5.5-openai-compact', serves: ['chat', 'responses'], outputPrice: 70 },
];

// https://docs.weavist.online/errors-and-faq/ names the codes. It gives neither a status nor a type for any of them:
// both columns are the likeliest reading, and nothing may rely on them.
const errors: Readonly<Record<string, SimulatedError>> = {
  invalid_key: {
    status: 401,
    type: 'authentication_error',
    code: 'invalid_key',
    message: 'Invalid API key.',
  },
  endpoint_not_allowed: {
    status: 403,
    type: 'permission_error',
    code: 'endpoint_not_allowed',
    message: 'This key has no access to this endpoint.',
  },
  model_not_allowed: {
    status: 403,
    type: 'permission_error',
    code: 'model_not_allowed',
    message: 'This model is not enabled for this key.',
  },
  unsupported_model: {
    status: 400,
    type: 'invalid_request_error',
    code: 'unsupported_model',
    message: 'This model does not work on this endpoint.',
  },
  unsupported_endpoint: {
    status: 404,
    type: 'invalid_request_error',
    code: 'unsupported_endpoint',
    message: 'This endpoint is not supported.',
  },
  streaming_not_supported: {
    status: 400,
    type: 'invalid_request_error',
    code: 'streaming_not_supported',
    message: 'Streaming is not supported on this endpoint.',
  },
  missing_model: {
    status: 400,
    type: 'invalid_request_error',
    code: 'missing_model',
    message: 'The request has no model.',
  },
  insufficient_balance: {
    status: 402,
    type: 'billing_error',
    code: 'insufficient_balance',
    message: 'Not enough funds for this request or its reserve.',
  },
  pricing_unavailable: {
    status: 503,
    type: 'billing_error',
    code: 'pricing_unavailable',
    message: 'The price of this model can not be computed now.',
  },
  pricing_stale: {
    status: 503,
    type: 'billing_error',
    code: 'pricing_stale',
    message: 'The price of this model must be refreshed first.',
  },
  duplicate_request_id: {
    status: 409,
    type: 'invalid_request_error',
    code: 'duplicate_request_id',
    message: 'This x-request-id was already accepted.',
  },
  billing_finalization_failed: {
    status: 500,
    type: 'billing_error',
    code: 'billing_finalization_failed',
    message: 'The final billing step of this request failed.',
  },
  'service-request-error': { status: 502, type: 'service_request_error', message: 'Service Request Error' },
  internal_error: {
    status: 500,
    type: 'api_error',
    code: 'internal_error',
    message: 'Internal service error.',
  },
};

/** Nexus, by its public documentation. */
export const nexus: SimulatedProvider = {
  routes,
  models,
  // https://docs.weavist.online/auth-and-base-urls/
  keyHeaders: ['x-api-key', 'api-key'],
  errors,
  undocumentedErrors: {
    'bad-request': { status: 400, type: 'invalid_request_error', message: 'The request body is not valid.' },
    'too-large': { status: 413, type: 'invalid_request_error', message: 'The request body is too large.' },
  },
  refusals: {
    'no-key': 'invalid_key',
    'wrong-key': 'invalid_key',
    'unknown-path': 'unsupported_endpoint',
    'bad-request': 'bad-request',
    'too-large': 'too-large',
    'no-model': 'missing_model',
    'model-not-enabled': 'model_not_allowed',
    'model-elsewhere': 'unsupported_model',
    'no-streaming': 'streaming_not_supported',
    'no-money': 'insufficient_balance',
    internal: 'internal_error',
  },
  // The page speaks of a safe default without its value.
  defaultOutputTokens: 4096,
  defaultBalance: 250,
  // https://docs.weavist.online/overview/
  reservesCost: true,
  duplicateRequestId: 'duplicate_request_id',
  needsAnthropicVersion: false,
  // No page shows the form of a key.
  keyFrom: (hex) => `nexus-sandbox-${hex}`,
  requestIdFrom: (uuid) => uuid,
  // The errors page names these four fields and not their nesting, nor another shape for the messages routes.
  errorBody: ({ message, type, code }, circumstances) => {
    const fields = {
      message: circumstances.message ?? message,
      type,
      code: code ?? null,
      request_id: circumstances.requestId,
    };
    return circumstances.errorBody === 'flat' ? fields : { error: fields };
  },
  // The shape is not documented: the smallest list of https://platform.openai.com/docs/api-reference/models/list
  modelList: (ids) => ({ object: 'list', data: ids.map((id) => ({ id, object: 'model' })) }),
  // The field names are not documented; the currency is.
  balance: (amount) => ({ balance: amount, reserved: 0, available: amount, currency: 'RUB' }),
  keyStatus: () => ({}),
};
