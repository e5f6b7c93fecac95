import { clientFinding } from '../errors/clients/index.ts';
import type { ClientProblem, ClientSources, ClientValue } from './client.ts';
import { namedObjects, textsAt } from './values.ts';

/** Up to the first slash it is the provider, and the rest is the model. Source: `parseModel` of opencode. */
export function splitModel(model: string): { readonly provider: string; readonly id: string } {
  const [provider = '', ...rest] = model.split('/');
  return { provider, id: rest.join('/') };
}

/** A model as the gateway gets it: a name of the settings may stand for another id. */
export function sentModel(model: ClientValue, configs: ClientSources): ClientValue {
  const { provider, id } = splitModel(model.value);
  const [other] = textsAt(configs, ['provider', provider, 'models', id, 'id']);
  return other ?? { ...model, value: id, prefix: `${provider}/` };
}

/** What opencode would not find: the provider of its model, or the model itself. `defined` are the providers of the files. */
export function modelProblems(
  model: ClientValue | undefined,
  small: ClientValue | undefined,
  configs: ClientSources,
  defined: readonly string[],
): readonly ClientProblem[] {
  if (model === undefined) return smallElsewhere(small, defined.length === 1 ? defined[0] : undefined);
  const { provider, id } = splitModel(model.value);
  const [only, ...others] = defined;
  const place = { from: model.origin.name, setting: model.setting, model: model.value };
  const right = only !== undefined && others.length === 0 ? only : '<provider>';
  if (id === '') {
    const meant = model.value.includes('/') ? `${provider}/<an id of the list>` : `${right}/${provider}`;
    const params = { ...place, right: meant };
    return [agreement(clientFinding('opencode/model-without-provider', params))];
  }
  if (only !== undefined && !defined.includes(provider) && !isCatalogued(provider)) {
    const params = { ...place, provider, right: `${right}/${id}`, defined };
    const finding = clientFinding('opencode/provider-undefined', params);
    return (['url', 'key'] as const).map((about) => ({ about, finding }));
  }
  return [...undefinedModel(model, configs), ...smallElsewhere(small, provider)];
}

/**
 * Of a provider that its catalogue does not have, opencode knows the models that the settings list. Since the autumn of 2026
 * it asks a gateway of the package openai-compatible for the others. Source: `runDiscovery` in its provider.ts.
 */
function undefinedModel(model: ClientValue, configs: ClientSources): readonly ClientProblem[] {
  const { provider, id } = splitModel(model.value);
  const path = ['provider', provider];
  const [npm] = textsAt(configs, [...path, 'npm']);
  const listed = configs.files.flatMap(({ data }) =>
    namedObjects(data, [...path, 'models']).map(([name]) => name),
  );
  if (npm === undefined || listed.includes(id) || isCatalogued(provider)) return [];
  const params = {
    from: model.origin.name,
    model: id,
    models: `provider.${provider}.models in ${npm.setting.split(' in ').slice(1).join(' in ')}`,
    others: listed.length === 0 ? '' : `, or choose one of those listed there: ${listed.join(', ')}`,
  };
  const asks = npm.value === '@ai-sdk/openai-compatible';
  const name = asks ? 'opencode/model-perhaps-undefined' : 'opencode/model-undefined';
  return [agreement(clientFinding(name, params))];
}

/** Titles are made with a smaller model; only one of the same provider is compared with the list of the gateway. */
function smallElsewhere(
  small: ClientValue | undefined,
  provider: string | undefined,
): readonly ClientProblem[] {
  if (small === undefined || splitModel(small.value).provider === provider) return [];
  const params = { from: small.origin.name, model: small.value };
  return [agreement(clientFinding('opencode/small-model-elsewhere', params))];
}

/** Providers that opencode knows without settings; what it knows of their models stands in no file here. */
function isCatalogued(provider: string): boolean {
  return catalogued.has(provider);
}

/** Those of models.dev that people set another base URL for; its whole list grows every week. */
const catalogued = new Set([
  'alibaba',
  'amazon-bedrock',
  'anthropic',
  'azure',
  'cerebras',
  'cohere',
  'deepinfra',
  'deepseek',
  'fireworks-ai',
  'github-copilot',
  'github-models',
  'google',
  'google-vertex',
  'groq',
  'huggingface',
  'llama',
  'lmstudio',
  'mistral',
  'moonshotai',
  'nvidia',
  'openai',
  'opencode',
  'openrouter',
  'perplexity',
  'requesty',
  'togetherai',
  'vercel',
  'xai',
  'zai',
  'zhipuai',
]);

function agreement(finding: ClientProblem['finding']): ClientProblem {
  return { about: 'agreement', finding };
}
