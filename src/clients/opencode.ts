import { clientFinding } from '../errors/clients/index.ts';
import type { DialectId } from '../providers/profile.ts';
import { isSet } from '../settings/is-set.ts';
import { parseSettings } from '../settings/parse-settings.ts';
import type { Client, ClientFile, ClientProblem, ClientSources, ClientValue } from './client.ts';
import { filled, opencodeKeys } from './opencode-keys.ts';
import { opencodePlaces } from './opencode-places.ts';
import { shadowed } from './shadowed.ts';
import { at, isObject, namedObjects, originAt, textsAt, variable } from './values.ts';
import { withoutComments } from './without-comments.ts';

/** opencode 1. Where it looks, how it merges and which package speaks what: its documentation and source. */
export const opencode: Client = {
  id: 'opencode',
  urlForm: 'with-v1',
  streams: 'always',
  places: opencodePlaces,
  read(opened) {
    const sources = withInline(opened);
    const configs = { ...sources, files: sources.files.filter(({ role }) => role !== 'login') };
    const models = textsAt(configs, ['model']);
    const id = providerId(models[0], configs);
    const path = ['provider', id];
    const [usual, urlVariable, keyVariable] = builtIn[id] ?? [undefined, undefined, undefined];
    const own = textsAt(configs, [...path, 'options', 'baseURL']).map((value) => filled(value, sources));
    const exported = urlVariable === undefined ? [] : variable(sources, urlVariable);
    const keys = opencodeKeys(id, configs, sources, keyVariable);
    const [shownConfig = '~/.config/opencode/opencode.json'] = sources.looked.filter(
      (file) => file.startsWith('~') && file.endsWith('opencode.json'),
    );
    const small = textsAt(configs, ['small_model']).slice(0, 1);
    return {
      baseUrls: [...own, ...exported],
      credentials: keys.credentials,
      models: [...models.slice(0, 1), ...small].flatMap((model) => modelOf(model, id)),
      wire: wireOf(id, models[0]?.value.slice(id.length + 1) ?? '', configs),
      ...(usual === undefined ? {} : { vendorUrl: usual }),
      missing: {
        urlSetting: `provider.${id}.options.baseURL in ${shownConfig}`,
        keySetting: `provider.${id}.options.apiKey in ${shownConfig}`,
        urlLooked: [`provider.${id}.options.baseURL of its files`],
        keyLooked: [
          `provider.${id}.options.apiKey of its files`,
          'its auth.json',
          ...(keyVariable === undefined ? [] : [`env ${keyVariable}`]),
        ],
      },
      problems: [
        ...keys.problems,
        ...misplaced(configs, path),
        ...(own.length === 0 && id === 'anthropic' && exported.length > 0
          ? [agreement(clientFinding('opencode/anthropic-two-meanings', {}))]
          : []),
        ...shadowed('opencode', { 'base URL': own, 'API key': keys.literal }),
      ],
    };
  },
};

/** The providers that need no `npm`: where they are, and which variables their packages read. */
const builtIn: Readonly<Record<string, readonly [url: string, urlVariable: string, keyVariable: string]>> = {
  anthropic: ['https://api.anthropic.com/v1', 'ANTHROPIC_BASE_URL', 'ANTHROPIC_API_KEY'],
  openai: ['https://api.openai.com/v1', 'OPENAI_BASE_URL', 'OPENAI_API_KEY'],
};

/** Settings may stand in a variable; they win over all files but those of the administrator. */
function withInline(sources: ClientSources): ClientSources {
  const text = sources.env.OPENCODE_CONFIG_CONTENT;
  if (!isSet(text)) return sources;
  const parsed = parseSettings(withoutComments(text), 'json');
  if (parsed.kind === 'problem') return sources;
  const { data, placeOf } = parsed;
  const file = 'env OPENCODE_CONFIG_CONTENT';
  const inline: ClientFile = {
    role: 'config',
    file,
    trust: 'user',
    data,
    lineOf: (path) => placeOf(path)?.line,
  };
  const ofSystem = sources.files.filter(({ role }) => role === 'system');
  const others = sources.files.filter(({ role }) => role !== 'system');
  return { ...sources, files: [...ofSystem, inline, ...others] };
}

/** The provider of the model; without one, the only provider that is defined. */
function providerId(model: ClientValue | undefined, { files }: ClientSources): string {
  if (model?.value.includes('/')) return model.value.slice(0, model.value.indexOf('/'));
  const ids = new Set(files.flatMap(({ data }) => namedObjects(data, ['provider']).map(([id]) => id)));
  const [only] = ids;
  return ids.size === 1 && only !== undefined ? only : '<id>';
}

function modelOf(model: ClientValue, id: string): readonly ClientValue[] {
  const prefix = `${id}/`;
  return model.value.startsWith(prefix) ? [{ ...model, value: model.value.slice(prefix.length) }] : [];
}

const dialectOf: Readonly<Record<string, DialectId>> = {
  '@ai-sdk/openai-compatible': 'chat',
  '@ai-sdk/openai': 'responses',
  '@ai-sdk/anthropic': 'messages',
};

/** The package decides the format; a model may have its own. */
function wireOf(id: string, model: string, configs: ClientSources) {
  const path = ['provider', id];
  const [npm] = [
    ...textsAt(configs, [...path, 'models', model, 'provider', 'npm']),
    ...textsAt(configs, [...path, 'npm']),
  ];
  const usual = { anthropic: '@ai-sdk/anthropic', openai: '@ai-sdk/openai' }[id];
  const name = npm?.value ?? usual;
  const dialect = name === undefined ? undefined : dialectOf[name];
  const from = npm === undefined ? (name ?? 'npm is not set') : `${npm.origin.name}, ${npm.value}`;
  return { dialects: dialect === undefined ? [] : [dialect], from };
}

/** Settings that stand where opencode does not look. */
function misplaced({ files }: ClientSources, path: readonly string[]): readonly ClientProblem[] {
  return files.flatMap((file) => {
    const beside = ['baseURL', 'apiKey'].filter((name) => at(file.data, [...path, name]) !== undefined);
    const plural = isObject(at(file.data, ['providers']));
    return [
      ...beside.map((setting) => {
        const from = originAt(file, [...path, setting]).name;
        return agreement(clientFinding('opencode/options-outside', { from, setting }));
      }),
      ...(plural
        ? [
            agreement(
              clientFinding('opencode/plural-providers', { from: originAt(file, ['providers']).name }),
            ),
          ]
        : []),
    ];
  });
}

function agreement(finding: ClientProblem['finding']): ClientProblem {
  return { about: 'agreement', finding };
}
