import type { ProviderProfile } from '../profile.ts';
import { nusantaraErrors } from './errors.ts';
import { nusantaraModels } from './models.ts';

/** Nusantara AI, today Neosantara AI, as https://docs.neosantara.xyz describes it. */
export const nusantara: ProviderProfile = {
  id: 'nusantara',
  name: 'Nusantara AI',
  aliases: ['neosantara'],
  baseUrl: 'https://api.neosantara.xyz',
  baseUrlVariants: [
    { path: '/coding', use: 'keys of the Coding Plan', keyPrefix: 'nsk_code_' },
    {
      path: '/coding/anthropic',
      use: 'keys of the Coding Plan in clients that speak the Anthropic messages API',
      speaks: ['messages'],
      listsAt: '/coding',
    },
    {
      path: '/anthropic',
      use: 'clients that speak the Anthropic messages API',
      speaks: ['messages'],
      listsAt: '',
    },
  ],
  env: { key: ['NEOSANTARA_API_KEY', 'NUSANTARA_API_KEY'], baseUrl: 'NEOSANTARA_BASE_URL' },
  key: {
    prefixes: ['nsk_code_', 'nsk_mcp_', 'nsk_'],
    // The length of a coding key is not documented.
    pattern: '^(?:nsk_(?:mcp_)?[0-9a-fA-F]{32}|nsk_code_\\S+)$',
    from: 'https://app.neosantara.xyz/api-keys',
  },
  routes: [
    { method: 'GET', path: '/v1/models', speaks: 'model-list', streams: 'no' },
    // Documented until 2025; newer pages neither name it nor withdraw it.
    { method: 'GET', path: '/v1/auth/key', speaks: 'key-status', streams: 'no' },
    {
      method: 'POST',
      path: '/v1/chat/completions',
      speaks: 'chat',
      streams: 'yes',
      outputLimit: ['max_tokens'],
    },
    {
      method: 'POST',
      path: '/v1/responses',
      speaks: 'responses',
      streams: 'yes',
      outputLimit: ['max_output_tokens', 'max_tokens'],
    },
    {
      method: 'POST',
      path: '/anthropic/v1/messages',
      speaks: 'messages',
      streams: 'yes',
      outputLimit: ['max_tokens'],
    },
    // The path of the 2025 pages; newer ones have only the one above.
    { method: 'POST', path: '/v1/messages', speaks: 'messages', streams: 'yes', outputLimit: ['max_tokens'] },
    { method: 'POST', path: '/v1/embeddings', speaks: 'other', streams: 'unknown' },
    { method: 'POST', path: '/v1/images/generations', speaks: 'other', streams: 'unknown' },
    { method: 'POST', path: '/v1/audio/transcriptions', speaks: 'other', streams: 'unknown' },
    { method: 'POST', path: '/v1/ocr', speaks: 'other', streams: 'unknown' },
  ],
  models: nusantaraModels,
  modelList: 'unknown',
  requestId: {
    headers: ['x-request-id'],
    body: ['error.request_id', '_metadata.request_id', 'request_id'],
  },
  // The free tier of the newest page; older ones say 3 and 5.
  requestsPerMinute: 10,
  support: [],
  links: {
    docs: 'https://docs.neosantara.xyz/en/about/errors',
    keys: 'https://app.neosantara.xyz/api-keys',
    billing: 'https://app.neosantara.xyz/billing',
    errors: 'https://docs.neosantara.xyz/en/about/errors',
  },
  errors: nusantaraErrors,
};
