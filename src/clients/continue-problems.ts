import { type ClientFinding, clientFinding } from '../errors/clients/index.ts';
import type { ClientFile, ClientProblem, ClientSources } from './client.ts';
import { type ContinueModel, isBlock, modelsOf } from './continue-models.ts';
import { at, originAt, textAt } from './values.ts';

/** Why no model is looked at: nothing is claimed to be missing, models may come from elsewhere. */
export function notKnown(
  config: ClientFile | undefined,
  why: string,
  sources: ClientSources,
): readonly ClientProblem[] {
  const file = shownConfig(sources);
  const old = sources.files.find(({ role }) => role === 'old');
  const isIgnored = old !== undefined && config?.role === 'config' && modelsOf(old).length > 0;
  return (['url', 'key'] as const).flatMap((about) => [
    ...(isIgnored && modelsOf(config).length === 0
      ? [{ about, finding: clientFinding('continue/json-ignored', { old: old.file, file: config.file }) }]
      : []),
    { about, finding: clientFinding('continue/model-not-known', { why, file }) },
  ]);
}

/** Its settings file, as people write it. */
export function shownConfig({ ownFile }: Pick<ClientSources, 'ownFile'>): string {
  return ownFile ?? '~/.continue/config.yaml';
}

/**
 * What Continue requires of its file and does not find: it then loads nothing of it. A block of the hub brings its own.
 * Source: packages/config-yaml/src/schemas.
 */
export function configRefused(config: ClientFile): readonly ClientProblem[] {
  if (config.role !== 'config') return [];
  const lacking = [
    ...lacks(config, '', ['name', 'version']),
    ...modelsOf(config)
      .filter((model) => !isBlock(model))
      .flatMap(({ file, place }) => lacks(file, `${place}.`, ['name', 'provider', 'model'])),
  ];
  if (lacking.length === 0) return [];
  const params = { file: config.file, missing: lacking.join(', ') };
  return [{ about: 'files', finding: clientFinding('continue/config-refused', params) }];
}

function lacks(file: ClientFile, place: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => typeof at(file.data, [name]) !== 'string').map((name) => place + name);
}

/** Names of other programs for the same two settings. */
const otherNames = {
  apiBase: ['baseUrl', 'baseURL', 'base_url', 'api_base', 'apiUrl', 'apiBaseUrl', 'openai_api_base'],
  apiKey: ['api_key', 'apikey', 'key', 'token'],
};

/** A setting that stands under a name which Continue drops, where nothing gives it. */
export function otherName(
  { file }: ContinueModel,
  wanted: keyof typeof otherNames,
): { readonly finding: ClientFinding; readonly value: string } | undefined {
  if (textAt(file, [wanted]) !== undefined) return undefined;
  const name = otherNames[wanted].find((one) => textAt(file, [one]) !== undefined);
  const value = name === undefined ? undefined : textAt(file, [name])?.value;
  if (name === undefined || value === undefined) return undefined;
  const from = originAt(file, [name]).name;
  return { finding: clientFinding('continue/other-name', { from, name, wanted }), value };
}
