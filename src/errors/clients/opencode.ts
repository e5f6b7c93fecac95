import type { LocalEntry } from '../entry.ts';

const common = {
  owner: 'you',
  retry: 'after-fix',
  verify: 'nexus doctor --for opencode',
  source: {
    kind: 'inferred',
    from: 'the settings of opencode, as its source and documentation describe them',
  },
} as const;

type At = { from: string };
type ModelAt = At & { model: string; setting: string; right: string };
type Listing = At & { model: string; models: string; others: string };

const listModel = {
  kind: 'do',
  what: 'add "{model|<the model>}": {} to {models|models of the provider}{others|}',
  why: 'every version of opencode then knows it',
} as const;

const notListed = ({ from, model, models }: Listing) => `${from} names ${model}; ${models} does not list it`;

/** What only opencode knows. */
export const opencodeErrors = {
  'opencode/plural-providers': {
    ...common,
    title: 'The settings of opencode have providers, in the plural',
    meaning:
      'opencode 1 reads provider and reports the other name as unsupported. Only opencode 2 reads it; that was not checked.',
    severity: 'warning',
    causes: ['the block was copied from a guide for the other version'],
    fixes: [
      {
        kind: 'do',
        what: 'rename providers at {from|that place} to provider',
        why: 'opencode 1 reads that name',
      },
    ],
    summary: ({ from }: At) => `${from} sets providers`,
  },
  'opencode/options-outside': {
    ...common,
    title: 'opencode does not see a setting that stands beside options',
    meaning: 'baseURL and apiKey count inside of options only. Elsewhere they are ignored without a word.',
    severity: 'warning',
    causes: ['the line was put one level too high'],
    fixes: [
      { kind: 'do', what: 'move {setting|it} at {from|that place} into options', why: 'there it counts' },
    ],
    summary: ({ from, setting }: At & { setting: string }) => `${from}: ${setting} stands beside options`,
  },
  'opencode/only-outside-options': {
    ...common,
    title: 'opencode does not see a setting, because it stands beside options',
    meaning: 'baseURL and apiKey count inside of options only. Nothing else gives this one.',
    severity: 'error',
    causes: ['the line was put one level too high'],
    fixes: [
      { kind: 'do', what: 'move {setting|it} at {from|that place} into options', why: 'there it counts' },
    ],
    summary: ({ from, setting }: At & { setting: string }) => `${from}: ${setting} stands beside options`,
  },
  'opencode/provider-not-known': {
    ...common,
    title: 'The files of opencode do not say which provider is used',
    meaning:
      'Several providers are defined and no model chooses one of them; what was chosen inside of opencode is not seen here.',
    severity: 'warning',
    causes: ['the model is chosen inside of opencode', 'model has no provider in front of it'],
    fixes: [
      {
        kind: 'set',
        setting: 'model in {file|~/.config/opencode/opencode.json}',
        to: '<provider>/<an id of the list>',
        why: 'then it is clear which provider is looked at',
      },
    ],
    summary: ({ defined }: { defined: readonly string[]; file?: string }) =>
      `no model names one of the providers ${defined.join(', ')}`,
  },
  'opencode/provider-undefined': {
    ...common,
    title: 'opencode is set to another provider than the one its settings define',
    meaning:
      'The part of model before the slash chooses the provider, letter by letter. What is defined under another name is not used.',
    severity: 'error',
    causes: ['a typing mistake in the name', 'the provider was renamed in one of the two places'],
    fixes: [
      {
        kind: 'set',
        setting: '{setting|model}',
        to: '{right|<provider>/<model>}',
        why: 'that one is defined',
      },
    ],
    summary: ({ from, provider, defined }: ModelAt & { provider: string; defined: readonly string[] }) =>
      `${from} names ${provider}; defined: ${defined.join(', ')}`,
  },
  'opencode/model-without-provider': {
    ...common,
    title: 'opencode is set to a model without its provider',
    meaning:
      'opencode takes what stands before the first slash for the provider and the rest for the model, and stops with ProviderModelNotFoundError.',
    severity: 'error',
    causes: ['the id was copied from a list of models'],
    fixes: [
      {
        kind: 'set',
        setting: '{setting|model}',
        to: '{right|<provider>/<model>}',
        why: 'opencode reads both parts',
      },
    ],
    summary: ({ from, model }: ModelAt) => `${from} sets model to ${model}`,
  },
  'opencode/model-undefined': {
    ...common,
    title: 'opencode does not know the model that it is set to',
    meaning:
      'Of a provider of your own opencode knows the models that its settings list, and stops with ProviderModelNotFoundError for another.',
    severity: 'error',
    causes: ['the model is missing in models of the provider', 'it is spelled in another way there'],
    fixes: [listModel],
    names: ['ProviderModelNotFoundError'],
    summary: notListed,
  },
  'opencode/model-perhaps-undefined': {
    ...common,
    title: 'opencode may not know the model that it is set to',
    meaning:
      'Newer versions ask the gateway for models that the settings do not list. Older ones stop with ProviderModelNotFoundError.',
    severity: 'warning',
    causes: ['the model is missing in models of the provider'],
    fixes: [listModel],
    summary: notListed,
  },
  'opencode/small-model-elsewhere': {
    ...common,
    title: 'opencode has a small model that was not looked at',
    meaning: 'It belongs to another provider than the one that was tested, or to none.',
    severity: 'hint',
    causes: ['titles are made by another provider', 'the name of the provider is missing before the model'],
    fixes: [
      {
        kind: 'do',
        what: 'look at small_model at {from|its place} yourself',
        why: 'opencode goes on without it',
      },
    ],
    summary: ({ from, model }: { from: string; model: string }) => `${from} sets small_model to ${model}`,
  },
  'opencode/provider-disabled': {
    ...common,
    title: 'opencode is told to leave out the provider that was tested',
    meaning: 'A provider in disabled_providers is not loaded, whatever else is set for it.',
    severity: 'error',
    causes: ['it was switched off for a while', 'the file of a project switches it off'],
    fixes: [
      {
        kind: 'do',
        what: 'remove "{provider|its name}" from the list disabled_providers in {from:place|its file}',
        why: 'opencode then loads it',
      },
    ],
    summary: ({ from, provider }: At & { provider: string }) => `${from} switches ${provider} off`,
  },
  'opencode/provider-not-enabled': {
    ...common,
    title: 'opencode is told to use other providers than the one that was tested',
    meaning: 'With enabled_providers every provider that is not in this list is left out.',
    severity: 'error',
    causes: ['the list was written before the provider', 'the name is spelled in another way there'],
    fixes: [
      {
        kind: 'do',
        what: 'add "{provider|its name}" to the list enabled_providers in {from:place|its file}',
        why: 'opencode then loads it',
      },
    ],
    summary: ({ from, provider }: At & { provider: string }) =>
      `enabled_providers (${from}) does not have ${provider}`,
  },
  'opencode/agent-model-elsewhere': {
    ...common,
    title: 'An agent of opencode has a model that was not looked at',
    meaning: 'It belongs to another provider than the one that was tested. The agent uses it.',
    severity: 'hint',
    causes: ['the agent is meant for another provider', 'the name of the provider is misspelled'],
    fixes: [
      { kind: 'do', what: 'look at the model at {from|its place} yourself', why: 'this agent uses it' },
    ],
    summary: ({ from, agent, model }: At & { agent: string; model: string }) =>
      `${from}: the agent ${agent} uses ${model}`,
  },
  'opencode/dollar-variable': {
    ...common,
    title: 'opencode does not replace a variable with a dollar sign',
    meaning: 'It is sent word for word as the key. opencode replaces {env:NAME} only.',
    severity: 'error',
    access: true,
    causes: ['the value was written as for a shell'],
    fixes: [
      {
        kind: 'do',
        what: 'write the value at {from|that place} as {env:NAME}',
        why: 'opencode knows this form',
      },
    ],
    summary: ({ from }: At) => `${from} is a variable with a dollar sign`,
  },
  'opencode/anthropic-two-meanings': {
    ...common,
    title: 'opencode takes its base URL from a variable of Claude Code',
    meaning:
      'ANTHROPIC_BASE_URL is the root of a gateway for Claude Code, and needs /v1 at its end for opencode. One value cannot serve both.',
    severity: 'warning',
    causes: ['opencode was started from a shell that is set up for Claude Code'],
    fixes: [
      {
        kind: 'set',
        setting: '{setting|provider.anthropic.options.baseURL in ~/.config/opencode/opencode.json}',
        to: '{right|<the base URL of the gateway with /v1 at its end>}',
        why: 'opencode then has its own',
      },
    ],
    summary: (_: { right?: string; setting?: string }) =>
      'ANTHROPIC_BASE_URL is set, provider.anthropic.options.baseURL is not',
  },
} as const satisfies Record<`opencode/${string}`, LocalEntry<never>>;
