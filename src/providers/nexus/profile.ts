import type { ProviderProfile } from '../profile.ts';
import { nexusErrors } from './errors.ts';
import { nexusModels } from './models.ts';

/** Nexus, as its documentation at https://docs.weavist.online describes it. */
export const nexus: ProviderProfile = {
  id: 'nexus',
  name: 'Nexus',
  aliases: [],
  baseUrl: 'https://api.nexus-hub.ru',
  baseUrlVariants: [],
  env: { key: ['NEXUS_API_KEY'], baseUrl: 'NEXUS_BASE_URL' },
  // https://docs.weavist.online/auth-and-base-urls/ names three headers.
  key: { prefixes: [], inApiKey: true, from: 'the bot @nexus_hubbot' },
  // https://docs.weavist.online/supported-endpoints/ is a closed list: anything else is `unsupported_endpoint`.
  routes: [
    { method: 'GET', path: '/v1/models', speaks: 'model-list', streams: 'no' },
    { method: 'GET', path: '/v1/balance', speaks: 'balance', streams: 'no' },
    {
      method: 'POST',
      path: '/v1/chat/completions',
      speaks: 'chat',
      streams: 'no',
      outputLimit: ['max_completion_tokens', 'max_tokens'],
    },
    {
      method: 'POST',
      path: '/v1/completions',
      speaks: 'completions',
      streams: 'no',
      outputLimit: ['max_tokens'],
    },
    { method: 'POST', path: '/v1/messages', speaks: 'messages', streams: 'yes', outputLimit: ['max_tokens'] },
    { method: 'POST', path: '/v1/messages/count_tokens', speaks: 'count-tokens', streams: 'no' },
    {
      method: 'POST',
      path: '/v1/responses',
      speaks: 'responses',
      streams: 'yes',
      outputLimit: ['max_output_tokens'],
    },
    {
      method: 'POST',
      path: '/v1/responses/compact',
      speaks: 'responses',
      streams: 'yes',
      outputLimit: ['max_output_tokens'],
    },
  ],
  models: nexusModels,
  modelList: 'per-key',
  statuses: 'not-documented',
  // The documentation names the field but not its place, so both places count. A `request-id` header is left out:
  // it could be the id of the supplier behind the gateway, which the support can't look up.
  requestId: { headers: ['x-request-id'], body: ['request_id', 'error.request_id'] },
  support: [
    { label: 'Telegram @nexus_hubbot', link: 'https://t.me/nexus_hubbot' },
    { label: 'direct messages on the marketplace' },
  ],
  links: {
    docs: 'https://docs.weavist.online/overview/',
    keys: 'https://t.me/nexus_hubbot',
    billing: 'https://docs.weavist.online/pricing-and-balance/',
    errors: 'https://docs.weavist.online/errors-and-faq/',
  },
  errors: nexusErrors,
};
