import type { SimulatedModel } from '../simulated-provider.ts';

type Row = readonly [
  id: string,
  owner: string,
  currency: 'USD' | 'IDR',
  inputPrice: number,
  outputPrice: number,
  contextWindow: number,
  capabilities: readonly string[],
];

const chat = ['function_calling', 'tool_calling', 'json_mode'];

// Prices per million tokens: snippets/models-table.mdx in https://github.com/neosantara-xyz/docs. The context windows
// and the split of the capabilities are invented; the table was not read for them.
const rows: readonly Row[] = [
  ['claude-4-5-haiku', 'anthropic', 'USD', 1, 5, 200_000, [...chat, 'vision']],
  ['claude-4.5-sonnet', 'anthropic', 'USD', 3, 15, 200_000, [...chat, 'vision', 'reasoning']],
  ['claude-sonnet-4-6', 'anthropic', 'USD', 3, 15, 200_000, [...chat, 'vision', 'reasoning']],
  ['claude-opus-4-8', 'anthropic', 'USD', 5, 25, 200_000, [...chat, 'vision', 'reasoning']],
  ['gpt-5.4', 'openai', 'USD', 2.5, 15, 400_000, [...chat, 'vision', 'structured_outputs']],
  ['gpt-5.4-mini', 'openai', 'USD', 0.75, 4.5, 400_000, [...chat, 'vision']],
  ['gemini-3-flash', 'google', 'USD', 0.5, 3, 1_000_000, [...chat, 'vision']],
  ['deepseek-v4-flash', 'deepseek', 'USD', 0.22, 0.66, 128_000, chat],
  ['garda-core', 'neosantara', 'IDR', 300, 1500, 32_000, chat],
  ['nusa-embedding-0001', 'neosantara', 'IDR', 0, 0, 8000, ['embeddings']],
];

/** The documentation ties no model to a route, only to what it can do. */
export const models: readonly SimulatedModel[] = rows.map(([id, , , , outputPrice, , capabilities]) => ({
  id,
  outputPrice,
  ...(capabilities.includes('embeddings') && { serves: [] }),
}));

/** The fields that scripts/sync_models.py of https://github.com/neosantara-xyz/docs reads from each item. */
export function modelList(ids: readonly string[]): unknown {
  return { object: 'list', data: ids.map(listItem) };
}

function listItem(id: string): unknown {
  const row = rows.find(([known]) => known === id);
  if (row === undefined) return { id, object: 'model' };
  const [, owner, currency, input, output, contextWindow, capabilities] = row;
  return {
    id,
    object: 'model',
    created: 1_767_225_600,
    owned_by: owner,
    context_window: contextWindow,
    capabilities,
    pricing: { currency, per_million_tokens: { input, output } },
  };
}
