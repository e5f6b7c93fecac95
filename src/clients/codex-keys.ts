import { ofClient } from '../errors/clients/index.ts';
import type {
  ClientCredential,
  ClientFile,
  ClientProblem,
  ClientReading,
  ClientSources,
  ClientValue,
} from './client.ts';
import { codexProblem } from './codex-problems.ts';
import { headerCredentials } from './header-credentials.ts';
import { at, isObject, originAt, textAt, variable } from './values.ts';
import { isVariableName } from './variable-name.ts';

type Keys = Pick<ClientReading, 'credentials' | 'problems' | 'secrets'> & {
  readonly keyVariable?: string | undefined;
};

/** What a provider of its own sends as its key. Source: the fields of a provider in the source of Codex. */
export function codexKeys(
  id: string,
  config: ClientFile,
  sources: ClientSources,
  baseUrl: ClientValue | undefined,
): Keys {
  const path = ['model_providers', id];
  const envKey = textAt(config, [...path, 'env_key']);
  const bearer = textAt(config, [...path, 'experimental_bearer_token']);
  const named = envKey === undefined ? [] : variable(sources, envKey.value);
  const asksLogin = at(config.data, [...path, 'requires_openai_auth']) === true;
  const credentials: readonly ClientCredential[] = [
    ...headerCredentials(config, [...path, 'http_headers']),
    ...headerCredentials(config, [...path, 'env_http_headers'], sources.env),
    ...named,
    ...(bearer === undefined ? [] : [bearer]),
    ...fromCommand(config, path),
    // A key that was stored by hand may be the gateway's own; the login of an account never is.
    ...(asksLogin ? login(sources).filter(({ setting }) => setting === 'OPENAI_API_KEY') : []),
  ];
  if (envKey !== undefined && named.length === 0 && !isVariableName(envKey.value)) {
    const finding = ofClient('codex', 'not-a-variable', {
      from: envKey.origin.name,
      setting: envKey.setting,
      form: 'the name of a variable, in quotation marks',
    });
    return { credentials, problems: [{ about: 'key', finding }], secrets: [envKey.value] };
  }
  return {
    credentials,
    problems: keyProblems({ id, config, envKey, baseUrl, asksLogin, credentials, isSet: named.length > 0 }),
    keyVariable: envKey?.value,
  };
}

interface Found {
  readonly id: string;
  readonly config: ClientFile;
  readonly envKey: ClientValue | undefined;
  readonly baseUrl: ClientValue | undefined;
  readonly asksLogin: boolean;
  readonly credentials: readonly ClientCredential[];
  readonly isSet: boolean;
}

function keyProblems(found: Found): readonly ClientProblem[] {
  const { id, config, envKey, baseUrl, asksLogin, credentials, isSet } = found;
  if (asksLogin) {
    const path = ['model_providers', id, 'requires_openai_auth'];
    const from = originAt(config, path).name;
    if (credentials.length === 0) return [codexProblem('key', 'codex/openai-login-on-gateway', { from })];
    // Which of the two goes out is not documented.
    if (isSet) return [codexProblem('agreement', 'codex/login-beside-key', { from })];
  }
  if (envKey !== undefined && !isSet && credentials.length === 0) {
    const params = { from: envKey.origin.name, variable: envKey.value };
    return [{ about: 'key', finding: ofClient('codex', 'variable-unset', params) }];
  }
  if (baseUrl !== undefined && credentials.length === 0) {
    const params = { from: baseUrl.origin.name, provider: id, file: config.file };
    return [codexProblem('key', 'codex/no-key-variable', params)];
  }
  return [];
}

function fromCommand(config: ClientFile, path: readonly string[]): readonly ClientCredential[] {
  if (!isObject(at(config.data, [...path, 'auth']))) return [];
  const origin = originAt(config, [...path, 'auth']);
  return [
    {
      origin: { ...origin, name: `the command of auth (${origin.name}), which is not run` },
      setting: 'auth',
    },
  ];
}

/** What `codex login` keeps: only the names of its fields are looked at. */
export function login({ files }: ClientSources): readonly ClientCredential[] {
  const file = files.find(({ role }) => role === 'login');
  const field = ['OPENAI_API_KEY', 'tokens'].find((name) => {
    const value = at(file?.data, [name]);
    return value !== undefined && value !== null && value !== '';
  });
  if (file === undefined || field === undefined) return [];
  const name = `the stored login (${file.file}), which is not opened`;
  return [{ origin: { kind: 'user-file', name }, setting: field }];
}
