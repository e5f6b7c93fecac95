import type { AnswerEntry } from './entry.ts';

const yours = {
  severity: 'error',
  owner: 'you',
  retry: 'after-fix',
  retryNote: 'the same request is refused again',
  verify: 'nexus doctor --live',
} as const;

/** What a client sends along that this model, or what serves it, does not take. */
export const parameterErrors = {
  'beta-field-not-taken': {
    ...yours,
    name: 'beta field not taken',
    signatures: [
      { messageHas: 'context_management: extra inputs are not permitted' },
      { messageHas: "input tag 'adaptive' found" },
    ],
    names: ['context_management: Extra inputs are not permitted', "Input tag 'adaptive' found"],
    title: 'The gateway does not take a new field that Claude Code sends',
    meaning:
      'What serves the model knows an older form of the messages API. The key and the address are right.',
    causes: ['the supplier behind the gateway is another one than Anthropic, or an older version'],
    fixes: [
      {
        kind: 'set',
        setting: 'CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS',
        to: '1',
        why: 'Claude Code then sends the fields that every version knows',
      },
    ],
    source: { kind: 'observed', from: 'https://github.com/anthropics/claude-code/issues/63473' },
  },
  'parameter-not-taken': {
    ...yours,
    name: 'parameter not taken',
    signatures: [{ messageHas: 'is not supported with this model' }, { messageHas: 'litellm.drop_params' }],
    names: ['is not supported with this model', 'UnsupportedParamsError', 'litellm.drop_params'],
    title: 'The model does not take a parameter that is sent',
    meaning: 'The message names the parameter. The key and the address are right.',
    causes: ['models that reason take max_completion_tokens in place of max_tokens, and no temperature'],
    fixes: [
      {
        kind: 'do',
        what: 'take the parameter that the message names out of the settings of your client, or use the one that it names instead',
        why: 'the rest of the request is accepted',
      },
    ],
    source: { kind: 'observed', from: 'https://github.com/BerriAI/litellm/issues/26444' },
  },
} as const satisfies Record<string, AnswerEntry>;
