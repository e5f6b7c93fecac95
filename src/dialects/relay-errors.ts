import type { AnswerEntry, Fix } from '../errors/entry.ts';

/** LiteLLM's list: https://docs.litellm.ai/docs/proxy/error_reference */
const litellm = { kind: 'observed', from: 'the error list and the answers of LiteLLM proxies' } as const;
const relays = { kind: 'observed', from: 'the answers of one-api and new-api relays' } as const;

const askOwner: Fix = {
  kind: 'do',
  what: 'ask whoever gave you the key to raise its limit',
  why: 'only the operator of the gateway can raise it',
};
const topUp: Fix = {
  kind: 'do',
  what: 'top up the account at this gateway, or choose a cheaper model',
  why: 'the gateway reserves the price of a call before it sends it on',
};

/** Errors of programs that people run as a gateway in the form of the OpenAI API; none of them is OpenAI's own. */
export const relayErrors = {
  budget_exceeded: {
    name: 'budget_exceeded',
    title: 'The budget of this key is used up',
    meaning: 'The gateway knows the key and refuses it, because its budget or that of its team is spent.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a higher budget, or after its reset',
    causes: ['the budget of the key is spent', 'the budget of the user or the team is spent'],
    fixes: [askOwner],
    verify: 'nexus doctor',
    source: litellm,
    unconfirmed: true,
    provesKey: true,
    names: ['Budget has been exceeded'],
    signatures: [
      { code: 'budget_exceeded' },
      { type: 'budget_exceeded' },
      { messageHas: 'budget has been exceeded' },
    ],
  },
  expired_key: {
    name: 'expired_key',
    title: 'The key has expired',
    meaning: 'The gateway knew this key once. It had an end date, and that has passed.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a new key',
    causes: ['the key was made with an end date'],
    fixes: [
      {
        kind: 'do',
        what: 'make a new key, or ask {keysFrom} for one',
        why: 'the old one is refused for good',
      },
    ],
    verify: 'nexus doctor --only key.is-accepted',
    source: litellm,
    unconfirmed: true,
    access: true,
    signatures: [
      { code: 'expired_key' },
      { type: 'expired_key' },
      { messageHas: '令牌已过期' },
      { messageHas: 'tokenstatusexpired' },
    ],
  },
  'token-quota-exhausted': {
    name: 'TokenStatusExhausted',
    aliases: ['令牌额度已用尽'],
    title: 'The quota of this key is used up',
    meaning: 'The gateway knows the key. The amount that was set for it is spent; the account may have more.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a higher quota for the key',
    causes: ['the quota of the key is spent'],
    fixes: [
      {
        kind: 'do',
        what: 'raise the quota of the key where you made it, or use another key',
        why: 'the account itself may have money left',
      },
    ],
    verify: 'nexus doctor',
    source: relays,
    unconfirmed: true,
    provesKey: true,
    signatures: [{ messageHas: 'tokenstatusexhausted' }, { messageHas: '令牌额度已用尽' }],
  },
  insufficient_user_quota: {
    name: 'insufficient_user_quota',
    title: 'The balance of the account does not cover this call',
    meaning: 'The gateway knows the key. Its account has less than what the call could cost.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'after a top-up',
    causes: ['the balance is used up', 'the output limit or the model makes the reserve high'],
    fixes: [topUp],
    verify: 'nexus doctor --live',
    source: relays,
    unconfirmed: true,
    provesKey: true,
    signatures: [
      { code: 'insufficient_user_quota' },
      { type: 'insufficient_user_quota' },
      { messageHas: '用户额度不足' },
    ],
  },
  pre_consume_token_quota_failed: {
    name: 'pre_consume_token_quota_failed',
    title: 'The quota of the key does not cover this call',
    meaning: 'The gateway knows the key. What is left of its quota is less than what the call could cost.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a higher quota for the key',
    causes: ['the quota of the key is nearly spent', 'the output limit or the model makes the reserve high'],
    fixes: [
      {
        kind: 'do',
        what: 'raise the quota of the key where you made it, or set a smaller output limit',
        why: 'the gateway reserves the highest price before it sends the call on',
      },
    ],
    verify: 'nexus doctor --live',
    source: relays,
    unconfirmed: true,
    provesKey: true,
    signatures: [{ code: 'pre_consume_token_quota_failed' }, { type: 'pre_consume_token_quota_failed' }],
  },
  key_model_access_denied: {
    name: 'key_model_access_denied',
    aliases: ['team_model_access_denied', 'user_model_access_denied'],
    title: 'This key may not use the model',
    meaning: 'The gateway knows the key and the model, and the model is not among those of the key.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a model of this key',
    causes: ['the key was made for other models', 'the list of the team leaves the model out'],
    fixes: [
      { kind: 'run', command: 'nexus models', why: 'list the models that this key may use' },
      {
        kind: 'do',
        what: 'ask whoever gave you the key to allow the model',
        why: 'only the operator of the gateway can allow it',
      },
    ],
    verify: 'nexus models',
    source: litellm,
    unconfirmed: true,
    access: true,
    provesKey: true,
    signatures: [
      { code: 'key_model_access_denied' },
      { type: 'key_model_access_denied' },
      { type: 'team_model_access_denied' },
      { type: 'user_model_access_denied' },
    ],
  },
} satisfies Record<string, AnswerEntry>;
