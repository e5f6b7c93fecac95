import type { LocalEntry } from '../entry.ts';

const common = {
  owner: 'you',
  retry: 'after-fix',
  verify: 'nexus doctor --for codex',
  source: {
    kind: 'inferred',
    from: 'the loader of the settings in the source of Codex, and openai/codex#24051',
  },
} as const;

const ofCodexOwn = '~/.codex/config.toml';

/** Which of its files Codex follows: the person’s own, a profile, one of the project; or none that leads to a gateway. */
export const codexFileErrors = {
  'codex/no-provider': {
    ...common,
    title: 'Codex is not set to use a gateway',
    meaning:
      'Without a provider of its own every request goes to OpenAI, and so would a key that you store for Codex now.',
    severity: 'error',
    causes: [
      'Codex is not set up for the gateway yet',
      'the address was exported as OPENAI_BASE_URL, which Codex no longer reads',
    ],
    fixes: [
      {
        kind: 'do',
        what: `add to {file|${ofCodexOwn}}: model_provider = "gateway" above the first table, and a table [model_providers.gateway] with name = "Gateway", base_url = "{right|<the base URL of the gateway with /v1 at its end>}" and env_key = "{keyVariable}"`,
        why: 'then requests, and the key, go to the gateway',
      },
      { kind: 'set', setting: '{keyVariable}', to: '<your {providerName} key>', why: 'env_key names it' },
    ],
    summary: ({ file, ignored }: { file: string; right: string; ignored?: string }) =>
      `${file} sets neither model_provider nor openai_base_url${ignored === undefined ? '' : `; ${ignored} is set, and Codex does not read it`}`,
  },
  'codex/legacy-profile': {
    ...common,
    title: 'Codex does not start with a profile in config.toml',
    meaning:
      'Since version 0.134 a profile is a file of its own, chosen on the command line. With the older form Codex ends at once.',
    severity: 'error',
    causes: ['the file was written for an older version'],
    fixes: [
      {
        kind: 'do',
        what: `move what [profiles.{profile|<name>}] sets from {from|${ofCodexOwn}} to a file {to|~/.codex/<name>.config.toml}, without a table’s name above it, and remove profile and that table`,
        why: 'codex --profile {profile|<name>} reads that file',
      },
    ],
    names: ['config is no longer supported; use `--profile'],
    summary: ({ from, profile }: { from: string; profile: string; to: string }) =>
      `${from} has the profile ${profile} in the older form`,
  },
  'codex/profile-table': {
    ...common,
    title: 'Codex no longer reads profiles in config.toml',
    meaning:
      'Since version 0.134 such a table has no effect, and codex --profile with its name ends at once. Nothing of it was looked at.',
    severity: 'warning',
    causes: ['the file was written for an older version'],
    fixes: [
      {
        kind: 'do',
        what: `move each profile from {from|${ofCodexOwn}} to a file ~/.codex/<name>.config.toml, without a table’s name above it, or remove it`,
        why: 'codex --profile <name> reads that file',
      },
    ],
    summary: ({ from }: { from: string }) => `${from} has profiles in the older form`,
  },
  'codex/profile-looked-at': {
    ...common,
    title: 'What was tested is a profile of Codex: without it Codex goes to OpenAI',
    meaning:
      'config.toml alone leads to no gateway, so the one profile that does was tested. Codex uses it only with its flag.',
    severity: 'hint',
    causes: ['the gateway is set up in a profile'],
    fixes: [{ kind: 'do', what: 'start codex --profile {profile|<name>}', why: 'that is what was tested' }],
    summary: ({ profile, from }: { profile: string; from: string }) =>
      `tested is codex --profile ${profile} (${from}); codex alone goes to OpenAI`,
  },
  'codex/profile-not-looked-at': {
    ...common,
    title: 'Codex has profiles that were not looked at',
    meaning: 'What was tested is codex without --profile. A profile may change provider, model and key.',
    severity: 'hint',
    causes: ['a profile counts only where it is named on the command line'],
    fixes: [
      {
        kind: 'do',
        what: 'run nexus doctor --base-url <its base_url> --key-file <a file with its key> to test one',
        why: 'its gateway and its key are then looked at',
      },
    ],
    summary: ({ profiles }: { profiles: readonly string[] }) =>
      `not looked at: ${profiles.map((name) => `codex --profile ${name}`).join(', ')}`,
  },
  'codex/several-profiles': {
    ...common,
    title: 'Several profiles of Codex lead to a gateway',
    meaning: 'Which one is used is said on the command line of Codex, so none of them was tested.',
    severity: 'warning',
    causes: ['the gateway is set up in a profile, and there is more than one'],
    fixes: [
      {
        kind: 'do',
        what: 'put model_provider of the one that you use above the first table of {file|~/.codex/config.toml}, or test one by itself with nexus doctor --base-url <its base_url> --key-file <a file with its key>',
        why: 'codex then uses it without a flag, and it can be tested',
      },
    ],
    summary: ({ profiles }: { profiles: readonly string[]; file: string }) =>
      `config.toml leads to OpenAI, and the profiles ${profiles.join(', ')} lead elsewhere`,
  },
  'codex/project-not-trusted': {
    ...common,
    title: 'A file of this folder names a model for Codex',
    meaning:
      'Codex follows it as soon as you trust the folder. It does not yet, so the model of your own file was looked at.',
    severity: 'hint',
    causes: ['the project has settings for Codex'],
    fixes: [
      {
        kind: 'do',
        what: 'look at {from|the file} before you trust the folder',
        why: 'its model counts then',
      },
    ],
    summary: ({ from, model }: { from: string; model: string }) => `${from} names ${model}`,
  },
} as const satisfies Record<`codex/${string}`, LocalEntry<never>>;
