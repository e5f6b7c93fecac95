import type { DocumentedModel } from '../profile.ts';

/** One line of the price table, per million tokens. */
type PriceLine = readonly [id: string, input: number, output: number];

// The table gives dollars for most models and rupiah for some, although invoices are in rupiah.
const inDollars: readonly PriceLine[] = [
  ['claude-4-5-haiku', 1, 5],
  ['claude-4.5-sonnet', 3, 15],
  ['claude-4.5-opus', 5, 25],
  ['claude-sonnet-4-6', 3, 15],
  ['claude-opus-4-6', 5, 25],
  ['claude-opus-4-7', 5, 25],
  ['claude-opus-4-8', 5, 25],
  ['claude-sonnet-5', 3, 15],
  ['claude-opus-5', 5, 25],
  ['claude-opus-5.5', 4, 20],
  ['claude-fable-5', 10, 50],
  ['claude-fable-5.1', 10, 50],
  ['gpt-5.4', 2.5, 15],
  ['gpt-5.4-mini', 0.75, 4.5],
  ['gpt-5.5', 5, 30],
  ['gpt-5.6-luna', 0.2, 1.2],
  ['gpt-5.6-sol', 5, 30],
  ['gpt-5.6-terra', 2, 12],
  ['gpt-6-astra', 10, 50],
  ['gpt-6-luna', 0.1, 0.5],
  ['gpt-6-sol', 2, 10],
  ['gpt-oss-120b', 0.15, 0.6],
  ['gemini-3-flash', 0.5, 3],
  ['gemini-3.1-flash-lite', 0.25, 1.5],
  ['gemini-3.1-pro', 2, 12],
  ['gemini-3.5-flash', 1.5, 9],
  ['gemini-3.6-flash', 1.5, 7.5],
  ['gemini-3.7-flash', 1.5, 7.5],
  ['gemini-3.8-flash', 0.75, 3.75],
  ['deepseek-r1', 1.35, 5.4],
  ['deepseek-v4-flash', 0.22, 0.66],
  ['deepseek-v4-pro', 0.66, 1.98],
  ['deepseek-v4.1-flash', 0.15, 0.6],
  ['grok-4.1-fast-reasoning', 1.25, 2.5],
  ['grok-4.1-fast-non-reasoning', 1.25, 2.5],
  ['grok-4.5', 2, 6],
  ['glm-4.7-flash', 0, 0],
  ['glm-5.3', 1.4, 4.4],
  ['kimi-k2.6', 0.95, 4],
  ['kimi-k3', 3, 15],
];

const inRupiah: readonly PriceLine[] = [
  ['gpt-5-nano', 810, 6485],
  ['gpt-5.4-nano', 3240, 20_250],
  ['gpt-oss-20b', 400, 1600],
  ['glm-4.7', 10_000, 30_000],
  ['archipelago-core-70b', 4710, 36_543],
  ['garda-agentic-mini', 2500, 10_499],
  ['garda-core', 300, 1500],
];

const embeddingsInDollars: readonly PriceLine[] = [
  ['nusa-embedding-0001', 0, 0],
  ['text-embedding-3-small', 0.02, 0],
  ['gemini-embedding-001', 0.15, 0],
];

function priced(currency: string): (line: PriceLine) => DocumentedModel {
  return ([id, input, output]) => ({ id, price: { currency, input, output } });
}

/**
 * Part of the table in https://github.com/neosantara-xyz/docs (snippets/models-table.mdx): the models that are priced
 * per token. It names no routes, so chat models have none here; embeddings get theirs, or a free one would pass for
 * the cheapest chat model.
 */
export const nusantaraModels: readonly DocumentedModel[] = [
  ...inDollars.map(priced('USD')),
  ...inRupiah.map(priced('IDR')),
  ...embeddingsInDollars.map(priced('USD')).map((model) => ({ ...model, routes: ['/v1/embeddings'] })),
];
