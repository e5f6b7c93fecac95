import type { LocalEntry } from '../entry.ts';

const common = {
  owner: 'you',
  retry: 'after-fix',
  verify: 'nexus doctor --for openai-sdk',
  source: { kind: 'inferred', from: 'the variables that the OpenAI SDKs document' },
} as const;

/** What only the SDKs of OpenAI know. */
export const openaiSdkErrors = {
  'openai-sdk/old-variable': {
    ...common,
    title: 'The base URL stands in a variable that the OpenAI SDK no longer reads',
    meaning:
      'OPENAI_API_BASE is the old name. Since version 1 the SDK ignores it and talks to api.openai.com.',
    severity: 'error',
    causes: ['the set-up was written for an old version, or for aider, LiteLLM or LangChain'],
    fixes: [
      {
        kind: 'set',
        setting: 'OPENAI_BASE_URL',
        to: '{right|<the base URL of the gateway with /v1 at its end>}',
        why: 'the SDK reads this name',
      },
    ],
    summary: ({ typed }: { typed: string; right: string }) =>
      `OPENAI_API_BASE is ${typed}, OPENAI_BASE_URL is not set`,
  },
  'openai-sdk/base-variable-empty': {
    ...common,
    title: 'The base URL of the OpenAI SDK is set and empty',
    meaning:
      'The SDK for Python takes the empty text as its base URL, so no request leaves. Other SDKs may talk to api.openai.com.',
    severity: 'error',
    causes: ['a script sets OPENAI_BASE_URL to a variable that is not set'],
    fixes: [
      {
        kind: 'set',
        setting: 'OPENAI_BASE_URL',
        to: '<the base URL of the gateway with /v1 at its end>',
        why: 'both kinds of SDK read it',
      },
    ],
    summary: () => 'OPENAI_BASE_URL is set and empty',
  },
  'openai-sdk/old-variable-differs': {
    ...common,
    title: 'The old and the new variable for the base URL differ',
    meaning: 'The OpenAI SDK reads OPENAI_BASE_URL. In LangChain OPENAI_API_BASE wins.',
    severity: 'warning',
    causes: ['the old variable is left over from another set-up'],
    fixes: [
      {
        kind: 'do',
        what: 'remove OPENAI_API_BASE, or set both to the same address',
        why: 'every library then agrees',
      },
    ],
    summary: () => 'OPENAI_API_BASE and OPENAI_BASE_URL are set to different addresses',
  },
  'openai-sdk/organisation-set': {
    ...common,
    title: 'An OpenAI organisation or project goes along with every request',
    meaning: 'The SDK sends it as a header. A gateway may pass it on, and OpenAI then refuses it.',
    severity: 'hint',
    retry: 'not-documented',
    causes: ['the variable is left over from an account of OpenAI'],
    fixes: [
      {
        kind: 'do',
        what: 'remove {variable|the variable} where the gateway is used',
        why: 'it needs neither',
      },
    ],
    summary: ({ variable }: { variable: string }) =>
      `${variable} ${variable.includes(' and ') ? 'are' : 'is'} set`,
  },
} as const satisfies Record<`openai-sdk/${string}`, LocalEntry<never>>;
