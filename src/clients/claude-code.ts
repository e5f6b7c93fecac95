import { clientFinding, ofClient } from '../errors/clients/index.ts';
import { pathRules } from '../settings/places.ts';
import type {
  Client,
  ClientCredential,
  ClientMachine,
  ClientPlace,
  ClientProblem,
  ClientSources,
  ClientValue,
} from './client.ts';
import { shadowed } from './shadowed.ts';
import { textsAt, variable } from './values.ts';

/** Claude Code. The order of its settings, credentials and headers: its documentation of settings and of gateways. */
export const claudeCode: Client = {
  id: 'claude-code',
  urlForm: 'root',
  streams: 'always',
  places,
  read(sources) {
    const of = (name: string) => inForce(sources, name);
    const baseUrls = of('ANTHROPIC_BASE_URL');
    const tokens = of('ANTHROPIC_AUTH_TOKEN');
    const keys = of('ANTHROPIC_API_KEY');
    return {
      baseUrls,
      credentials: [...tokens, ...keys, ...notOpened(sources)],
      models: modelsOf(sources),
      wire: { dialects: ['messages'], from: 'it speaks no other format' },
      vendorUrl: 'https://api.anthropic.com',
      missing: {
        urlSetting: 'ANTHROPIC_BASE_URL',
        keySetting: 'ANTHROPIC_AUTH_TOKEN',
        urlLooked: ['env ANTHROPIC_BASE_URL', ...inEnvOf(sources)],
        keyLooked: ['env ANTHROPIC_AUTH_TOKEN', 'env ANTHROPIC_API_KEY', ...inEnvOf(sources)],
      },
      problems: [
        ...providerFlags(sources),
        ...twoCredentials([tokens[0], keys[0]]),
        ...shadowed('claude-code', {
          ANTHROPIC_BASE_URL: baseUrls,
          ANTHROPIC_AUTH_TOKEN: tokens,
          ANTHROPIC_API_KEY: keys,
        }),
      ],
    };
  },
};

function places(machine: ClientMachine): readonly ClientPlace[] {
  const { env, home, cwd, platform } = machine;
  const { join, dirname, isAbsolute } = pathRules(machine);
  const format = 'json' as const;
  const managed = managedFiles[platform] ?? '/etc/claude-code/managed-settings.json';
  const own = env.CLAUDE_CONFIG_DIR;
  const moved = own !== undefined && isAbsolute(own) ? own : undefined;
  const inProject = ['settings.local.json', 'settings.json'].map((name): ClientPlace => {
    return { role: 'project', path: join(cwd, '.claude', name), format, trust: 'project', within: cwd };
  });
  const folder = moved ?? (home && join(home, '.claude'));
  const within = moved ?? home;
  return [
    { role: 'managed', path: managed, format, trust: 'user', within: dirname(managed), ofSystem: true },
    // In the home folder itself the project's file is the person's own.
    ...(isAbsolute(cwd) && cwd !== home ? inProject : []),
    ...(folder === undefined || within === undefined
      ? []
      : [{ role: 'user', path: join(folder, 'settings.json'), format, trust: 'user' as const, within }]),
  ];
}

const managedFiles: Readonly<Record<string, string>> = {
  darwin: '/Library/Application Support/ClaudeCode/managed-settings.json',
  win32: 'C:\\Program Files\\ClaudeCode\\managed-settings.json',
};

/** The `env` block of a settings file wins over what the shell exports. */
function inForce(sources: ClientSources, name: string): readonly ClientValue[] {
  return [...textsAt(sources, ['env', name]), ...variable(sources, name)];
}

function inEnvOf({ looked }: ClientSources): readonly string[] {
  return looked.slice(-1).map((file) => `the env block of ${file}`);
}

/** A command is not run and a login is not opened: they are named. */
function notOpened(sources: ClientSources): readonly ClientCredential[] {
  const helpers = textsAt(sources, ['apiKeyHelper']).map(({ origin, setting }) => ({
    origin: { ...origin, name: `the command of apiKeyHelper (${origin.name}), which is not run` },
    setting,
  }));
  const logins = inForce(sources, 'CLAUDE_CODE_OAUTH_TOKEN').map(({ origin, setting }) => ({
    origin: { ...origin, name: `the login in CLAUDE_CODE_OAUTH_TOKEN (${origin.name})` },
    setting,
  }));
  return [...helpers, ...logins];
}

const cloudFlags = ['BEDROCK', 'VERTEX', 'FOUNDRY', 'MANTLE'].map((cloud) => `CLAUDE_CODE_USE_${cloud}`);

function providerFlags(sources: ClientSources): readonly ClientProblem[] {
  return cloudFlags.flatMap((flag) => {
    const [first] = inForce(sources, flag);
    if (first === undefined || ['0', 'false', 'no', 'off'].includes(first.value.toLowerCase())) return [];
    const finding = clientFinding('claude-code/provider-flag', { flag, from: first.origin.name });
    return [{ about: 'agreement' as const, finding }];
  });
}

function twoCredentials([token, key]: readonly (ClientValue | undefined)[]): readonly ClientProblem[] {
  if (token === undefined || key === undefined) return [];
  const params = { first: nameOf(token), second: nameOf(key) };
  return [{ about: 'agreement', finding: ofClient('claude-code', 'two-credentials', params) }];
}

function nameOf({ setting, origin }: ClientValue): string {
  return origin.kind === 'env' ? origin.name : setting.replace(/^env\./, '');
}

const modelVariables = [
  'ANTHROPIC_DEFAULT_OPUS_MODEL',
  'ANTHROPIC_DEFAULT_SONNET_MODEL',
  'ANTHROPIC_DEFAULT_HAIKU_MODEL',
  'ANTHROPIC_SMALL_FAST_MODEL',
  'CLAUDE_CODE_SUBAGENT_MODEL',
];

/** `ANTHROPIC_MODEL` beats the setting `model`. What Claude Code resolves by itself is no id of the gateway. */
function modelsOf(sources: ClientSources): readonly ClientValue[] {
  const [main] = [...inForce(sources, 'ANTHROPIC_MODEL'), ...textsAt(sources, ['model'])];
  const others = modelVariables.flatMap((name) => inForce(sources, name).slice(0, 1));
  return [...(main === undefined ? [] : [main]), ...others]
    .map((model) => ({ ...model, value: model.value.replace(/\[1m\]$/i, '') }))
    .filter(({ value }) => !aliases.has(value.toLowerCase()));
}

const aliases = new Set(['default', 'best', 'opus', 'sonnet', 'haiku', 'opusplan', 'inherit']);
