import { ofClient } from '../errors/clients/index.ts';
import { additionsAt } from './additions.ts';
import type { ClientCredential, ClientProblem, ClientReading, ClientSources, ClientValue } from './client.ts';
import { dataOf, type Layers, originOf, textOf } from './codex-layers.ts';
import { codexProblem } from './codex-problems.ts';
import { headerCredentials } from './header-credentials.ts';
import { at, isObject, variable } from './values.ts';
import { isVariableName } from './variable-name.ts';

type Keys = Pick<ClientReading, 'credentials' | 'problems' | 'secrets' | 'additions'> & {
  readonly keyVariable?: string | undefined;
};

/** What a provider of its own sends as its key. Source: the fields of a provider in the source of Codex. */
export function codexKeys(
  id: string,
  layers: Layers,
  sources: ClientSources,
  baseUrl: ClientValue | undefined,
): Keys {
  const path = ['model_providers', id];
  const envKey = textOf(layers, [...path, 'env_key']);
  const bearer = textOf(layers, [...path, 'experimental_bearer_token']);
  const named = envKey === undefined ? [] : variable(sources, envKey.value);
  const asksLogin = dataOf(layers, [...path, 'requires_openai_auth']) === true;
  const credentials: readonly ClientCredential[] = [
    ...layers.flatMap((file) => headerCredentials(file, [...path, 'http_headers'])),
    ...layers.flatMap((file) => headerCredentials(file, [...path, 'env_http_headers'], sources.env)),
    ...named,
    ...(bearer === undefined ? [] : [bearer]),
    ...fromCommand(layers, path),
    // A key that was stored by hand may be the gateway's own; the login of an account never is.
    ...(asksLogin ? login(sources).filter(({ setting }) => setting === 'OPENAI_API_KEY') : []),
  ];
  const additions = layers.flatMap((file) => [
    ...additionsAt(file, [...path, 'http_headers'], 'header'),
    ...additionsAt(file, [...path, 'env_http_headers'], 'header', sources.env),
    ...additionsAt(file, [...path, 'query_params'], 'query-parameter'),
  ]);
  if (envKey !== undefined && named.length === 0 && !isVariableName(envKey.value)) {
    const finding = ofClient('codex', 'not-a-variable', {
      from: envKey.origin.name,
      setting: envKey.setting,
      form: 'the name of a variable, in quotation marks',
    });
    return { credentials, additions, problems: [{ about: 'key', finding }], secrets: [envKey.value] };
  }
  return {
    credentials,
    additions,
    problems: keyProblems({ id, layers, envKey, baseUrl, asksLogin, credentials, isSet: named.length > 0 }),
    keyVariable: envKey?.value,
  };
}

interface Found {
  readonly id: string;
  readonly layers: Layers;
  readonly envKey: ClientValue | undefined;
  readonly baseUrl: ClientValue | undefined;
  readonly asksLogin: boolean;
  readonly credentials: readonly ClientCredential[];
  readonly isSet: boolean;
}

function keyProblems(found: Found): readonly ClientProblem[] {
  const { id, layers, envKey, baseUrl, asksLogin, credentials, isSet } = found;
  const excluded = besideCommand(id, layers);
  if (excluded.length > 0) return excluded;
  if (asksLogin) {
    const from = originOf(layers, ['model_providers', id, 'requires_openai_auth'])?.name ?? id;
    if (credentials.length === 0) return [codexProblem('key', 'codex/openai-login-on-gateway', { from })];
    // Which of the two goes out is not documented.
    if (isSet) return [codexProblem('agreement', 'codex/login-beside-key', { from })];
  }
  if (envKey !== undefined && !isSet && credentials.length === 0) {
    const params = { from: envKey.origin.name, variable: envKey.value };
    return [{ about: 'key', finding: ofClient('codex', 'variable-unset', params) }];
  }
  if (baseUrl !== undefined && credentials.length === 0) {
    const params = { from: baseUrl.origin.name, provider: id, file: fileOf(baseUrl) };
    return [codexProblem('key', 'codex/no-key-variable', params)];
  }
  return [];
}

/** Source: the check of a provider in the source of Codex: a command for the key excludes these. */
const excludedByCommand = ['env_key', 'experimental_bearer_token', 'requires_openai_auth'];

function besideCommand(id: string, layers: Layers): readonly ClientProblem[] {
  const path = ['model_providers', id];
  const auth = originOf(layers, [...path, 'auth']);
  if (auth === undefined || !isObject(dataOf(layers, [...path, 'auth']))) return [];
  return excludedByCommand.flatMap((name) => {
    const value = dataOf(layers, [...path, name]);
    const from = originOf(layers, [...path, name])?.name;
    if (from === undefined || value === false) return [];
    const setting = [...path, name].join('.');
    return [codexProblem('key', 'codex/auth-beside-key', { from, setting, auth: auth.name })];
  });
}

/** The file of a value, without its line. */
function fileOf({ origin }: ClientValue): string {
  return origin.name.replace(/:\d+$/, '');
}

function fromCommand(layers: Layers, path: readonly string[]): readonly ClientCredential[] {
  const origin = originOf(layers, [...path, 'auth']);
  if (origin === undefined || !isObject(dataOf(layers, [...path, 'auth']))) return [];
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
