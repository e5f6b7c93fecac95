import { pathRules } from '../settings/places.ts';
import type {
  Client,
  ClientFile,
  ClientMachine,
  ClientPlace,
  ClientReading,
  ClientSources,
  ClientValue,
} from './client.ts';
import { codexKeys, login } from './codex-keys.ts';
import { codexProblem, configProblems, projectProblems } from './codex-problems.ts';
import { textAt, variable } from './values.ts';

/** Codex: the program, the app and the editor extension share one home. Source: its configuration schema and documentation. */
export const codex: Client = {
  id: 'codex',
  urlForm: 'with-v1',
  streams: 'always',
  places,
  read(sources) {
    const config = sources.files.find(({ role }) => role === 'config');
    const chosen = config && topOf(config, 'model_provider');
    const id = chosen?.value ?? builtIn;
    const [shownConfig = '~/.codex/config.toml'] = sources.looked;
    const provider = providerOf(id, config, sources);
    return {
      ...provider,
      models: config === undefined ? [] : [topOf(config, 'model')].flatMap((model) => model ?? []),
      wire: { dialects: ['responses'], from: 'it speaks no other format' },
      vendorUrl: 'https://api.openai.com/v1',
      missing: {
        urlSetting:
          id === builtIn
            ? `openai_base_url in ${shownConfig}`
            : `model_providers.${id}.base_url in ${shownConfig}`,
        keySetting:
          provider.keyVariable ?? `OPENAI_API_KEY in ${shownConfig.replace(/config\.toml$/, 'auth.json')}`,
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

/** A setting of the whole file. In the old form, which older versions still read, a chosen profile comes first. */
function topOf(config: ClientFile, name: string): ClientValue | undefined {
  const profile = textAt(config, ['profile'])?.value;
  const ofProfile = profile === undefined ? undefined : textAt(config, ['profiles', profile, name]);
  return ofProfile ?? textAt(config, [name]);
}

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

/** What the built-in provider is asked with. How the variable ranks is not documented, so it is named and not tested. */
function accountKeys(sources: ClientSources): ClientReading['credentials'] {
  const variables = variable(sources, 'CODEX_API_KEY').map(({ origin, setting }) => ({
    origin: { ...origin, name: `${origin.name}, which is not documented` },
    setting,
  }));
  return [...login(sources), ...variables];
}

type Provider = Pick<ClientReading, 'baseUrls' | 'credentials' | 'problems' | 'secrets'> & {
  readonly keyVariable?: string | undefined;
};

function providerOf(id: string, config: ClientFile | undefined, sources: ClientSources): Provider {
  if (config === undefined || id === builtIn) {
    const baseUrl = config && textAt(config, ['openai_base_url']);
    return {
      baseUrls: baseUrl === undefined ? [] : [baseUrl],
      credentials: accountKeys(sources),
      problems: [],
    };
  }
  const baseUrl = textAt(config, ['model_providers', id, 'base_url']);
  return { baseUrls: baseUrl === undefined ? [] : [baseUrl], ...codexKeys(id, config, sources, baseUrl) };
}
