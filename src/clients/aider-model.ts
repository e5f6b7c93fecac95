import type { DialectId } from '../providers/profile.ts';
import { option, pairs } from './aider-values.ts';
import type { ClientSources, ClientValue } from './client.ts';
import { entryOf } from './values.ts';

/** Where aider sends its model, as far as the name tells. */
export interface AiderModel {
  /** LiteLLM's word: `openai`, `anthropic` or another one; undefined where only LiteLLM knows. */
  readonly provider: string | undefined;
  /** `bare`: LiteLLM finds the provider of this name in its own list. */
  readonly by: 'prefix' | 'own-name' | 'bare';
  /** Where the main model stands. */
  readonly at: ClientValue;
}

/** The main model; undefined where no settings name one. An alias of the person's own is resolved. */
export function aiderModel(sources: ClientSources): AiderModel | undefined {
  const [main] = option(sources, 'model');
  if (main === undefined) return undefined;
  const at = resolved(main, sources);
  return { ...providerOf(at.value), at };
}

/** The ids that the gateway gets. Names of aider's own are none: it may know them by another id tomorrow. */
export function modelIds(sources: ClientSources, provider: string): readonly ClientValue[] {
  return ['model', 'weak-model', 'editor-model'].flatMap((name) => {
    const [model] = option(sources, name);
    if (model === undefined) return [];
    const { value, ...rest } = resolved(model, sources);
    const known = providerOf(value);
    if (known.by === 'own-name' || (known.provider ?? 'openai') !== provider) return [];
    const [prefix = ''] = /^(?:openai|anthropic)\/(?:responses\/)?/.exec(value) ?? [];
    return [{ ...rest, value: value.slice(prefix.length), prefix }];
  });
}

/**
 * The format of a model: LiteLLM calls those of Anthropic by /v1/messages, others by /chat/completions. Some names of
 * OpenAI have the mode `responses` in its list of models; of them nothing is claimed.
 */
export function dialectsOf(provider: string | undefined, model: string): readonly DialectId[] {
  if (provider === 'anthropic') return ['messages'];
  const isClear = provider === 'openai' && !/codex|-pro\b|deep-research|\/responses\//.test(model);
  return isClear ? ['chat'] : [];
}

/** Source: `MODEL_ALIASES` of aider/models.py; of the other names there none leads to a gateway. */
const ownNames: Readonly<Record<string, string>> = {
  sonnet: 'anthropic',
  haiku: 'anthropic',
  opus: 'anthropic',
  '4o': 'openai',
  '4-turbo': 'openai',
  '35turbo': 'openai',
  '35-turbo': 'openai',
};

/** Source: litellm/litellm_core_utils/get_llm_provider_logic.py. */
function providerOf(name: string): Pick<AiderModel, 'provider' | 'by'> {
  const slash = name.indexOf('/');
  if (slash !== -1) return { provider: name.slice(0, slash), by: 'prefix' };
  const own = entryOf(ownNames, name);
  if (own !== undefined) return { provider: own, by: 'own-name' };
  if (/^claude-/.test(name)) return { provider: 'anthropic', by: 'bare' };
  return { provider: /^(?:gpt-|chatgpt-|o\d)/.test(name) ? 'openai' : undefined, by: 'bare' };
}

function resolved(model: ClientValue, sources: ClientSources): ClientValue {
  const alias = pairs(sources, 'alias', ':').find(({ name }) => name === model.value);
  return alias === undefined ? model : { ...model, value: alias.value };
}
