import type { AnswerEntry, Fix } from './entry.ts';

/** Where the person's own account is the one that is meant, and where that of the gateway. */
const ownInOrder =
  'your own account is in order: then that of the gateway with the supplier of the model is meant';
const relays = { kind: 'observed', from: 'one-api and new-api, which give these words' } as const;
const tellGateway: Fix = {
  kind: 'do',
  what: 'tell the gateway’s support, with the message of the answer',
  why: 'only they can change it',
  elsewhere: true,
};
const otherModel: Fix = { kind: 'run', command: 'nexus models', why: 'list other models of this key' };

/** What several gateways say in words or with a code of their own, and none of the two wire formats documents. */
export const wordedErrors = {
  'http-missing-scope': {
    name: 'missing scopes',
    // OpenAI's words to a key with restricted permissions, under the type of a malformed request.
    signatures: [
      { type: 'invalid_request_error', messageHas: 'missing scopes' },
      { messageHas: 'missing scopes' },
      { messageHas: 'insufficient permissions for this operation' },
    ],
    title: 'The key lacks a permission for this route',
    meaning:
      'The gateway knows the key, and its permissions leave this route out. Other routes may be open to it.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the key was made with restricted permissions', 'the role of its owner lacks this one'],
    fixes: [
      {
        kind: 'do',
        what: 'add the permission that the message names, where the key was made',
        why: 'the key itself is right',
      },
    ],
    variants: [
      {
        when: 'on-get',
        causes: ['the key was made with restricted permissions, without the one for this list'],
        fixes: [
          {
            kind: 'run',
            command: 'nexus doctor --live',
            why: 'see with one small real call whether it answers this key',
          },
          {
            kind: 'do',
            what: 'add the permission that the message names, if the client needs this list',
            why: 'the key itself is right',
          },
        ],
      },
    ],
    verify: 'nexus doctor --live',
    source: { kind: 'observed', from: 'OpenAI, to a key with restricted permissions' },
    access: true,
    provesKey: true,
    likelyStatus: 403,
  },
  'http-refused-behind': {
    name: 'refused behind the gateway',
    // LiteLLM's router adds the words to what a supplier answered, once it let the key in.
    signatures: [{ status: 401, messageHas: 'received model group' }],
    title: 'The call is refused, though the gateway accepts your key',
    meaning:
      'The key was let in, and the refusal speaks of a key, an account or a country all the same. Yours is not the likely one.',
    severity: 'error',
    owner: 'gateway',
    retry: 'after-fix',
    causes: [
      'the supplier of the model refuses the gateway: its key, its account or its country',
      'this route reads the key from another header, or has keys of its own',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'tell the gateway’s support: your key is accepted, and this call is refused all the same',
        why: 'what stands between them and their supplier only they can see',
        elsewhere: true,
      },
      otherModel,
    ],
    verify: 'nexus doctor --live',
    source: { kind: 'observed', from: 'LiteLLM and new-api, which pass on what their supplier says' },
  },
  'http-no-channel': {
    name: 'no available channel',
    signatures: [{ messageHas: 'no available channel' }, { messageHas: '无可用渠道' }],
    names: ['No available channels', '无可用渠道'],
    beatsCode: true,
    title: 'The gateway has nobody to ask for this model',
    meaning:
      'Gateways of the one-api family say so when no supplier is set up for this model and this group of keys, also under the code model_not_found.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: [
      'the supplier of the model was turned off',
      'the group of the key does not have this model',
      'the model id has a typing mistake, or the gateway calls the model otherwise',
    ],
    fixes: [
      { ...tellGateway, what: 'ask the gateway’s support for the model, or choose another one' },
      { ...otherModel, why: 'see which models this key has' },
    ],
    verify: 'nexus models',
    source: relays,
  },
  'http-no-price': {
    name: 'model_price_error',
    signatures: [
      { code: 'model_price_error' },
      { messageHas: 'ratio or price not set' },
      { messageHas: '价格未配置' },
    ],
    names: ['ratio or price not set'],
    beatsCode: true,
    title: 'The gateway has no price for this model',
    meaning:
      'It knows the model and cannot bill it, so it sends the call to nobody. The request is in order.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the operator added the model and no price for it'],
    fixes: [tellGateway, otherModel],
    verify: 'nexus doctor --live',
    source: relays,
  },
  'http-upstream-full': {
    name: '负载已饱和',
    signatures: [
      { messageHas: '负载已饱和' },
      { messageHas: '上游已饱和' },
      { status: 429, messageHas: 'saturated' },
    ],
    beatsCode: true,
    title: 'The suppliers behind the gateway have no room left',
    meaning:
      'The limit is that of the gateway’s suppliers, for all its users. Your own limits are not meant.',
    severity: 'error',
    owner: 'upstream',
    retry: 'later',
    causes: ['many users of the gateway ask for this model now', 'a supplier limits the gateway'],
    fixes: [
      {
        kind: 'do',
        what: 'wait a little and send the request again, or choose another model',
        why: 'such a load mostly falls',
      },
      otherModel,
    ],
    verify: 'nexus doctor --live',
    source: relays,
  },
  'http-credit-used-up': {
    name: 'Credit balance is too low',
    signatures: [{ messageHas: 'credit balance is too low' }],
    names: ['Credit balance is too low'],
    title: 'The credits of an account with the vendor are used up',
    meaning:
      'Anthropic says so with status 400, and relays pass it on. Behind a gateway, its own account is mostly meant.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'after a top-up; waiting does not help',
    supportWhen: ownInOrder,
    causes: ['your balance is used up', 'the account of the gateway with its supplier is meant, not yours'],
    fixes: [
      {
        kind: 'do',
        what: 'check your balance; if it is not empty, write to {contact}',
        why: 'then their account with the supplier is meant',
      },
    ],
    variants: [
      {
        when: 'with-balance',
        owner: 'gateway',
        causes: ['the account of the gateway with its supplier is used up'],
        fixes: [{ ...tellGateway, what: 'write to {contact}: your own balance is not empty' }],
      },
    ],
    verify: 'nexus doctor --live',
    source: { kind: 'observed', from: 'answers of Anthropic in public reports' },
  },
  'http-account-not-active': {
    name: 'billing_not_active',
    signatures: [
      { code: 'billing_not_active' },
      { type: 'billing_not_active' },
      { code: 'account_deactivated' },
      { messageHas: 'your account is not active' },
    ],
    title: 'The account behind the key is not active',
    meaning: 'Its payment data is missing, a payment failed, or it was closed. Waiting does not help.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'once the account is active',
    supportWhen: ownInOrder,
    causes: [
      'the payment data of the account is missing or out of date',
      'the account of the gateway with its supplier is meant, not yours',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'check the payment data of your account; if it is in order, write to {contact}',
        why: 'then its account with the supplier is meant',
      },
    ],
    verify: 'nexus doctor --live',
    source: { kind: 'observed', from: 'what clients in public repositories look for' },
  },
  'http-organization': {
    name: 'mismatched_organization',
    signatures: [
      { code: 'mismatched_organization' },
      { messageHas: 'header should match organization for api key' },
    ],
    title: 'The organization that the request names is not that of the key',
    meaning: 'The header OpenAI-Organization names another account. The key itself is not the reason.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['OPENAI_ORG_ID or a setting of the client names another account'],
    fixes: [
      {
        kind: 'do',
        what: 'remove OPENAI_ORG_ID and the organization from the settings of the client',
        why: 'the header is optional',
        elsewhere: true,
      },
    ],
    variants: [
      {
        when: 'on-get',
        owner: 'gateway',
        causes: ['the gateway adds the header: nexus sends none'],
        fixes: [tellGateway],
      },
    ],
    verify: 'nexus doctor --only key.is-accepted',
    source: { kind: 'observed', from: 'answers of OpenAI in public reports' },
  },
  'http-login-expired': {
    name: 'OAuth token has expired',
    signatures: [{ messageHas: 'oauth token has expired' }, { messageHas: 'oauth token revoked' }],
    names: ['OAuth token has expired', 'OAuth token revoked'],
    title: 'The client sends a login that has ended, and no key',
    meaning: 'The program is signed in with an account of the vendor. A key of a gateway is not meant.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the client does not use the key in its settings', 'the login has expired or was revoked'],
    fixes: [
      { kind: 'run', command: 'nexus doctor --for claude-code', why: 'see which key Claude Code would use' },
      {
        kind: 'do',
        what: 'sign out in the client and set the key of the gateway, or sign in again with /login',
        why: 'a login goes to the vendor, not to the gateway',
      },
    ],
    verify: 'nexus doctor --for claude-code',
    access: true,
    source: { kind: 'documented', url: 'https://code.claude.com/docs/en/errors' },
  },
} as const satisfies Record<string, AnswerEntry>;
