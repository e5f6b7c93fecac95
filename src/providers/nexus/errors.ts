import type { AnswerEntry, Fix } from '../../errors/entry.ts';

const source = { kind: 'documented', url: 'https://docs.weavist.online/errors-and-faq/' } as const;

// The page lists when to write to the support; each row has the case that belongs to it.
const keepsComing = 'the same error keeps coming after that';

const sendRequestId: Fix = {
  kind: 'do',
  what: '{keep|keep the request_id} and send it to the support, with the model, the route and the time',
  why: 'the support finds the request by it',
};
const openSupport: Fix = {
  kind: 'open',
  link: 'https://t.me/nexus_hubbot',
  why: 'the bot takes messages to the support',
};
const listModels: Fix = {
  kind: 'run',
  command: 'nexus models',
  why: 'list the models that this key may use',
};
const listRoutes: Fix = {
  kind: 'run',
  command: 'nexus models',
  why: 'see on which routes each model works',
};

/**
 * The list of https://docs.weavist.online/errors-and-faq/. The page gives no HTTP status for any of them, so no row
 * looks at one.
 */
export const nexusErrors = {
  invalid_key: {
    name: 'invalid_key',
    likelyStatus: 401,
    title: 'The gateway refuses this key',
    meaning: 'The key is missing, wrong, disabled or revoked. No request is accepted with it.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'the same key is refused again',
    supportWhen: 'the key is active and the same error keeps coming, or you need another key',
    causes: [
      'the key was revoked or disabled',
      'the key was not copied whole, or has a space or line break in it',
      'the key belongs to another service',
      'the client sends no key in Authorization: Bearer or x-api-key',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'copy the key again from the bot @nexus_hubbot{intoItsPlace}',
        why: 'a key that was cut or revoked is replaced',
      },
      { kind: 'run', command: 'nexus doctor', why: 'see which key is sent and where it comes from' },
    ],
    verify: 'nexus doctor --only key.is-accepted',
    source,
    access: true,
    signatures: [{ code: 'invalid_key' }],
  },
  endpoint_not_allowed: {
    name: 'endpoint_not_allowed',
    provesKey: true,
    likelyStatus: 403,
    title: 'This key may not use this route',
    meaning:
      'The gateway knows the key, but the key is not meant for this route. Each key has its own list of routes.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'once the route or the access of the key is changed',
    supportWhen: 'you need access to this route, or another key',
    causes: [
      'the client is set up for another kind of API than the key',
      'the key was issued for one client only, such as Claude Code or Codex',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'set the client to the API that the key is meant for: messages for Claude Code, responses for Codex',
        why: 'each key is enabled for certain routes',
      },
      { ...openSupport, why: 'the support can give the key access to another route' },
    ],
    variants: [
      {
        when: 'on-get',
        causes: [
          'the key was given routes for calls only, without this list',
          'the key was issued for one client only, such as Claude Code or Codex',
        ],
        fixes: [
          {
            kind: 'do',
            what: 'nothing, if your client works: it calls models without this route; to have it too, ask {contact}',
            why: 'each key is enabled for certain routes',
            elsewhere: true,
          },
        ],
      },
    ],
    verify: 'nexus doctor',
    source,
    access: true,
    signatures: [{ code: 'endpoint_not_allowed' }],
  },
  model_not_allowed: {
    name: 'model_not_allowed',
    provesKey: true,
    likelyStatus: 403,
    title: 'This key may not use this model',
    meaning: 'The model is not enabled for this key. Each key has its own list of models.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a model from the list of this key',
    supportWhen: 'the key is active, but the model list stays empty or lacks what you need',
    causes: [
      'the model is not enabled for this key',
      'a typing mistake in the model id',
      'the client asks for a second, small model in the background',
    ],
    fixes: [listModels, { ...openSupport, why: 'the support can enable the model for this key' }],
    verify: 'nexus models',
    source,
    access: true,
    signatures: [{ code: 'model_not_allowed' }],
  },
  unsupported_model: {
    name: 'unsupported_model',
    likelyStatus: 400,
    title: 'This model does not work on this route',
    meaning:
      'The model may work on another route. A model can be there for chat completions and not for responses.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with another model or another route',
    supportWhen: keepsComing,
    causes: ['the client uses another route than the model supports', 'a typing mistake in the model id'],
    fixes: [
      listRoutes,
      {
        kind: 'do',
        what: 'choose a model for this route, or set the client to a route of this model',
        why: 'both must fit',
      },
    ],
    verify: 'nexus models',
    source,
    signatures: [{ code: 'unsupported_model' }],
  },
  unsupported_endpoint: {
    name: 'unsupported_endpoint',
    likelyStatus: 404,
    title: 'The gateway does not have this route',
    meaning:
      'The request went to a path outside the documented list. Embeddings, images and files are not on it.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'on one of the documented routes',
    supportWhen: keepsComing,
    causes: [
      'the base URL has /v1 twice, or not at all',
      'the client uses a route that this gateway does not offer',
    ],
    fixes: [
      {
        kind: 'run',
        command: 'nexus doctor',
        why: 'see the base URL in use and whether its routes answer',
      },
      {
        kind: 'open',
        link: 'https://docs.weavist.online/supported-endpoints/',
        why: 'lists the routes that the gateway has',
      },
    ],
    variants: [
      {
        when: 'on-documented-route',
        owner: 'gateway',
        causes: [
          'the gateway took away a route that it documents',
          'a machine on the way sends the call to another path',
        ],
        fixes: [
          {
            kind: 'do',
            what: 'set the client to another documented route, and write to {contact} that this one is missing',
            why: 'the documentation names the route',
            elsewhere: true,
          },
        ],
      },
    ],
    verify: 'nexus doctor',
    source,
    signatures: [{ code: 'unsupported_endpoint' }],
  },
  streaming_not_supported: {
    name: 'streaming_not_supported',
    likelyStatus: 400,
    title: 'This route does not stream',
    meaning:
      'The request asked for streaming. The gateway streams on POST /v1/messages, /v1/responses and /v1/responses/compact only.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'without stream: true, or on a route that streams',
    supportWhen: keepsComing,
    causes: [
      'the client streams by default on /v1/chat/completions',
      'the client uses another route than intended',
    ],
    fixes: [
      { kind: 'do', what: 'switch off streaming in the client', why: 'the route answers in one piece' },
      {
        kind: 'do',
        what: 'or set the client to /v1/messages or /v1/responses',
        why: 'these routes stream',
      },
      { ...listRoutes, why: 'shows which model streams on which route' },
    ],
    variants: [
      {
        when: 'on-streaming-route',
        owner: 'gateway',
        causes: [
          'the gateway does not stream here any more, though its documentation says so',
          'a machine on the way sends the call to another route',
        ],
        fixes: [
          {
            kind: 'do',
            what: 'write to {contact} that this documented route refuses to stream; until then use another route that streams, or none',
            why: 'the client does what the documentation says',
            elsewhere: true,
          },
        ],
      },
    ],
    verify: 'nexus doctor --only stream.is-documented',
    source,
    signatures: [{ code: 'streaming_not_supported' }],
  },
  missing_model: {
    name: 'missing_model',
    likelyStatus: 400,
    title: 'The request names no model',
    meaning: 'The JSON of the request has no field model. The gateway does not choose one.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with the field model in the request',
    supportWhen: keepsComing,
    causes: ['no model is set in the client', 'the field has another name in the request'],
    fixes: [
      { ...listModels, why: 'lists the model ids to choose from' },
      {
        kind: 'do',
        what: 'set the model in the client, or add the field model to the JSON',
        why: 'every request needs one',
      },
    ],
    verify: 'nexus models',
    source,
    signatures: [{ code: 'missing_model' }],
  },
  insufficient_balance: {
    name: 'insufficient_balance',
    provesKey: true,
    likelyStatus: 402,
    title: 'The balance does not cover this request',
    meaning:
      'Before each request the gateway reserves the highest possible cost. The balance is lower than that, even if some money is left.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'after a top-up, or with a smaller output limit',
    supportWhen:
      'the balance was topped up and requests are still refused, or the bill has to be looked at by hand',
    causes: [
      'the balance is used up',
      'the output limit is high, so the reserve is high',
      'other requests that still run hold a reserve',
    ],
    fixes: [
      {
        kind: 'open',
        link: 'https://t.me/nexus_hubbot',
        why: 'the bot tops up the balance; a smaller output limit, such as max_tokens, lowers the reserve',
      },
      { kind: 'do', what: 'set a smaller output limit, such as max_tokens', why: 'it lowers the reserve' },
      { kind: 'run', command: 'nexus doctor', why: 'see the balance if the gateway tells it' },
    ],
    variants: [
      {
        when: 'on-get',
        causes: ['the balance is used up', 'other requests that still run hold a reserve'],
        fixes: [{ kind: 'open', link: 'https://t.me/nexus_hubbot', why: 'the bot tops up the balance' }],
      },
    ],
    verify: 'nexus doctor --only balance.is-available',
    source,
    signatures: [{ code: 'insufficient_balance' }],
  },
  pricing_unavailable: {
    name: 'pricing_unavailable',
    likelyStatus: 503,
    title: 'The gateway cannot set a price for this model now',
    meaning:
      'Without a safe price the gateway accepts no request for this model. Mostly the operator repairs it.',
    severity: 'error',
    owner: 'gateway',
    retry: 'later',
    retryNote: 'when the price is back',
    causes: ['the price of the model is not known at the moment'],
    fixes: [
      { kind: 'do', what: 'send the request again later', why: 'the operator mostly repairs it' },
      { ...listModels, why: 'list other models that may work meanwhile' },
      { ...sendRequestId, why: 'if it stays, the support must set the price' },
    ],
    verify: 'nexus doctor --live',
    source,
    signatures: [{ code: 'pricing_unavailable' }],
  },
  pricing_stale: {
    name: 'pricing_stale',
    likelyStatus: 503,
    title: 'The price of this model is out of date',
    meaning: 'The gateway must refresh the price of the model before it accepts a new request.',
    severity: 'error',
    owner: 'gateway',
    retry: 'later',
    retryNote: 'when the price is refreshed',
    causes: ['the price of the model was not refreshed in time'],
    fixes: [
      { kind: 'do', what: 'send the request again later', why: 'the price may be refreshed by then' },
      { ...listModels, why: 'list other models that may work meanwhile' },
      { ...sendRequestId, why: 'if it stays, the support must refresh the price' },
    ],
    verify: 'nexus doctor --live',
    source,
    signatures: [{ code: 'pricing_stale' }],
  },
  duplicate_request_id: {
    name: 'duplicate_request_id',
    likelyStatus: 409,
    title: 'This x-request-id was already used',
    meaning:
      'The gateway accepts each x-request-id once. It refuses the second request and does not repeat the first answer.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a new x-request-id or without one',
    repeatCosts: 'the first request with this id was accepted, so a repeat may be billed again',
    supportWhen: keepsComing,
    causes: [
      'a fixed x-request-id stands in the settings of the client',
      'the client repeated a request with the same id',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'remove x-request-id from the headers that the client adds, or make a new one for each request',
        why: 'the header is optional and must be new each time',
      },
    ],
    verify: 'send two requests one after the other from the client',
    source,
    signatures: [{ code: 'duplicate_request_id' }],
  },
  billing_finalization_failed: {
    name: 'billing_finalization_failed',
    likelyStatus: 500,
    title: 'The final billing of this request failed',
    meaning:
      'The request came as far as its final billing, and the gateway could not close it. Whether the answer was billed is not clear yet.',
    severity: 'error',
    owner: 'gateway',
    retry: 'never',
    retryNote: 'until it is clear whether the answer was billed; a repeat may be billed again',
    repeatCosts: 'the answer may have been billed already, and a repeat may be billed again',
    causes: ['the gateway could not close the bill by itself'],
    fixes: [
      { ...sendRequestId, why: 'the support finds out whether the answer was billed' },
      openSupport,
      { kind: 'do', what: 'switch off automatic repeats in the client', why: 'each repeat may cost money' },
    ],
    verify: 'the support says whether the answer was billed',
    source,
    signatures: [{ code: 'billing_finalization_failed' }],
  },
  // The page gives this one a heading and no code.
  'service-request-error': {
    name: 'Service Request Error',
    likelyStatus: 502,
    title: 'The request was not completed',
    meaning: 'The gateway could not finish the request. Its documentation gives this error no code.',
    severity: 'error',
    owner: 'gateway',
    retry: 'later',
    retryNote: 'if it repeats, write to the support',
    causes: ['a fault in the gateway or at the supplier of the model'],
    fixes: [
      { kind: 'do', what: 'send the request again later', why: 'the fault may be gone by then' },
      { ...sendRequestId, why: 'if it repeats, the support needs these facts' },
      openSupport,
    ],
    verify: 'nexus doctor --live',
    source,
    unconfirmed: true,
    signatures: [
      // Its type is not documented. With one of these, the general row of a wire format would be found first.
      { type: 'api_error', messageHas: 'service request error' },
      { type: 'server_error', messageHas: 'service request error' },
      { type: 'service_unavailable_error', messageHas: 'service request error' },
      { messageHas: 'service request error' },
    ],
  },
  internal_error: {
    name: 'internal_error',
    likelyStatus: 500,
    title: 'The gateway has an internal fault',
    meaning: 'The fault is inside the gateway. Your settings are not the reason.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['a fault in the gateway'],
    fixes: [sendRequestId, openSupport],
    verify: 'nexus doctor --live',
    source,
    signatures: [{ code: 'internal_error' }],
  },
} satisfies Record<string, AnswerEntry>;
