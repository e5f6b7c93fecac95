import { clientFinding } from '../errors/clients/index.ts';
import type { DialectId } from '../providers/profile.ts';
import { pathRules } from '../settings/places.ts';
import type {
  Client,
  ClientCredential,
  ClientFile,
  ClientMachine,
  ClientPlace,
  ClientProblem,
  ClientSources,
  ClientValue,
  UrlForm,
} from './client.ts';
import { at, entryOf, isObject, originAt, textAt } from './values.ts';

/** Cline: the extensions and the program share these files. Source: its own, of August 2026. */
export const cline: Client = {
  id: 'cline',
  urlForm: 'with-v1',
  streams: 'always',
  places,
  read(sources) {
    const { provider, baseUrl, key, model, speaks, settings } = chosen(sources);
    const [shown = '~/.cline/data/settings/providers.json'] = sources.looked;
    const of = (name: string) => `${settings}.${name} in ${shown}`;
    return {
      baseUrls: baseUrl === undefined ? [] : [baseUrl],
      credentials: key === undefined ? [] : [key],
      models: model === undefined ? [] : [model],
      wire:
        speaks === undefined
          ? { dialects: [], from: provider }
          : { dialects: [speaks.dialect], from: speaks.from },
      ...(speaks === undefined ? {} : { urlForm: speaks.urlForm }),
      missing: {
        urlSetting: of('baseUrl'),
        keySetting: of('apiKey'),
        urlLooked: [shown],
        keyLooked: sources.looked.filter((file) => !file.endsWith('globalState.json')),
      },
      problems: noFiles(sources),
    };
  },
};

function places(machine: ClientMachine): readonly ClientPlace[] {
  const { env, home } = machine;
  const { join, dirname, isAbsolute } = pathRules(machine);
  const moved = (name: string) => {
    const path = env[name];
    return path !== undefined && isAbsolute(path) ? path : undefined;
  };
  const folder = moved('CLINE_DIR');
  const data =
    moved('CLINE_DATA_DIR') ?? (folder && join(folder, 'data')) ?? (home && join(home, '.cline', 'data'));
  const own = moved('CLINE_PROVIDER_SETTINGS_PATH');
  const place = (role: string, path: string, within: string): ClientPlace => {
    return { role, path, format: 'json', trust: 'user', within };
  };
  if (data === undefined) return own === undefined ? [] : [place('providers', own, dirname(own))];
  const within = home !== undefined && data.startsWith(home) ? home : data;
  return [
    own === undefined
      ? place('providers', join(data, 'settings', 'providers.json'), within)
      : place('providers', own, dirname(own)),
    place('state', join(data, 'globalState.json'), within),
    place('login', join(data, 'secrets.json'), within),
  ];
}

/** Older versions keep everything inside of the editor, so nothing is claimed to be missing. */
function noFiles({ files, looked }: ClientSources): readonly ClientProblem[] {
  if (files.length > 0) return [];
  const finding = clientFinding('cline/no-files', { looked });
  return (['url', 'key'] as const).map((about) => ({ about, finding }));
}

interface Speaks {
  readonly dialect: DialectId;
  readonly urlForm: UrlForm;
  readonly from: string;
}

interface Chosen {
  readonly provider: string;
  /** Where its settings stand, as a path in words. */
  readonly settings: string;
  readonly baseUrl: ClientValue | undefined;
  readonly key: ClientCredential | undefined;
  readonly model: ClientValue | undefined;
  readonly speaks: Speaks | undefined;
}

/** The newer file is the only source where it exists; before it, two files shared the settings. */
function chosen({ files }: ClientSources): Chosen {
  const providers = files.find(({ role }) => role === 'providers');
  if (providers !== undefined) return ofProviders(providers);
  const state = files.find(({ role }) => role === 'state');
  return ofState(
    state,
    files.find(({ role }) => role === 'login'),
  );
}

function ofProviders(file: ClientFile): Chosen {
  const provider = textAt(file, ['lastUsedProvider'])?.value ?? '<provider>';
  const path = ['providers', provider, 'settings'];
  const protocol = textAt(file, [...path, 'protocol']);
  const spoken = entryOf(speech, protocol?.value ?? provider);
  return {
    provider,
    settings: path.join('.'),
    baseUrl: textAt(file, [...path, 'baseUrl']),
    key: textAt(file, [...path, 'apiKey']) ?? login(file, [...path, 'auth']),
    model: textAt(file, [...path, 'model']),
    speaks: spoken && { ...spoken, from: protocol?.origin.name ?? `the provider ${provider}` },
  };
}

/** A login is named and not opened. */
function login(file: ClientFile, path: readonly string[]): ClientCredential | undefined {
  if (!isObject(at(file.data, path))) return undefined;
  const origin = originAt(file, path);
  return { origin: { ...origin, name: `the login in ${origin.name}, which is not opened` }, setting: 'auth' };
}

/** Formats by protocol and by the providers that a gateway is set up as. Of others nothing is claimed. */
const speech: Readonly<Record<string, Omit<Speaks, 'from'>>> = {
  anthropic: { dialect: 'messages', urlForm: 'root' },
  openai: { dialect: 'chat', urlForm: 'with-v1' },
  litellm: { dialect: 'chat', urlForm: 'with-v1' },
  'openai-chat': { dialect: 'chat', urlForm: 'with-v1' },
  'openai-responses': { dialect: 'responses', urlForm: 'with-v1' },
};

/** The older names of base URL, key and model. Plan and act may differ: what acts is looked at. */
const olderNames: Readonly<Record<string, readonly [baseUrl: string, key: string, model: string]>> = {
  openai: ['openAiBaseUrl', 'openAiApiKey', 'actModeOpenAiModelId'],
  anthropic: ['anthropicBaseUrl', 'apiKey', 'actModeApiModelId'],
  litellm: ['liteLlmBaseUrl', 'liteLlmApiKey', ''],
};

function ofState(state: ClientFile | undefined, secrets: ClientFile | undefined): Chosen {
  const provider = (state && textAt(state, ['actModeApiProvider'])?.value) ?? '<provider>';
  const [baseUrl, key, model] = entryOf(olderNames, provider) ?? [];
  const spoken = entryOf(speech, provider);
  const found = (file: ClientFile | undefined, name: string | undefined) =>
    file === undefined || name === undefined ? undefined : textAt(file, [name]);
  return {
    provider,
    settings: `providers.${provider}.settings`,
    baseUrl: found(state, baseUrl),
    key: stored(secrets, key),
    model: found(state, model),
    speaks: spoken && { ...spoken, from: `the provider ${provider}` },
  };
}

/** Of the store of keys only the names are looked at. */
function stored(file: ClientFile | undefined, name: string | undefined): ClientCredential | undefined {
  const value = name === undefined ? undefined : at(file?.data, [name]);
  if (file === undefined || name === undefined || typeof value !== 'string' || value.trim() === '')
    return undefined;
  const origin = { kind: 'user-file' as const, name: `${name} in ${file.file}, which is not opened` };
  return { origin, setting: `${name} in ${file.file}` };
}
