import type { DialectId } from '../providers/profile.ts';
import type {
  ClientCredential,
  ClientFile,
  ClientSources,
  ClientValue,
  ClientWire,
  UrlForm,
} from './client.ts';
import { at, entryOf, isObject, originAt, textAt } from './values.ts';

interface Speaks {
  readonly dialect: DialectId;
  readonly urlForm: UrlForm;
  readonly from: string;
}

/** What one provider of Cline comes to. */
export interface Chosen {
  readonly provider: string;
  /** Where its settings stand, as a path in words. */
  readonly settings: string;
  readonly baseUrl: ClientValue | undefined;
  readonly key: ClientCredential | undefined;
  readonly model: ClientValue | undefined;
  readonly speaks: Speaks | undefined;
  /** Where another format is chosen. */
  readonly choice: ClientWire['choice'];
}

/** Formats by protocol and by the providers that a gateway is set up as. Of others nothing is claimed. */
const speech: Readonly<Record<string, Omit<Speaks, 'from'>>> = {
  anthropic: { dialect: 'messages', urlForm: 'root' },
  openai: { dialect: 'chat', urlForm: 'with-v1' },
  'openai-compatible': { dialect: 'chat', urlForm: 'with-v1' },
  litellm: { dialect: 'chat', urlForm: 'with-v1' },
  'openai-chat': { dialect: 'chat', urlForm: 'with-v1' },
  'openai-responses': { dialect: 'responses', urlForm: 'with-v1' },
};

/** The provider that was used last, of the newer file. */
export function ofProviders(file: ClientFile): Chosen {
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
    choice: {
      setting: `${path.join('.')}.protocol in ${file.file}`,
      values: { responses: '"openai-responses"' },
    },
  };
}

/** A login is named and not opened. */
function login(file: ClientFile, path: readonly string[]): ClientCredential | undefined {
  if (!isObject(at(file.data, path))) return undefined;
  const origin = originAt(file, path);
  return { origin: { ...origin, name: `the login in ${origin.name}, which is not opened` }, setting: 'auth' };
}

/** The older names of base URL, key and model; that of the mode stands before the model. */
const olderNames: Readonly<Record<string, readonly [baseUrl: string, key: string, model: string]>> = {
  openai: ['openAiBaseUrl', 'openAiApiKey', 'OpenAiModelId'],
  anthropic: ['anthropicBaseUrl', 'apiKey', 'ApiModelId'],
  litellm: ['liteLlmBaseUrl', 'liteLlmApiKey', 'LiteLlmModelId'],
};

/** What one mode uses of the two files that the editor extension shares. */
export function ofMode(mode: 'act' | 'plan', { files }: Pick<ClientSources, 'files'>): Chosen {
  const state = files.find(({ role }) => role === 'state');
  const named = state && textAt(state, [`${mode}ModeApiProvider`])?.value;
  const provider = named === undefined ? '<provider>' : olderName(named);
  const [baseUrl, key, model] = entryOf(olderNames, provider) ?? [];
  const spoken = entryOf(speech, provider);
  const found = (name: string | undefined) =>
    state === undefined || name === undefined ? undefined : textAt(state, [name]);
  return {
    provider,
    settings: `providers.${provider}.settings`,
    baseUrl: found(baseUrl),
    key: stored(
      files.find(({ role }) => role === 'login'),
      key,
    ),
    model: found(model && `${mode}Mode${model}`),
    speaks: spoken && { ...spoken, from: `the provider ${provider}` },
    choice: {
      setting: `the API provider of ${mode} mode in the settings of Cline`,
      values: { messages: 'Anthropic, with the root of the gateway as its base URL' },
    },
  };
}

/** The extension and the program spell one provider differently. Source: `toLegacyApiProvider` of Cline. */
export function olderName(provider: string): string {
  return provider === 'openai-compatible' ? 'openai' : provider;
}

/** Of the store of keys only the names are looked at. */
function stored(file: ClientFile | undefined, name: string | undefined): ClientCredential | undefined {
  const value = name === undefined ? undefined : at(file?.data, [name]);
  if (file === undefined || name === undefined || typeof value !== 'string' || value.trim() === '')
    return undefined;
  const origin = { kind: 'user-file' as const, name: `${name} in ${file.file}, which is not opened` };
  return { origin, setting: `${name} in ${file.file}` };
}
