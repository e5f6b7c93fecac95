import type { LocalEntry } from '../entry.ts';

const common = {
  owner: 'you',
  retry: 'after-fix',
  verify: 'nexus doctor --for codex',
  source: { kind: 'inferred', from: 'the settings of Codex, as its source and documentation describe them' },
} as const;

type At = { from: string };

/** What only Codex knows. */
export const codexErrors = {
  'codex/wire-api-chat': {
    ...common,
    title: 'Codex does not start with wire_api = "chat"',
    meaning: 'Codex speaks the responses format only, and refuses this setting.',
    severity: 'error',
    causes: ['the block was copied from a guide for an old version'],
    fixes: [
      {
        kind: 'set',
        setting: 'wire_api in {from|~/.codex/config.toml}',
        to: '"responses"',
        why: 'the only format that Codex still speaks',
      },
    ],
    summary: ({ from }: At) => `${from} sets wire_api to "chat"`,
    names: ['`wire_api = "chat"` is no longer supported'],
  },
  'codex/provider-undefined': {
    ...common,
    title: 'Codex is set to a provider that is not defined',
    meaning: 'The chosen name has no table of its own, so there is no base URL to use.',
    severity: 'error',
    causes: ['a typing mistake in the name', 'the table stands in another file'],
    fixes: [
      {
        kind: 'do',
        what: 'add a table [model_providers.{provider|<name>}] with name, base_url and env_key to {file|~/.codex/config.toml}',
        why: 'model_provider names it',
      },
    ],
    summary: ({
      from,
      provider,
      defined,
    }: At & { provider: string; file: string; defined: readonly string[] }) =>
      `${from} names ${provider}; defined: ${defined.join(', ') || 'none'}`,
  },
  'codex/provider-not-chosen': {
    ...common,
    title: 'Codex has a provider for a gateway and does not use it',
    meaning:
      'Without model_provider Codex uses OpenAI, whatever other tables define. What is added with -c on the command line is not seen here.',
    severity: 'error',
    causes: ['the line model_provider is missing', 'it stands below a table and so belongs to that table'],
    fixes: [
      {
        kind: 'set',
        setting: 'model_provider in {file|~/.codex/config.toml}, above the first table,',
        to: '"{provider|<name>}"',
        why: 'chooses the provider',
      },
    ],
    summary: ({ from, provider }: At & { provider: string; file: string }) =>
      `${from} defines ${provider}, and no model_provider chooses it`,
  },
  'codex/provider-unnamed': {
    ...common,
    title: 'Codex does not start with a provider that has no name',
    meaning:
      'Every table below model_providers needs name. Codex ends at once, even where it does not use the provider.',
    severity: 'error',
    causes: ['the line name is missing or empty'],
    fixes: [
      {
        kind: 'do',
        what: 'add name = "{provider|Gateway}" to the table at {from|~/.codex/config.toml}',
        why: 'any text will do',
      },
    ],
    names: ['provider name must not be empty'],
    summary: ({ from, provider }: At & { provider: string }) => `${from} defines ${provider} without a name`,
  },
  'codex/no-key-variable': {
    ...common,
    title: 'The provider of Codex names no variable for its key',
    meaning:
      'env_key is the name of the variable, not the key itself. Without it requests go out without a key.',
    severity: 'error',
    access: true,
    causes: ['the line env_key is missing'],
    fixes: [
      {
        kind: 'set',
        setting: 'model_providers.{provider|<name>}.env_key in {file|~/.codex/config.toml}',
        to: '"{keyVariable}"',
        why: 'Codex takes the key from this variable',
      },
    ],
    summary: ({ from, provider }: At & { provider: string; file: string }) =>
      `${provider} (${from}) has no env_key`,
  },
  'codex/reserved-provider': {
    ...common,
    title: 'Codex has its own provider of this name',
    meaning:
      'The names openai, ollama and lmstudio are taken. A table of that name has no effect or is refused.',
    severity: 'error',
    causes: ['the built-in provider was to be changed'],
    fixes: [
      {
        kind: 'do',
        what: 'give the table in {from|~/.codex/config.toml} another name and set model_provider to it',
        why: 'then it counts',
      },
    ],
    summary: ({ from, provider }: At & { provider: string }) => `${from} defines ${provider}`,
  },
  'codex/inside-table': {
    ...common,
    title: 'A setting of Codex belongs to a table by mistake',
    meaning:
      'In TOML everything below a table’s name is part of the table. There Codex does not look for it.',
    severity: 'warning',
    causes: ['the line was added at the end of the file'],
    fixes: [
      {
        kind: 'do',
        what: 'move the line at {from|that place} above the first table',
        why: 'there it counts',
      },
    ],
    summary: ({ from, setting }: At & { setting: string }) => `${from}: ${setting} stands inside a table`,
  },
  'codex/only-inside-table': {
    ...common,
    title: 'A setting of Codex belongs to a table by mistake, so it has no effect',
    meaning:
      'In TOML everything below a table’s name is part of the table. Codex looks for this setting above all tables, and finds none.',
    severity: 'error',
    causes: ['the line was added at the end of the file'],
    fixes: [
      {
        kind: 'do',
        what: 'move the line at {from|that place} above the first table',
        why: 'there it counts',
      },
    ],
    summary: ({ from, setting }: At & { setting: string }) => `${from}: ${setting} stands inside a table`,
  },
  'codex/login-beside-key': {
    ...common,
    title: 'Codex may send its OpenAI login instead of the gateway’s key',
    meaning: 'A key and requires_openai_auth are both set. Which of the two goes out is not documented.',
    severity: 'warning',
    causes: ['the line was copied from another provider'],
    fixes: [
      {
        kind: 'do',
        what: 'remove requires_openai_auth from {from:place|~/.codex/config.toml}',
        why: 'the key is enough',
      },
    ],
    summary: ({ from }: At) => `${from} sets requires_openai_auth beside a key`,
  },
  'codex/openai-login-on-gateway': {
    ...common,
    title: 'Codex sends its OpenAI login to the gateway',
    meaning:
      'With requires_openai_auth the token of the OpenAI account goes out instead of the gateway’s key.',
    severity: 'error',
    access: true,
    causes: ['the block was copied from the definition of OpenAI itself'],
    fixes: [
      {
        kind: 'do',
        what: 'remove requires_openai_auth from {from:place|~/.codex/config.toml} and set env_key to the name of the key variable',
        why: 'then the gateway gets its own key',
      },
    ],
    summary: ({ from }: At) => `${from} sets requires_openai_auth`,
  },
  'codex/project-provider': {
    ...common,
    title: 'A file of this folder sets up a provider for Codex',
    meaning:
      'Codex follows such a file in trusted folders only, and not in everything. Nothing of it was tested.',
    severity: 'warning',
    causes: ['the project has settings for Codex', 'somebody wants your key'],
    fixes: [
      {
        kind: 'do',
        what: 'remove {setting|the setting} from {from:place|the file} if you did not write it',
        why: 'it may try to divert your key',
      },
    ],
    summary: ({ from, setting }: At & { setting: string }) => `${from} sets ${setting}`,
  },
  'codex/compact-refused': {
    ...common,
    title: 'Codex asked the gateway to compact the conversation, and the gateway refused',
    meaning:
      'A provider whose name is exactly OpenAI makes Codex send long conversations to /responses/compact. Many gateways lack this route, or have it for few models.',
    severity: 'error',
    causes: [
      'the name of the provider in config.toml is "OpenAI"',
      'the gateway has the route for other models only',
    ],
    fixes: [
      {
        kind: 'set',
        setting: 'name of the provider in ~/.codex/config.toml',
        to: 'anything but "OpenAI"',
        why: 'then Codex compacts by itself',
      },
    ],
    summary: ({ status }: { status: number }) => `POST /v1/responses/compact answered ${status}`,
  },
  'codex/base-variable-ignored': {
    ...common,
    title: 'Codex no longer reads OPENAI_BASE_URL',
    meaning: 'The variable was removed in April 2026. What it says has no effect on Codex.',
    severity: 'warning',
    causes: ['the set-up was written for an older version, or for the OpenAI SDK'],
    fixes: [
      {
        kind: 'do',
        what: 'set base_url of a provider in ~/.codex/config.toml instead',
        why: 'Codex reads it there',
      },
    ],
    names: ['OPENAI_BASE_URL is deprecated', '`OPENAI_BASE_URL` is deprecated'],
    summary: () => 'OPENAI_BASE_URL is set in this environment',
  },
} as const satisfies Record<`codex/${string}`, LocalEntry<never>>;
