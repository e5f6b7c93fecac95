import { clientFinding, ofClient } from '../errors/clients/index.ts';
import { keyHeaderOf } from '../providers/key-header.ts';
import { pathRules } from '../settings/places.ts';
import { claudeCodeProxy } from './claude-code-proxy.ts';
import type {
  Client,
  ClientAddition,
  ClientCredential,
  ClientMachine,
  ClientPlace,
  ClientProblem,
  ClientSources,
  ClientValue,
} from './client.ts';
import { sentIn } from './header-credentials.ts';
import { removable } from './removable.ts';
import { shadowed } from './shadowed.ts';
import { at, originAt, textsAt, variable } from './values.ts';

/** Claude Code. The order of its settings, credentials and headers: its documentation of settings and of gateways. */
export const claudeCode: Client = {
  id: 'claude-code',
  urlForm: 'root',
  streams: 'always',
  places,
  read(sources) {
    const of = (name: string) => inForce(sources, name);
    const baseUrls = of('ANTHROPIC_BASE_URL');
    const tokens = sentIn(of('ANTHROPIC_AUTH_TOKEN'), 'authorization');
    const keys = sentIn(of('ANTHROPIC_API_KEY'), 'x-api-key');
    const headers = customHeaders(sources);
    const helpers = helpersOf(sources);
    const logins = of('CLAUDE_CODE_OAUTH_TOKEN').map(asLogin);
    const credentials = [...headers, ...tokens, ...keys, ...helpers, ...logins];
    return {
      baseUrls,
      credentials,
      beside: ofPerson(tokens) === undefined ? undefined : ofPerson(keys),
      models: modelsOf(sources),
      additions: addedHeaders(sources),
      proxy: claudeCodeProxy(of),
      wire: { dialects: ['messages'], from: 'it speaks no other format' },
      vendorUrl: 'https://api.anthropic.com',
      missing: {
        urlSetting: 'ANTHROPIC_BASE_URL',
        keySetting: 'ANTHROPIC_AUTH_TOKEN',
        urlLooked: ['env ANTHROPIC_BASE_URL', ...inEnvOf(sources)],
        keyLooked: [...keyVariables.map((name) => `env ${name}`), ...inEnvOf(sources)],
      },
      problems: [
        ...(baseUrls.length > 0 ? [] : emptied(sources, 'url', ['ANTHROPIC_BASE_URL'])),
        ...(credentials.length > 0 ? [] : emptied(sources, 'key', keyVariables)),
        ...(credentials.length > 0 ? [] : onlyLogin(sources)),
        ...providerFlags(sources),
        ...twoCredentials([tokens, keys, helpers]),
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
      : [
          {
            role: 'user',
            path: join(folder, 'settings.json'),
            format,
            trust: 'user' as const,
            within,
            ofPerson: true as const,
          },
          {
            role: 'login',
            path: join(folder, '.credentials.json'),
            format,
            trust: 'user' as const,
            within,
            staysClosed: true as const,
          },
        ]),
  ];
}

const managedFiles: Readonly<Record<string, string>> = {
  darwin: '/Library/Application Support/ClaudeCode/managed-settings.json',
  win32: 'C:\\Program Files\\ClaudeCode\\managed-settings.json',
};

/** The `env` block of a settings file wins over what the shell exports; an empty text there takes it away. */
function inForce(sources: ClientSources, name: string): readonly ClientValue[] {
  const path = ['env', name];
  const place = emptiedAt(sources, name);
  if (place !== -1) return textsAt({ ...sources, files: sources.files.slice(0, place) }, path);
  return [...textsAt(sources, path), ...variable(sources, name)];
}

/** A stranger's empty text takes nothing away. */
function emptiedAt({ files }: ClientSources, name: string): number {
  return files.findIndex(({ data, trust }) => trust === 'user' && at(data, ['env', name]) === '');
}

/** A variable that the person set and a settings file empties: the cause where it is missed. */
function emptied(
  sources: ClientSources,
  about: 'url' | 'key',
  names: readonly string[],
): readonly ClientProblem[] {
  return names.flatMap((name) => {
    const file = sources.files[emptiedAt(sources, name)];
    if (file === undefined || variable(sources, name).length === 0) return [];
    const from = originAt(file, ['env', name]).name;
    const params = { from, name, what: removable({ from, setting: `env.${name}` }) };
    return [{ about, finding: clientFinding('claude-code/variable-emptied', params) }];
  });
}

function inEnvOf({ ownFile = '~/.claude/settings.json' }: ClientSources): readonly string[] {
  return [`the env block of ${ownFile}`];
}

/** A login that is kept may be all that goes out; what the store holds is not looked at. */
function onlyLogin({ stores }: ClientSources): readonly ClientProblem[] {
  return stores.map((from) => ({ about: 'key', finding: clientFinding('claude-code/only-login', { from }) }));
}

/** A command is not run: it is named. */
function helpersOf(sources: ClientSources): readonly ClientCredential[] {
  return textsAt(sources, ['apiKeyHelper']).map(({ origin, setting }) => {
    const isForeign = origin.kind === 'project-file';
    const name = `the command ${isForeign ? '' : 'of '}apiKeyHelper (${origin.name})`;
    const headers = ['authorization', 'x-api-key'] as const;
    return { origin: { ...origin, name: isForeign ? name : `${name}, which is not run` }, setting, headers };
  });
}

/** A login is not opened: it is named. */
function asLogin({ origin, setting }: ClientValue): ClientCredential {
  const name = `the login in CLAUDE_CODE_OAUTH_TOKEN (${origin.name})`;
  return { origin: { ...origin, name }, setting, headers: ['authorization'] };
}

/** A key among the headers that the person adds. How it stands to the other credentials is not documented. */
function customHeaders(sources: ClientSources): readonly ClientCredential[] {
  return inForce(sources, 'ANTHROPIC_CUSTOM_HEADERS').flatMap(({ value, origin, setting }) => {
    return headerNames(value.split(/\r?\n|\\n/)).flatMap((one) => {
      const header = keyHeaderOf(one);
      if (header === undefined) return [];
      const name = `the header ${one} (${origin.name}), which is not opened`;
      return [{ origin: { ...origin, name }, setting, headers: [header] }];
    });
  });
}

/** The other headers that the person adds. A line without a colon has no name. */
function addedHeaders(sources: ClientSources): readonly ClientAddition[] {
  return inForce(sources, 'ANTHROPIC_CUSTOM_HEADERS')
    .slice(0, 1)
    .flatMap(({ value, origin }) =>
      headerNames(value.split(/\r?\n|\\n/).filter((line) => line.includes(':')))
        .filter((name) => name !== '' && keyHeaderOf(name) === undefined)
        .map((name) => ({ kind: 'header' as const, name, from: origin.name })),
    );
}

function headerNames(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.split(':', 1)[0]?.trim() ?? '');
}

const keyVariables = ['ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_API_KEY'];

const cloudFlags = ['BEDROCK', 'VERTEX', 'FOUNDRY', 'MANTLE'].map((cloud) => `CLAUDE_CODE_USE_${cloud}`);

function providerFlags(sources: ClientSources): readonly ClientProblem[] {
  return cloudFlags.flatMap((flag) => {
    const [first] = inForce(sources, flag);
    if (first === undefined || ['0', 'false', 'no', 'off'].includes(first.value.toLowerCase())) return [];
    const from = first.origin.name;
    const what = removable({ from, setting: first.setting });
    const finding = clientFinding('claude-code/provider-flag', { flag, from, what });
    return [{ about: 'agreement' as const, finding }];
  });
}

function ofPerson<One extends ClientCredential>(credentials: readonly One[]): One | undefined {
  return credentials.find(({ origin }) => origin.kind !== 'project-file');
}

/** A stranger's credential is left out: nobody is told to give way to it. */
function twoCredentials(kinds: readonly (readonly ClientCredential[])[]): readonly ClientProblem[] {
  const [first, second] = kinds.flatMap((ofKind) => ofPerson(ofKind) ?? []);
  if (first === undefined || second === undefined) return [];
  const params = { first: nameOf(first), second: nameOf(second) };
  return [{ about: 'agreement', finding: ofClient('claude-code', 'two-credentials', params) }];
}

function nameOf({ setting, origin }: ClientCredential): string {
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
