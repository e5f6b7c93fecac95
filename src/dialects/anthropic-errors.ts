import type { AnswerEntry, Fix } from '../errors/entry.ts';

const official = { kind: 'documented', url: 'https://platform.claude.com/docs/api/errors' } as const;

const checkKey: Fix = {
  kind: 'run',
  command: 'nexus doctor',
  why: 'see which key is sent, and to which gateway',
};
const listModels: Fix = {
  kind: 'run',
  command: 'nexus models',
  why: 'list the models that this key may use',
};
const sendAgain: Fix = {
  kind: 'do',
  what: 'wait a little and send the request again',
  why: 'such faults are mostly short',
};

const ownInOrder =
  'your own account is in order: then that of the gateway with the supplier of the model is meant';

/**
 * The errors of Anthropic's own API, by their `error.type`. Gateways use the same names on messages routes, or pass on
 * what their supplier says, so the texts hold for both. Rows that are more exact stand first.
 */
export const anthropicErrors = {
  enforced_spend_limit_reached: {
    name: 'enforced_spend_limit_reached',
    title: 'A spending limit is reached',
    meaning:
      'The account set a limit on spending, and it is used up. It comes as a 429, but waiting seconds does not help.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a higher limit; waiting does not help',
    supportWhen: ownInOrder,
    causes: [
      'the spending limit is used up',
      'the account of the gateway with its supplier is meant, not yours',
    ],
    fixes: [{ kind: 'do', what: 'raise the spending limit', why: 'the limit is the only reason' }],
    verify: 'nexus doctor --live',
    source: { kind: 'inferred', from: 'a third-party digest of the official error list' },
    unconfirmed: true,
    signatures: [{ code: 'enforced_spend_limit_reached' }],
  },
  'cors-not-allowed': {
    name: 'CORS requests are not allowed for this Organization',
    title: 'Calls from a web page are not allowed',
    meaning:
      'The request comes from a browser, and the organization does not allow that. The key is not the reason.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'from a server instead of a browser',
    causes: ['the request is sent by code in a web page'],
    fixes: [
      {
        kind: 'do',
        what: 'send the request from a server or a command line',
        why: 'the rule is about browsers only',
      },
    ],
    verify: 'nexus doctor',
    source: official,
    signatures: [{ type: 'authentication_error', messageHas: 'cors requests are not allowed' }],
  },
  authentication_error: {
    name: 'authentication_error',
    title: 'The gateway refuses this key',
    meaning: 'The key is malformed, revoked or expired, or it did not arrive.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'the same key is refused again',
    causes: [
      'the key was revoked or is expired',
      'the key was not copied whole, or has a space in it',
      'the client sends the key in another header than the gateway reads',
    ],
    fixes: [
      checkKey,
      {
        kind: 'do',
        what: 'copy the key again from {keysFrom}{intoItsPlace}, or make a new one',
        why: 'the old one is not accepted',
      },
    ],
    verify: 'nexus doctor --only key.is-accepted',
    source: official,
    access: true,
    names: ['Invalid API key · Please run /login', 'Please run /login', 'invalid x-api-key'],
    signatures: [{ type: 'authentication_error' }],
  },
  permission_error: {
    name: 'permission_error',
    title: 'The key lacks the permission for this',
    meaning: 'The key is known, but may not use the model or the route that the request names.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'once the permission is given',
    causes: [
      'the model is not enabled for this key',
      'a setting of the organization or workspace forbids it',
    ],
    fixes: [listModels, { kind: 'do', what: 'ask {contact} for access', why: 'they give the permission' }],
    verify: 'nexus models',
    source: official,
    access: true,
    signatures: [{ type: 'permission_error' }],
  },
  billing_error: {
    name: 'billing_error',
    title: 'There is a problem with the payment',
    meaning: 'The request was not accepted because of billing or payment.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'once the payment is in order',
    supportWhen: ownInOrder,
    causes: [
      'the balance is used up',
      'a payment failed',
      'the account of the gateway with its supplier is meant, not yours',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'check the balance and the payment data of the account',
        why: 'they are the reason',
      },
      { kind: 'run', command: 'nexus doctor', why: 'see the balance if the gateway tells it' },
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [{ type: 'billing_error' }],
  },
  not_found_error: {
    name: 'not_found_error',
    title: 'What the request names was not found',
    meaning: 'The path or an id in the request does not exist. Model ids count too.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with an id and a path that exist',
    causes: [
      'a typing mistake in the model id',
      'the base URL ends in /v1 and the client adds /v1 again',
      'the client asks for a small model in the background that this key lacks',
    ],
    fixes: [listModels, { kind: 'run', command: 'nexus doctor', why: 'see the base URL in use' }],
    variants: [
      {
        when: 'on-get',
        causes: ['the gateway does not have this list here', 'the path of the base URL is wrong'],
        fixes: [
          { kind: 'run', command: 'nexus doctor', why: 'see the base URL in use and which routes answer' },
          {
            kind: 'do',
            what: 'compare the path of the base URL with the documentation; if it is right, ask {contact}',
            why: 'no model was named, so none is wrong',
          },
        ],
      },
    ],
    verify: 'nexus models',
    source: official,
    names: ["There's an issue with the selected model", 'There’s an issue with the selected model'],
    signatures: [{ type: 'not_found_error' }],
  },
  conflict_error: {
    name: 'conflict_error',
    title: 'The request conflicts with another one',
    meaning: 'Something was changed at the same time, or a value that must be unique exists already.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'once the conflict is gone',
    causes: ['two requests change the same thing', 'a value that must be unique is used twice'],
    fixes: [
      {
        kind: 'do',
        what: 'end the other change, or use a new value',
        why: 'then the request can be sent again',
      },
    ],
    verify: 'send the request again',
    source: official,
    signatures: [{ type: 'conflict_error' }],
  },
  request_too_large: {
    name: 'request_too_large',
    title: 'The request has too many bytes',
    meaning: 'Anthropic allows 32 MB for a message. A gateway may allow less.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a smaller request',
    causes: ['large images or files in the request', 'a very long conversation'],
    fixes: [
      {
        kind: 'do',
        what: 'make the request smaller: fewer or smaller images and files',
        why: 'the limit counts bytes',
      },
    ],
    verify: 'send the smaller request',
    source: official,
    signatures: [{ type: 'request_too_large' }],
  },
  rate_limit_error: {
    name: 'rate_limit_error',
    title: 'Requests or tokens come too fast',
    meaning: 'A limit is reached. Sharp growth alone can be the reason.',
    severity: 'error',
    owner: 'you',
    retry: 'when-told',
    retryNote: 'after retry-after seconds',
    causes: [
      'many requests or long inputs in a short time',
      'the rate grew suddenly',
      'several clients share one key',
    ],
    fixes: [
      {
        kind: 'do',
        what: '{wait|wait as long as retry-after says}, then raise the rate slowly',
        why: 'a slow rise is accepted',
      },
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [{ type: 'rate_limit_error' }],
  },
  overloaded_error: {
    name: 'overloaded_error',
    title: 'The supplier of the model is overloaded',
    meaning: 'The load comes from all its users together. Your own limits and your key are not the reason.',
    severity: 'error',
    owner: 'upstream',
    retry: 'later',
    retryNote: 'with growing pauses and fewer requests at once',
    causes: ['high load at the supplier of the model'],
    fixes: [
      {
        kind: 'do',
        what: 'wait, then send the request again with growing pauses',
        why: 'the load falls again',
      },
      { ...listModels, why: 'list other models that may answer meanwhile' },
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [{ type: 'overloaded_error' }],
  },
  timeout_error: {
    name: 'timeout_error',
    title: 'The answer took too long',
    meaning: 'The other side stopped waiting for the answer.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with streaming, or with a shorter answer',
    causes: ['a long answer without streaming'],
    fixes: [
      {
        kind: 'do',
        what: 'switch on streaming in the client',
        why: 'the documentation advises it for long requests',
      },
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [{ type: 'timeout_error' }],
  },
  api_error: {
    name: 'api_error',
    title: 'The other side has an internal fault',
    meaning: 'The fault is in the gateway or at the supplier of the model. Your settings are not the reason.',
    severity: 'error',
    owner: 'gateway',
    retry: 'later',
    retryNote: 'after a short wait',
    causes: ['a fault at the supplier of the model or in the gateway'],
    fixes: [
      sendAgain,
      { kind: 'do', what: '{keep|keep the request id}', why: 'support needs it if the error stays' },
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [{ type: 'api_error' }],
  },
  invalid_request_error: {
    name: 'invalid_request_error',
    title: 'The request has a form that is not accepted',
    meaning:
      'A field is missing or has a value that is not allowed. A spending limit that the account set for itself comes with this type too.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'the same request is refused again',
    causes: [
      'a required field is missing, such as max_tokens',
      'the client sends a field that this model does not accept',
      'a spending limit of the organization or workspace is reached',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'change the field that the message names',
        why: 'the rest of the request is accepted',
      },
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [{ type: 'invalid_request_error' }],
  },
} satisfies Record<string, AnswerEntry>;
