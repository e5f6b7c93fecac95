import type { LocalEntry } from '../entry.ts';

const common = {
  owner: 'you',
  retry: 'after-fix',
  verify: 'nexus doctor --for continue',
  source: { kind: 'inferred', from: 'the source of Continue, of June 2026' },
} as const;

const secret = `\${{ secrets.NAME }}`;

/** What only Continue knows. */
export const continueErrors = {
  'continue/model-not-known': {
    ...common,
    title: 'Which model Continue would ask is not known here',
    meaning:
      'Models can also come from the hub, from files below .continue, or have a provider that is not judged here. None of that was checked.',
    severity: 'warning',
    retry: 'not-documented',
    causes: ['the model is not written in the main file', 'Continue is not set up here'],
    fixes: [
      {
        kind: 'do',
        what: 'write the model into {file|~/.continue/config.yaml}, with provider, model, apiBase and apiKey',
        why: 'then it can be looked at',
      },
    ],
    summary: ({ why }: { why: string; file: string }) => why,
  },
  'continue/json-ignored': {
    ...common,
    title: 'Continue does not read its old settings file beside the new one',
    meaning: 'Where config.yaml exists, config.json has no effect, also for what only the old one has.',
    severity: 'warning',
    causes: ['an update or another program made config.yaml'],
    fixes: [
      {
        kind: 'do',
        what: 'write the model of {old|config.json} into {file|config.yaml}',
        why: 'Continue reads it there',
      },
    ],
    summary: ({ old, file }: { old: string; file: string }) =>
      `${old} has models, and ${file} has none to chat with`,
  },
  'continue/dollar-variable': {
    ...common,
    title: 'Continue does not replace a variable with a dollar sign',
    meaning: `It is sent word for word as the key. Continue replaces ${secret} only.`,
    severity: 'error',
    access: true,
    causes: ['the value was written as for a shell'],
    fixes: [
      {
        kind: 'do',
        what: `write the value at {from|that place} as ${secret}`,
        why: 'Continue takes NAME from ~/.continue/.env or its environment',
      },
    ],
    summary: ({ from }: { from: string }) => `${from} is a variable with a dollar sign`,
  },
  'continue/other-name': {
    ...common,
    title: 'A model of Continue has a setting under a name that it does not read',
    meaning: 'Names that Continue does not know are dropped without a word. Nothing else gives this one.',
    severity: 'error',
    causes: ['the name was taken from another program'],
    fixes: [
      {
        kind: 'do',
        what: 'rename {name|it} at {from|that place} to {wanted|apiBase or apiKey}',
        why: 'Continue reads this name',
      },
    ],
    summary: ({ from, name, wanted }: { from: string; name: string; wanted: string }) =>
      `${from}: ${name} stands where ${wanted} belongs`,
  },
  'continue/config-refused': {
    ...common,
    title: 'Continue refuses its settings file as a whole',
    meaning:
      'It requires name and version as text, and for each model name, provider and model. Without one of them no model is there.',
    severity: 'error',
    causes: ['the line is missing', 'a version such as 1 is a number without quotation marks'],
    fixes: [
      {
        kind: 'do',
        what: 'write {missing|it} as text into {file|~/.continue/config.yaml}',
        why: 'then the file is accepted',
      },
    ],
    summary: ({ file, missing }: { file: string; missing: string }) => `${file} lacks ${missing} as text`,
  },
} as const satisfies Record<`continue/${string}`, LocalEntry<never>>;
