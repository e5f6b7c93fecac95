import { clientFinding, ofClient } from '../errors/clients/index.ts';
import type { DialectId } from '../providers/profile.ts';
import { baseUrlFrom } from '../settings/base-url.ts';
import { additionsAt } from './additions.ts';
import type { Client, ClientFile, ClientProblem, ClientSources, ClientValue, ClientWire } from './client.ts';
import { rightUrl } from './fitting-url.ts';
import { agentModels, agentsElsewhere } from './opencode-agents.ts';
import { withInline } from './opencode-inline.ts';
import { filled, opencodeKeys, putIn, unsetIn } from './opencode-keys.ts';
import { modelProblems, sentModel, splitModel } from './opencode-models.ts';
import { opencodePlaces } from './opencode-places.ts';
import { leftOut } from './opencode-providers.ts';
import { shadowed } from './shadowed.ts';
import { at, entryOf, isObject, namedObjects, originAt, textsAt, variable } from './values.ts';
import { isVariableName } from './variable-name.ts';

/** opencode 1. Where it looks, how it merges and which package speaks what: its documentation and source. */
export const opencode: Client = {
  id: 'opencode',
  urlForm: 'with-v1',
  streams: 'always',
  places: opencodePlaces,
  read(opened) {
    const { sources, problems: ofInline } = withInline(opened);
    const configs = { ...sources, files: sources.files.filter(({ role }) => role !== 'login') };
    const models = textsAt(configs, ['model']);
    const id = providerId(models[0], configs);
    const shownConfig = fileFor(id, configs);
    const path = ['provider', id];
    const [usual, urlVariable, keyVariable] = entryOf(builtIn, id) ?? [undefined, undefined, undefined];
    const written = textsAt(configs, [...path, 'options', 'baseURL']);
    const unset = unsetInUrl(written[0], sources);
    const own = unset.length > 0 ? [] : written.map((value) => filled(value, sources));
    const exported =
      urlVariable === undefined || unset.length > 0 ? [] : exportedUrl(id, urlVariable, shownConfig, sources);
    const keys = opencodeKeys(id, configs, sources, keyVariable);
    const small = textsAt(configs, ['small_model']).slice(0, 1);
    const agents = agentModels(configs);
    return {
      baseUrls: [...own, ...exported],
      credentials: keys.credentials,
      models: [...models.slice(0, 1), ...small, ...agents].flatMap((model) => modelOf(model, id, configs)),
      additions: configs.files.flatMap((file) =>
        additionsAt(file, [...path, 'options', 'headers'], 'header'),
      ),
      wire: wireOf(id, splitModel(models[0]?.value ?? '').id, configs),
      ...(usual === undefined ? {} : { vendorUrl: usual }),
      missing: {
        urlSetting: `provider.${id}.options.baseURL in ${shownConfig}`,
        keySetting: `provider.${id}.options.apiKey in ${shownConfig}`,
        urlLooked: [`provider.${id}.options.baseURL of its files`],
        keyLooked: [
          `provider.${id}.options.apiKey of its files`,
          storeOf(id, sources),
          ...(keyVariable === undefined ? [] : [`env ${keyVariable}`]),
        ],
      },
      problems: [
        ...ofInline,
        ...unknownProvider(id, configs),
        ...(id === noProvider ? [] : [...leftOut(id, configs), ...agentsElsewhere(agents, id)]),
        ...modelProblems(models[0], small[0], configs, definedProviders(configs)),
        ...unset,
        ...keys.problems,
        ...misplaced(configs, path, { baseURL: written.length > 0, apiKey: keys.credentials.length > 0 }),
        ...plural(configs, id),
        ...(own.length === 0 && id === 'anthropic' && exported.length > 0
          ? [agreement(clientFinding('opencode/anthropic-two-meanings', twoMeanings(exported[0])))]
          : []),
        ...shadowed('opencode', { 'base URL': own, 'API key': keys.literal }),
      ],
      secrets: [...(keys.secrets ?? []), ...putIn(written, sources)],
    };
  },
};

/** The providers that need no `npm`: where they are, and which variables their packages read. */
const builtIn: Readonly<Record<string, readonly [url: string, urlVariable: string, keyVariable: string]>> = {
  anthropic: ['https://api.anthropic.com/v1', 'ANTHROPIC_BASE_URL', 'ANTHROPIC_API_KEY'],
  openai: ['https://api.openai.com/v1', 'OPENAI_BASE_URL', 'OPENAI_API_KEY'],
};

/** Stands for the provider where the files do not say which one it is. */
const noProvider = '<id>';

/** The provider of the model; without one, the only provider that is defined. */
function providerId(model: ClientValue | undefined, configs: ClientSources): string {
  if (model?.value.includes('/')) return model.value.slice(0, model.value.indexOf('/'));
  const [only, ...others] = definedProviders(configs);
  return only === undefined || others.length > 0 ? noProvider : only;
}

function definedProviders({ files }: ClientSources): readonly string[] {
  return [...new Set(files.flatMap(({ data }) => namedObjects(data, ['provider']).map(([id]) => id)))];
}

/** Of several providers the person chooses one inside of opencode, which no file tells. */
function unknownProvider(id: string, configs: ClientSources): readonly ClientProblem[] {
  const defined = definedProviders(configs);
  if (id !== noProvider || defined.length === 0) return [];
  const finding = clientFinding('opencode/provider-not-known', { defined, file: fileFor(id, configs) });
  return (['url', 'key'] as const).map((about) => ({ about, finding }));
}

function modelOf(model: ClientValue, id: string, configs: ClientSources): readonly ClientValue[] {
  return model.value.startsWith(`${id}/`) ? [sentModel(model, configs)] : [];
}

const dialectOf: Readonly<Record<string, DialectId>> = {
  '@ai-sdk/openai-compatible': 'chat',
  '@ai-sdk/openai': 'responses',
  '@ai-sdk/anthropic': 'messages',
};

/** The package decides the format; a model may have its own. */
function wireOf(id: string, model: string, configs: ClientSources): ClientWire {
  const path = ['provider', id];
  const [npm] = [
    ...textsAt(configs, [...path, 'models', model, 'provider', 'npm']),
    ...textsAt(configs, [...path, 'npm']),
  ];
  const usual = entryOf({ anthropic: '@ai-sdk/anthropic', openai: '@ai-sdk/openai' }, id);
  const name = npm?.value ?? usual;
  const dialect = name === undefined ? undefined : entryOf(dialectOf, name);
  const from = npm === undefined ? (name ?? 'npm is not set') : `${npm.origin.name}, ${npm.value}`;
  return {
    dialects: dialect === undefined ? [] : [dialect],
    from,
    ...(npm === undefined ? {} : { choice: { setting: npm.setting, values: packageOf } }),
  };
}

const packageOf = {
  chat: '"@ai-sdk/openai-compatible"',
  responses: '"@ai-sdk/openai"',
  messages: '"@ai-sdk/anthropic"',
} as const;

/**
 * Settings that stand where opencode does not look: the cause where nothing else gives them, else left over. Nobody is told
 * to put a stranger's line right.
 */
function misplaced(
  { files }: ClientSources,
  path: readonly string[],
  given: { readonly baseURL: boolean; readonly apiKey: boolean },
): readonly ClientProblem[] {
  return files.filter(isOwn).flatMap((file) =>
    (['baseURL', 'apiKey'] as const).flatMap((setting): ClientProblem[] => {
      if (at(file.data, [...path, setting]) === undefined) return [];
      const params = { from: originAt(file, [...path, setting]).name, setting };
      if (given[setting]) {
        return [agreement(clientFinding('opencode/options-outside', params))];
      }
      const about = setting === 'baseURL' ? 'url' : 'key';
      return [{ about, finding: clientFinding('opencode/only-outside-options', params) }];
    }),
  );
}

/** Where the provider stands under the name of the other version only, nobody knows which version is to read it. */
function plural({ files }: ClientSources, id: string): readonly ClientProblem[] {
  const isDefined = files.some(({ data }) => isObject(at(data, ['provider', id])));
  return files.filter(isOwn).flatMap((file) => {
    if (!isObject(at(file.data, ['providers']))) return [];
    const finding = clientFinding('opencode/plural-providers', { from: originAt(file, ['providers']).name });
    const about = isDefined ? (['agreement'] as const) : (['url', 'key'] as const);
    return about.map((one) => ({ about: one, finding }));
  });
}

function isOwn({ trust }: ClientFile): boolean {
  return trust === 'user';
}

/** A stranger's text gets no variables put in, so nothing is asked of it. A name that could be a key is not said. */
function unsetInUrl(url: ClientValue | undefined, sources: ClientSources): readonly ClientProblem[] {
  if (url === undefined || url.origin.kind === 'project-file') return [];
  const [name] = unsetIn(url, sources).filter(isVariableName);
  if (name === undefined) return [];
  const finding = ofClient('opencode', 'url-variable-unset', { from: url.origin.name, variable: name });
  return [{ about: 'url', finding }];
}

/** The variable is shared with other programs, so the fix goes to the settings of opencode. */
function exportedUrl(
  id: string,
  name: string,
  config: string,
  sources: ClientSources,
): readonly ClientValue[] {
  const setting = `provider.${id}.options.baseURL in ${config}`;
  return variable(sources, name).map((value) => ({ ...value, setting }));
}

function twoMeanings(exported: ClientValue | undefined): {
  readonly right?: string;
  readonly setting?: string;
} {
  const { used } = baseUrlFrom(exported?.value ?? '');
  return {
    ...(exported === undefined ? {} : { setting: exported.setting }),
    ...(used === undefined ? {} : { right: rightUrl(used, 'with-v1') }),
  };
}

/** Where the person writes settings of this provider: the file that defines it, else one that is there. */
function fileFor(id: string, { files, ownFile = '~/.config/opencode/opencode.json' }: ClientSources): string {
  const ofPerson = files.filter(({ role, trust }) => role === 'config' && trust === 'user');
  const defining = ofPerson.find(({ data }) => isObject(at(data, ['provider', id])));
  return (defining ?? ofPerson.find(({ path }) => path !== undefined))?.file ?? ownFile;
}

/** The store of keys, and for whom it has some: a wrong name is a common fault. */
function storeOf(id: string, { files }: ClientSources): string {
  const others = files
    .filter(({ role }) => role === 'login')
    .flatMap(({ data }) => Object.keys(data))
    // A name that could be a key is not said.
    .filter((name) => name !== id && isVariableName(name.replace(/[.-]/g, '_')));
  return others.length === 0 ? 'its auth.json' : `its auth.json (which has ${others.join(', ')})`;
}

function agreement(finding: ClientProblem['finding']): ClientProblem {
  return { about: 'agreement', finding };
}
