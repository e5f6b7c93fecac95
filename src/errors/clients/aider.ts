import type { LocalEntry } from '../entry.ts';

const common = {
  owner: 'you',
  retry: 'after-fix',
  verify: 'nexus doctor --for aider',
  source: { kind: 'inferred', from: 'the sources of aider 0.86 and of LiteLLM 1.82, which it calls' },
} as const;

type ModelAt = { from: string; model: string };

/** What only aider knows. */
export const aiderErrors = {
  'aider/other-provider': {
    ...common,
    title: 'aider sends its model to another provider',
    meaning:
      'LiteLLM takes the word before the slash for the provider, and knows some names without a slash. Only openai/ leads to OPENAI_API_BASE. What .aider.model.settings.yml adds is not read here.',
    severity: 'error',
    causes: ['openai/ is missing before the model', 'the model was chosen before the gateway was'],
    fixes: [
      {
        kind: 'set',
        setting: 'model at {from|its place}',
        to: '{to|openai/<an id of the list>}',
        why: 'then the base URL and the key of openai count',
      },
    ],
    summary: ({ from, model, provider }: ModelAt & { provider: string; to: string }) =>
      `${from} is ${model}: for LiteLLM the provider is ${provider}`,
  },
  'aider/provider-not-known': {
    ...common,
    title: 'Where aider sends its model is not known here',
    meaning:
      'LiteLLM has a list of names and providers. For a name that it does not know it says "LLM Provider NOT provided".',
    severity: 'warning',
    retry: 'not-documented',
    causes: ['openai/ is missing before the model', 'the provider has a base URL of its own'],
    fixes: [
      {
        kind: 'do',
        what: 'write openai/ before the id of the model at {from|its place}',
        why: 'then the base URL and the key of openai count',
      },
    ],
    summary: ({ from, model }: ModelAt) => `${from} is ${model}`,
  },
  'aider/no-prefix': {
    ...common,
    title: 'The model of aider has no provider before it',
    meaning:
      'LiteLLM finds the provider of such a name in its own list. A newer name may be missing there: it then says "LLM Provider NOT provided".',
    severity: 'hint',
    causes: ['the id was copied from the list of the gateway'],
    fixes: [
      {
        kind: 'do',
        what: 'write openai/ before the id of the model at {from|its place}',
        why: 'then no list decides',
      },
    ],
    names: ['LLM Provider NOT provided'],
    summary: ({ from, model }: ModelAt) => `${from} is ${model}`,
  },
  'aider/no-model': {
    ...common,
    title: 'The settings of aider name no model',
    meaning:
      'Without --model aider takes a model of its own by the first key that it finds. The gateway may not have it.',
    severity: 'hint',
    causes: ['the model is given on the command line, which is not seen here'],
    fixes: [
      {
        kind: 'set',
        setting: 'model in ~/.aider.conf.yml',
        to: 'openai/<an id of the list>',
        why: 'then it is clear which model is asked',
      },
    ],
    summary: () => 'neither AIDER_MODEL nor a file sets model',
  },
  'aider/dollar-variable': {
    ...common,
    title: 'aider does not replace a variable in its settings file',
    meaning: 'It is sent word for word as the key. aider reads the variables of LiteLLM by itself.',
    severity: 'error',
    access: true,
    causes: ['the value was written as for a shell'],
    fixes: [
      {
        kind: 'do',
        what: 'remove the line at {from|that place} and set {variable|OPENAI_API_KEY}',
        why: 'LiteLLM takes the key from there',
      },
    ],
    summary: ({ from }: { from: string; variable: string }) => `${from} is a variable with a dollar sign`,
  },
  'aider/unknown-option': {
    ...common,
    title: 'aider does not start with an option that it does not know',
    meaning: 'Names in its file are those of the command line, with hyphens. One wrong name stops aider.',
    severity: 'error',
    causes: ['the name was taken from a variable or from another program'],
    fixes: [
      {
        kind: 'do',
        what: 'remove {name|it} from {from:place|that place}, or write it as {right|aider names it}',
        why: 'aider then starts',
      },
    ],
    summary: ({ from, name }: { from: string; name: string; right: string }) => `${from} sets ${name}`,
  },
  'aider/only-in-yaml': {
    ...common,
    title: 'aider does not read its settings file, because it ends in .yaml',
    meaning: 'The name is .aider.conf.yml. Nothing else gives what this file sets.',
    severity: 'error',
    causes: ['the file was saved under the other ending'],
    fixes: [
      {
        kind: 'do',
        what: 'rename {file|it} to .aider.conf.yml, or move its lines there',
        why: 'aider looks for this name',
      },
    ],
    summary: ({ from, setting }: { from: string; setting: string; file: string }) =>
      `${from} sets ${setting}`,
  },
} as const satisfies Record<`aider/${string}`, LocalEntry<never>>;
