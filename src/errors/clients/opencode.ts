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
        setting: 'model in ~/.config/opencode/opencode.json',
        to: '<provider>/<an id of the list>',
        why: 'then it is clear which provider is looked at',
      },
    ],
    summary: ({ defined }: { defined: readonly string[] }) =>
      `no model names one of the providers ${defined.join(', ')}`,
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
        setting: 'provider.anthropic.options.baseURL in ~/.config/opencode/opencode.json',
        to: '{right|<the base URL of the gateway with /v1 at its end>}',
        why: 'opencode then has its own',
      },
    ],
    summary: (_: { right?: string }) =>
      'ANTHROPIC_BASE_URL is set, provider.anthropic.options.baseURL is not',
  },
} as const satisfies Record<`opencode/${string}`, LocalEntry<never>>;
