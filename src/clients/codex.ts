import { ofClient } from '../errors/clients/index.ts';
import { pathRules } from '../settings/places.ts';
import type {
  Client,
  ClientCredential,
  ClientFile,
  ClientMachine,
  ClientPlace,
  ClientProblem,
  ClientReading,
  ClientSources,
} from './client.ts';
import { codexProblem, configProblems, projectProblems } from './codex-problems.ts';
import { at, isObject, originAt, textAt, variable } from './values.ts';

/** Codex: the program, the app and the editor extension share one home. Source: its configuration schema and documentation. */
export const codex: Client = {
  id: 'codex',
  urlForm: 'with-v1',
  streams: 'always',
  places,
  read(sources) {
    const config = sources.files.find(({ role }) => role === 'config');
    const chosen = config && textAt(config, ['model_provider']);
    const id = chosen?.value ?? builtIn;
    const [shownConfig = '~/.codex/config.toml'] = sources.looked;
    const provider = providerOf(id, config, sources);
    return {
      ...provider,
      models: config === undefined ? [] : [textAt(config, ['model'])].flatMap((model) => model ?? []),
      wire: { dialects: ['responses'], from: 'it speaks no other format' },
      vendorUrl: 'https://api.openai.com/v1',
      missing: {
        urlSetting:
          id === builtIn
            ? `openai_base_url in ${shownConfig}`
            : `model_providers.${id}.base_url in ${shownConfig}`,
        keySetting: provider.keyVariable ?? 'the stored login of Codex',
        urlLooked: [shownConfig],
        keyLooked: [shownConfig, ...(id === builtIn ? ['the stored login'] : [])],
      },
      problems: [
        ...provider.problems,
        ...(config === undefined ? [] : configProblems(config, chosen, id)),
        ...projectProblems(sources),
        ...variable(sources, 'OPENAI_BASE_URL').map(() =>
          codexProblem('agreement', 'codex/base-variable-ignored', {}),
        ),
      ],
    };
  },
};

/** The provider without a table of its own: OpenAI. */
const builtIn = 'openai';

function places(machine: ClientMachine): readonly ClientPlace[] {
  const { env, home, projectFolders } = machine;
  const { join, isAbsolute } = pathRules(machine);
  const moved = env.CODEX_HOME !== undefined && isAbsolute(env.CODEX_HOME) ? env.CODEX_HOME : undefined;
  const folder = moved ?? (home && join(home, '.codex'));
  const within = moved ?? home;
  const root = projectFolders.at(-1);
  const projects = projectFolders.map((one): ClientPlace => {
    const path = join(one, '.codex', 'config.toml');
    return { role: 'project', path, format: 'toml', trust: 'project', within: root ?? one };
  });
  if (folder === undefined || within === undefined) return projects;
  return [
    { role: 'config', path: join(folder, 'config.toml'), format: 'toml', trust: 'user', within },
    { role: 'login', path: join(folder, 'auth.json'), format: 'json', trust: 'user', within },
    ...projects,
  ];
}

type Provider = Pick<ClientReading, 'baseUrls' | 'credentials' | 'problems'> & {
  readonly keyVariable?: string | undefined;
};

function providerOf(id: string, config: ClientFile | undefined, sources: ClientSources): Provider {
  if (config === undefined) return { baseUrls: [], credentials: login(sources), problems: [] };
  if (id === builtIn) {
    const baseUrl = textAt(config, ['openai_base_url']);
    return { baseUrls: baseUrl === undefined ? [] : [baseUrl], credentials: login(sources), problems: [] };
  }
  const path = ['model_providers', id];
  const baseUrl = textAt(config, [...path, 'base_url']);
  const envKey = textAt(config, [...path, 'env_key']);
  const bearer = textAt(config, [...path, 'experimental_bearer_token']);
  const problems: ClientProblem[] = [];
  if (at(config.data, [...path, 'requires_openai_auth']) === true) {
    const from = originAt(config, [...path, 'requires_openai_auth']).name;
    problems.push(codexProblem('key', 'codex/openai-login-on-gateway', { from }));
  }
  const named = envKey === undefined ? [] : variable(sources, envKey.value);
  if (envKey !== undefined && named.length === 0) {
    const params = { from: envKey.origin.name, variable: envKey.value };
    problems.push({ about: 'key', finding: ofClient('codex', 'variable-unset', params) });
  }
  const credentials = [...named, ...(bearer === undefined ? [] : [bearer]), ...fromCommand(config, path)];
  if (baseUrl !== undefined && credentials.length === 0 && problems.length === 0) {
    const params = { from: baseUrl.origin.name, provider: id, file: config.file };
    problems.push(codexProblem('key', 'codex/no-key-variable', params));
  }
  return {
    baseUrls: baseUrl === undefined ? [] : [baseUrl],
    credentials,
    problems,
    keyVariable: envKey?.value,
  };
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

/** Of the stored login only the names of its fields are looked at. */
function login({ files }: ClientSources): readonly ClientCredential[] {
  const file = files.find(({ role }) => role === 'login');
  const field = ['OPENAI_API_KEY', 'tokens'].find((name) => {
    const value = at(file?.data, [name]);
    return value !== undefined && value !== null && value !== '';
  });
  if (file === undefined || field === undefined) return [];
  const name = `the stored login (${file.file}), which is not opened`;
  return [{ origin: { kind: 'user-file', name }, setting: 'codex login' }];
}
