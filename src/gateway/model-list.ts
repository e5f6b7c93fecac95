import { isRecord } from '../errors/read-answer.ts';
import type { Exchange } from './gateway-client.ts';
import { modelIdOf, modelItemsIn } from './wire-facts.ts';

/** A model as the gateway lists it. Field names: OpenAI's list, and the extra keys seen at other gateways. */
export interface ListedModel {
  readonly id: string;
  readonly owner?: string;
  /** Routes the gateway itself names for it. */
  readonly routes?: readonly string[];
  readonly price?: { readonly currency: string; readonly input: number; readonly output: number };
}

export interface ModelList {
  readonly models: readonly ListedModel[];
  /** False when the gateway says that there are more pages. */
  readonly complete: boolean;
}

/** Reads the model list of an exchange; undefined when there is none in it. */
export function modelListOf({ outcome }: Exchange): ModelList | undefined {
  if (outcome.kind !== 'response' || outcome.status >= 300 || outcome.bodyEnd !== 'complete')
    return undefined;
  let json: unknown;
  try {
    json = JSON.parse(outcome.body);
  } catch {
    return undefined;
  }
  const items = modelItemsIn(json);
  if (items === undefined) return undefined;
  const models = items.flatMap((item) => {
    const model = listedModel(item);
    return model === undefined ? [] : [model];
  });
  return { models, complete: !(isRecord(json) && json.has_more === true) };
}

function listedModel(item: unknown): ListedModel | undefined {
  const id = modelIdOf(item);
  if (id === undefined) return undefined;
  if (!isRecord(item)) return { id };
  const owner = item.owned_by;
  const routes = routesIn(item);
  const price = priceIn(item.pricing);
  return {
    id,
    ...(typeof owner === 'string' && owner !== '' ? { owner } : {}),
    ...(routes === undefined ? {} : { routes }),
    ...(price === undefined ? {} : { price }),
  };
}

function routesIn(item: Record<string, unknown>): readonly string[] | undefined {
  const named = item.supported_endpoints ?? item.endpoints;
  if (!Array.isArray(named)) return undefined;
  const paths = named.filter((path): path is string => typeof path === 'string' && path.startsWith('/'));
  return paths.length === 0 ? undefined : paths;
}

/** `pricing.per_million_tokens.{input,output}` in `pricing.currency` (USD unless said). Source: Neosantara's model sync script. */
function priceIn(pricing: unknown): ListedModel['price'] {
  if (!isRecord(pricing)) return undefined;
  const perMillion = pricing.per_million_tokens;
  if (!isRecord(perMillion)) return undefined;
  const input = Number(perMillion.input);
  const output = Number(perMillion.output);
  if (!Number.isFinite(input) || !Number.isFinite(output)) return undefined;
  return { currency: typeof pricing.currency === 'string' ? pricing.currency : 'USD', input, output };
}
