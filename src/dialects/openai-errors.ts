import type { AnswerEntry, Fix } from '../errors/entry.ts';
import { relayErrors } from './relay-errors.ts';

const official = {
  kind: 'documented',
  url: 'https://developers.openai.com/api/docs/guides/error-codes',
} as const;

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
const askGateway: Fix = {
  kind: 'do',
  what: 'write to {contact} if your own account is in order',
  why: 'then its account with the supplier of the model is meant',
};
const ownInOrder =
  'your own account is in order: then that of the gateway with the supplier of the model is meant';
const behindGateway = 'the account of the gateway with the supplier of the model is meant, not yours';

/**
 * The errors of OpenAI's own API. Gateways that speak it use the same names, or pass on what their supplier says, so
 * the texts hold for both. Rows that are more exact stand first.
 */
export const openaiErrors = {
  invalid_api_key: {
    name: 'invalid_api_key',
    aliases: ['token_not_found_in_db'],
    names: ['Incorrect API key provided'],
    title: 'The key is not correct',
    meaning: 'The gateway does not know this key. No request is accepted with it.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'the same key is refused again',
    causes: [
      'the key was not copied whole, or has a space in it',
      'the key was deleted or disabled',
      'the key belongs to another service or organization',
      'the gateway passes on what its supplier says of the gateway’s own key',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'copy the key again from {keysFrom}{intoItsPlace}, or make a new one',
        why: 'the old one is not accepted',
      },
      checkKey,
    ],
    verify: 'nexus doctor --only key.is-accepted',
    source: official,
    access: true,
    signatures: [
      { code: 'invalid_api_key' },
      { type: 'invalid_request_error', messageHas: 'incorrect api key provided' },
      { messageHas: 'incorrect api key provided' },
      // xAI says so with a 400, and a sentence as its code.
      { code: 'Client specified an invalid argument', messageHas: 'incorrect api key provided' },
      // Google's words, which gateways before Gemini pass on.
      { messageHas: 'api key not valid' },
      // What one-api and new-api say to a key that they do not know.
      { messageHas: '无效的令牌' },
      // LiteLLM's word for the same.
      { type: 'token_not_found_in_db' },
      // LiteLLM without a database knows its master key alone: https://github.com/BerriAI/litellm/pull/20837
      { type: 'no_db_connection' },
      // GLM's words for both, so that none of the two is proved.
      { messageHas: '令牌已过期或验证不正确' },
    ],
  },
  'invalid-authentication': {
    name: 'Invalid Authentication',
    title: 'The sign-in data of the request is not valid',
    meaning: 'The key, or the organization that the request names, is not accepted.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with the right key and organization',
    causes: [
      'the key was revoked',
      'the key belongs to another organization than the request names',
      'the key lacks a permission that this route needs',
    ],
    fixes: [
      checkKey,
      { kind: 'do', what: 'get a new key from {keysFrom}', why: 'a revoked key does not come back' },
    ],
    verify: 'nexus doctor --only key.is-accepted',
    source: official,
    access: true,
    signatures: [
      { type: 'invalid_request_error', messageHas: 'invalid authentication' },
      { messageHas: 'invalid authentication' },
    ],
  },
  'not-in-an-organization': {
    name: 'You must be a member of an organization to use the API',
    title: 'The account belongs to no organization',
    meaning: 'The key is known, but its account is not part of an organization any more.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'once the account is in an organization',
    supportWhen: ownInOrder,
    causes: ['the account left its organization or project', 'the organization was deleted', behindGateway],
    fixes: [
      {
        kind: 'do',
        what: 'ask an owner of the organization to invite the account',
        why: 'keys work inside one only',
      },
      askGateway,
    ],
    verify: 'nexus doctor --only key.is-accepted',
    source: official,
    access: true,
    signatures: [
      { type: 'invalid_request_error', messageHas: 'must be a member of an organization' },
      { messageHas: 'must be a member of an organization' },
    ],
  },
  ip_not_authorized: {
    name: 'ip_not_authorized',
    aliases: ['IP not authorized'],
    title: 'The address of the request is not on the list of allowed ones',
    meaning: 'The organization or project accepts requests from certain IP addresses only.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'from an allowed address',
    causes: ['a VPN or a new network changed your address', 'the list of allowed addresses is out of date'],
    fixes: [
      { kind: 'do', what: 'send from an allowed address, or change the list', why: 'the list decides' },
      askGateway,
    ],
    verify: 'nexus doctor --only key.is-accepted',
    source: official,
    access: true,
    // The page gives the title only; the code is what clients in public repositories look for.
    unconfirmed: true,
    beatsCode: true,
    signatures: [
      { code: 'ip_not_authorized' },
      { code: 'ip_not_allowed' },
      { type: 'invalid_request_error', messageHas: 'ip is not authorized' },
      { type: 'invalid_request_error', messageHas: 'ip not authorized' },
      { messageHas: 'ip is not authorized' },
      { messageHas: 'ip not authorized' },
      // What new-api says where a key has a list of addresses.
      { messageHas: 'ip is not in the allowed list' },
      { messageHas: 'ip 不在令牌允许访问的列表中' },
    ],
  },
  unsupported_country_region_territory: {
    name: 'unsupported_country_region_territory',
    aliases: ['Country, region, or territory not supported'],
    title: 'The country of the request is not supported',
    meaning: 'The API is not offered where the request comes from. The key is not the reason.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'from a supported country only',
    supportWhen: 'the base URL is right: then the supplier of the model refuses the gateway',
    causes: [
      'a VPN, or the country of this machine',
      'the request went straight to OpenAI instead of the gateway',
      behindGateway,
    ],
    fixes: [
      {
        kind: 'do',
        what: 'try without the VPN or from a supported country; if it stays, write to {contact}',
        why: 'the answer goes by where a request comes from',
      },
      { kind: 'run', command: 'nexus doctor', why: 'see the base URL that the requests go to' },
    ],
    verify: 'nexus doctor',
    source: official,
    // The page gives the title only; the code is what clients in public repositories look for.
    unconfirmed: true,
    signatures: [
      { code: 'unsupported_country_region_territory' },
      { messageHas: 'country, region, or territory not supported' },
    ],
  },
  credit_balance_exhausted: {
    name: 'credit_balance_exhausted',
    title: 'The credits are used up',
    meaning: 'The organization has no prepaid credits left. This is not a limit that ends by waiting.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'after a top-up; waiting does not help',
    supportWhen: ownInOrder,
    causes: ['the credits are used up', behindGateway],
    fixes: [{ kind: 'do', what: 'add credits', why: 'requests are accepted again' }, askGateway],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [{ code: 'credit_balance_exhausted' }],
  },
  organization_spend_limit_exceeded: {
    name: 'organization_spend_limit_exceeded',
    title: 'The spending limit of the organization is reached',
    meaning: 'The organization set a limit for each month, and it is used up.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a higher limit, or after the monthly reset',
    supportWhen: ownInOrder,
    causes: ['the limit of this month is used up', behindGateway],
    fixes: [
      {
        kind: 'do',
        what: 'raise the limit, or wait for the monthly reset',
        why: 'the limit is the only reason',
      },
      askGateway,
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [{ code: 'organization_spend_limit_exceeded' }],
  },
  project_spend_limit_exceeded: {
    name: 'project_spend_limit_exceeded',
    title: 'The spending limit of the project is reached',
    meaning: 'The project has a limit for each month, and it is used up. Other projects are not affected.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a higher limit, or after the monthly reset',
    supportWhen: ownInOrder,
    causes: ['the limit of this month is used up', behindGateway],
    fixes: [
      {
        kind: 'do',
        what: 'raise the limit of the project, or wait for the monthly reset',
        why: 'nothing else stops it',
      },
      askGateway,
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [{ code: 'project_spend_limit_exceeded' }],
  },
  organization_usage_limit_exceeded: {
    name: 'organization_usage_limit_exceeded',
    title: 'The approved usage of the organization is reached',
    meaning: 'The organization reached the highest monthly usage that was approved for it.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a higher approved limit',
    supportWhen: ownInOrder,
    causes: ['the approved usage of this month is used up', behindGateway],
    fixes: [
      { kind: 'do', what: 'ask for a higher approved limit', why: 'only the provider can raise it' },
      askGateway,
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [{ code: 'organization_usage_limit_exceeded' }],
  },
  insufficient_quota: {
    name: 'insufficient_quota',
    aliases: ['You exceeded your current quota'],
    title: 'The paid quota is used up',
    meaning:
      'There are no credits left, or the highest monthly spending is reached. It looks like a rate limit, but is none.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'after a top-up; waiting does not help',
    supportWhen: ownInOrder,
    causes: ['the credits are used up', 'the monthly spending limit is reached', behindGateway],
    fixes: [
      { kind: 'do', what: 'add credits or raise the limit', why: 'a retry alone does not help' },
      askGateway,
    ],
    variants: [
      {
        when: 'with-balance',
        title: 'A paid quota is used up, and your balance is not',
        owner: 'gateway',
        retry: 'later',
        causes: [
          'the account of the gateway with the supplier of the model is used up',
          'a limit of yours is reached that the free routes do not show',
        ],
        fixes: [
          {
            kind: 'do',
            what: 'write to {contact}: your own balance is not empty',
            why: 'their account may be',
            elsewhere: true,
          },
        ],
      },
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [
      { code: 'insufficient_quota' },
      { type: 'insufficient_quota' },
      { messageHas: 'exceeded your current quota' },
    ],
  },
  slow_down: {
    name: 'slow_down',
    title: 'The number of requests grew too fast',
    meaning:
      'A sudden rise is refused, although the limits themselves may not be reached. Pages give the status 503 or 429.',
    severity: 'error',
    owner: 'you',
    retry: 'later',
    retryNote: 'at the former rate',
    causes: ['many requests started at the same time'],
    fixes: [
      {
        kind: 'do',
        what: 'go back to the former rate, then raise it slowly',
        why: 'a slow rise is accepted',
      },
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [{ code: 'slow_down' }],
  },
  rate_limit_exceeded: {
    name: 'rate_limit_exceeded',
    aliases: ['Rate limit reached'],
    title: 'Requests or tokens come too fast',
    meaning: 'A limit per minute or per day is reached.',
    severity: 'error',
    owner: 'you',
    retry: 'later',
    retryNote: 'with more time between the requests',
    causes: [
      'many requests or long inputs in a short time',
      'several clients share one key',
      'the tier has a low limit',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'wait, then send fewer requests at once',
        why: 'the limit counts over a window of time',
      },
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [
      { code: 'rate_limit_exceeded' },
      { messageHas: 'rate limit reached' },
      // Gemini calls every limit a quota; a wait of seconds tells which: https://ai.google.dev/gemini-api/docs/rate-limits
      { status: 429, messageHas: 'please retry in' },
    ],
  },
  server_is_overloaded: {
    name: 'server_is_overloaded',
    aliases: ['service_unavailable_error', 'The engine is currently overloaded'],
    title: 'The servers of the model are overloaded',
    meaning: 'Too many people use the model at the moment. Your own limits are not the reason.',
    severity: 'error',
    owner: 'upstream',
    retry: 'later',
    retryNote: 'after a short wait',
    causes: ['high load at the supplier of the model'],
    fixes: [
      { kind: 'do', what: 'wait a little and send the request again', why: 'the load mostly falls soon' },
      { ...listModels, why: 'list other models that may answer meanwhile' },
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [
      { code: 'server_is_overloaded' },
      { type: 'service_unavailable_error' },
      { messageHas: 'engine is currently overloaded' },
    ],
  },
  server_error: {
    name: 'server_error',
    aliases: ['The server had an error while processing your request'],
    title: 'The server had a fault while it worked on the request',
    meaning: 'The fault is on the other side. Your settings are not the reason.',
    severity: 'error',
    owner: 'upstream',
    retry: 'later',
    retryNote: 'after a short wait',
    causes: ['a fault at the supplier of the model or in the gateway'],
    fixes: [
      { kind: 'do', what: 'wait a little and send the request again', why: 'such faults are mostly short' },
      { kind: 'do', what: '{keep|keep the request id}', why: 'support needs it if the error stays' },
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [
      { code: 'server_error' },
      { type: 'server_error' },
      { messageHas: 'server had an error while processing your request' },
    ],
  },
  context_length_exceeded: {
    name: 'context_length_exceeded',
    title: 'The input is too long for this model',
    meaning: 'Input and requested output together are more than the model can hold.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with less input or a smaller output limit',
    causes: ['the conversation or a file in it is too long', 'the output limit is too high'],
    fixes: [
      {
        kind: 'do',
        what: 'shorten the input or lower the output limit',
        why: 'both count against the same limit',
      },
      { ...listModels, why: 'list other models to choose from' },
    ],
    verify: 'nexus doctor --live',
    source: { kind: 'inferred', from: 'the error lists of other gateways that speak this API' },
    unconfirmed: true,
    signatures: [
      { code: 'context_length_exceeded' },
      { type: 'invalid_request_error', messageHas: 'maximum context length is' },
    ],
  },
  'invalid-url': {
    name: 'Invalid URL',
    likelyStatus: 404,
    title: 'The gateway has no route at this address',
    meaning: 'The request came to the gateway, and the address behind its host leads to no route there.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'the same address leads nowhere again',
    causes: [
      'the base URL has one /v1 too many or too few for this client',
      'the base URL is the address of a whole route, and the client adds the route again',
      'the gateway does not offer this route',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'compare the address in the message with the routes of the gateway, and change the base URL in the client',
        why: 'the client adds its route to the base URL',
      },
      checkKey,
    ],
    verify: 'nexus doctor',
    source: {
      kind: 'inferred',
      from: 'the answers of OpenAI and of one-api to an address that has no route',
    },
    unconfirmed: true,
    signatures: [
      { type: 'invalid_request_error', messageHas: 'invalid url (' },
      { messageHas: 'invalid url (' },
    ],
  },
  model_not_found: {
    name: 'model_not_found',
    title: 'The model does not exist, or this key may not use it',
    meaning: 'The gateway gives the same answer for a wrong id and for a missing permission.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a model from the list',
    causes: [
      'a typing mistake in the model id',
      'the model is not enabled for this key',
      'the gateway has no supplier for this model at the moment',
    ],
    fixes: [
      listModels,
      {
        kind: 'do',
        what: 'set one of these ids in the client',
        why: 'the ids must be equal letter by letter',
      },
    ],
    verify: 'nexus models',
    source: { kind: 'inferred', from: 'the error lists of other gateways that speak this API' },
    unconfirmed: true,
    signatures: [
      { code: 'model_not_found' },
      // LiteLLM's words for a name that no line of its settings has.
      { type: 'invalid_request_error', messageHas: 'invalid model name passed in model=' },
      { messageHas: 'invalid model name passed in model=' },
      // Ollama's words: https://github.com/ollama/ollama/blob/main/server/routes.go
      { status: 404, type: 'api_error', messageHas: "' not found" },
    ],
  },
  ...relayErrors,
  'invalid-service-tier': {
    name: 'Invalid service_tier argument',
    title: 'The service tier is not allowed',
    meaning: 'The request asks for a service tier that the project may not use.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with another service_tier or without it',
    causes: ['the field service_tier has a value that is not allowed'],
    fixes: [
      {
        kind: 'do',
        what: 'remove service_tier from the request, or set an allowed value',
        why: 'the field is optional',
      },
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [
      { type: 'invalid_request_error', messageHas: 'invalid service_tier argument' },
      { messageHas: 'invalid service_tier argument' },
    ],
  },
  invalid_request_error: {
    name: 'invalid_request_error',
    title: 'The request has a form that is not accepted',
    meaning:
      'A field of the request is missing or has a value that is not allowed. The message mostly names it.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'the same request is refused again',
    causes: [
      'the client sends a field that this model does not accept',
      'a required field is missing',
      'the model id does not fit the route',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'change the field that the message names',
        why: 'the rest of the request is accepted',
      },
      { ...listModels, why: 'shows on which routes each model works' },
    ],
    verify: 'nexus doctor --live',
    source: official,
    signatures: [{ type: 'invalid_request_error' }],
  },
} satisfies Record<string, AnswerEntry>;
