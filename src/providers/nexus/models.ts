import type { DocumentedModel } from '../profile.ts';

const chat = '/v1/chat/completions';
const completions = '/v1/completions';
const messages = '/v1/messages';
const responses = '/v1/responses';
const compact = '/v1/responses/compact';

const claudeRoutes = [chat, messages];
const opusPrice = { currency: 'RUB', input: 29.17, output: 145.83, cacheRead: 2.92, cacheWrite: 36.46 };
const gpt54Price = { currency: 'RUB', input: 5.83, output: 35, cacheRead: 0.58 };
const gpt55Price = { currency: 'RUB', input: 11.67, output: 70, cacheRead: 1.17 };

/**
 * The price table of https://docs.weavist.online/pricing-and-balance/. The page calls the prices approximate and
 * exports them daily, so they serve for estimates only. `cacheWrite` is the five-minute cache.
 */
export const nexusModels: readonly DocumentedModel[] = [
  {
    id: 'claude-haiku-4-5-20251001',
    routes: claudeRoutes,
    price: { currency: 'RUB', input: 5.83, output: 29.17, cacheRead: 0.58, cacheWrite: 7.29 },
  },
  {
    id: 'claude-sonnet-4-6',
    routes: claudeRoutes,
    price: { currency: 'RUB', input: 17.5, output: 87.5, cacheRead: 1.75, cacheWrite: 21.88 },
  },
  { id: 'claude-opus-4-6', routes: claudeRoutes, price: opusPrice },
  { id: 'claude-opus-4-7', routes: claudeRoutes, price: opusPrice },
  { id: 'claude-opus-4-8', routes: claudeRoutes, price: opusPrice },
  { id: 'codex-auto-review', routes: [chat, completions, responses], price: gpt54Price },
  { id: 'gpt-5.4', routes: [chat, responses], price: gpt54Price },
  {
    id: 'gpt-5.4-mini',
    routes: [chat, responses],
    price: { currency: 'RUB', input: 1.75, output: 10.5, cacheRead: 0.17 },
  },
  { id: 'gpt-5.4-openai-compact', routes: [chat, responses, compact], price: gpt54Price },
  { id: 'gpt-5.5', routes: [chat, responses], price: gpt55Price },
  // The page does not list the compact route for this one, unlike for its 5.4 sister.
  { id: 'gpt-5.5-openai-compact', routes: [chat, responses], price: gpt55Price },
];
