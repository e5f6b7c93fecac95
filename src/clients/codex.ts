import { pathRules } from '../settings/places.ts';
import type {
  Client,
  ClientMachine,
  ClientPlace,
  ClientReading,
  ClientSources,
  ClientValue,
} from './client.ts';
import { codexKeys, login } from './codex-keys.ts';
import { type Layers, textOf } from './codex-layers.ts';
import { codexProblem, configProblems, noProvider } from './codex-problems.ts';
import { chosenLayers } from './codex-profiles.ts';
import { ofProject } from './codex-project.ts';
import { variable } from './values.ts';

/** Codex: the program, the app and the editor extension share one home. Source: its configuration schema and documentation. */
export const codex: Client = {
  id: 'codex',
  urlForm: 'with-v1',
  streams: 'always',
  places,
  read(sources) {
    const { layers, problems } = chosenLayers(sources);
    const chosen = topOf(layers, 'model_provider');
    const id = chosen?.value ?? builtIn;
    const { ownFile: shownConfig = '~/.codex/config.toml' } = sources;
    const provider = providerOf(id, layers, sources);
    const project = ofProject(sources, layers);
    // Where one of several profiles chooses a provider, it is not said that none does.
    const isOpen = problems.some(({ about }) => about === 'url');
    const ofConfig = isOpen ? [] : configProblems(layers, chosen, id);
    const [exported] = variable(sources, 'OPENAI_BASE_URL');
    const unread = layers.length === 0 ? ['config', 'profile'] : ['config'];
    const isClosed = sources.closed.some((role) => unread.includes(role));
    const isKnown = isOpen || isClosed || ofConfig.some(({ about }) => about === 'url');
    const leadsNowhere = id === builtIn && provider.baseUrls.length === 0 && !isKnown;
    return {
      ...provider,
      models: [...project.models, ...[topOf(layers, 'model')].flatMap((model) => model ?? [])].slice(0, 1),
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
        ...ofConfig,
        ...problems,
        ...project.problems,
        ...(exported === undefined || leadsNowhere
          ? []
          : [
              codexProblem('agreement', 'codex/base-variable-ignored', {
                isGiven: provider.baseUrls.length > 0,
              }),
            ]),
      ],
      ...(leadsNowhere ? { leadsNowhere: (right) => noProvider(shownConfig, exported, right) } : {}),
    };
  },
};

/** A setting of the whole file. In the old form, which older versions still read, a chosen profile comes first. */
function topOf(layers: Layers, name: string): ClientValue | undefined {
  const profile = textOf(layers, ['profile'])?.value;
  const ofProfile = profile === undefined ? undefined : textOf(layers, ['profiles', profile, name]);
  return ofProfile ?? textOf(layers, [name]);
}

/** The provider without a table of its own: OpenAI. */
const builtIn = 'openai';

/** Codex alone reads none of them, so one that is broken is told only where there is nothing else. */
const profile = {
  role: 'profile',
  ending: '.config.toml',
  format: 'toml',
  trust: 'user',
  aside: 'behind-config',
} as const;

function places(machine: ClientMachine): readonly ClientPlace[] {
  const { env, home, projectFolders, repository } = machine;
  const { join, isAbsolute } = pathRules(machine);
  const moved = env.CODEX_HOME !== undefined && isAbsolute(env.CODEX_HOME) ? env.CODEX_HOME : undefined;
  const folder = moved ?? (home && join(home, '.codex'));
  const within = moved ?? home;
  const root = projectFolders.at(-1);
  // Outside of a repository the current folder is the whole project.
  const inProject = repository === undefined ? projectFolders.slice(0, 1) : projectFolders;
  const projects = inProject.map((one): ClientPlace => {
    const path = join(one, '.codex', 'config.toml');
    return { role: 'project', path, format: 'toml', trust: 'project', within: root ?? one };
  });
  if (folder === undefined || within === undefined) return projects;
  return [
    {
      role: 'config',
      path: join(folder, 'config.toml'),
      format: 'toml',
      trust: 'user',
      within,
      ofPerson: true,
    },
    { ...profile, path: folder, within },
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

type Provider = Pick<ClientReading, 'baseUrls' | 'credentials' | 'problems' | 'secrets' | 'additions'> & {
  readonly keyVariable?: string | undefined;
};

function providerOf(id: string, layers: Layers, sources: ClientSources): Provider {
  if (id === builtIn) {
    const baseUrl = textOf(layers, ['openai_base_url']);
    return {
      baseUrls: baseUrl === undefined ? [] : [baseUrl],
      credentials: accountKeys(sources),
      problems: [],
    };
  }
  const baseUrl = textOf(layers, ['model_providers', id, 'base_url']);
  return { baseUrls: baseUrl === undefined ? [] : [baseUrl], ...codexKeys(id, layers, sources, baseUrl) };
}
