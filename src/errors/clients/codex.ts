import type { LocalEntry } from '../entry.ts';
import { common } from './codex-common.ts';

type At = { from: string };
type Undefined = At & { provider: string; file: string; defined: readonly string[]; nearest?: string };

const setBaseUrl = {
  kind: 'do',
  what: 'set base_url of a provider in ~/.codex/config.toml instead',
  why: 'Codex reads it there',
} as const;

const removeVariable = {
  kind: 'do',
  what: 'remove OPENAI_BASE_URL from the environment that Codex starts in, unless another program needs it',
  why: 'base_url of the provider is set, and counts without it',
} as const;

const addTable = {
  kind: 'do',
  what: 'add a table [model_providers.{provider|<name>}] with name, base_url and env_key to {file|~/.codex/config.toml}',
  why: 'model_provider names it',
} as const;

const chooseDefined = {
  kind: 'set',
  setting: 'model_provider in {file|~/.codex/config.toml}',
  to: '"{nearest|<the name of the table>}"',
  why: 'this provider is defined',
} as const;

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
    fixes: [addTable],
    fixesFor: ({ nearest }: Undefined) => (nearest === undefined ? [addTable] : [chooseDefined, addTable]),
    summary: ({ from, provider, defined }: Undefined) =>
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
  'codex/other-name': {
    ...common,
    title: 'The provider of Codex has a setting under a name that Codex does not know',
    meaning: 'Codex compares names letter by letter. Nothing else gives this setting.',
    severity: 'error',
    causes: ['a typing mistake in the name', 'the name was taken from another program'],
    fixes: [
      {
        kind: 'do',
        what: 'rename {name|it} at {from|that place} to {wanted|base_url or env_key}',
        why: 'Codex reads this name',
      },
    ],
    summary: ({ from, name, wanted }: At & { name: string; wanted: string }) =>
      `${from}: ${name} stands where ${wanted} belongs`,
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
    fixes: [setBaseUrl],
    fixesFor: ({ isGiven }: { isGiven?: boolean }) => [isGiven ? removeVariable : setBaseUrl],
    names: ['OPENAI_BASE_URL is deprecated', '`OPENAI_BASE_URL` is deprecated'],
    summary: (_: { isGiven?: boolean }) => 'OPENAI_BASE_URL is set in this environment',
  },
} as const satisfies Record<`codex/${string}`, LocalEntry<never>>;
