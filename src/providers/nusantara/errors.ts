import type { AnswerEntry, Fix } from '../../errors/entry.ts';

// The documentation exists in three generations that disagree. Each row cites the newest page that names it.
const errorList = { kind: 'documented', url: 'https://docs.neosantara.xyz/en/about/errors' } as const;
const errorList2025 = {
  kind: 'documented',
  url: 'https://nusaai-edit.mintlify.app/en/about/errors',
} as const;
const limits2025 = {
  kind: 'documented',
  url: 'https://nusaai-edit.mintlify.app/en/about/rate-limits',
} as const;
const limits = {
  kind: 'documented',
  url: 'https://github.com/neosantara-xyz/docs/blob/main/en/guides/rate-limits.mdx',
} as const;
const introduction = {
  kind: 'documented',
  url: 'https://github.com/neosantara-xyz/docs/blob/main/en/api-reference/introduction.mdx',
} as const;
const codingPlan = {
  kind: 'documented',
  url: 'https://github.com/neosantara-xyz/docs/blob/main/en/coding-plan/tool-integration.mdx',
} as const;

const checkKey: Fix = {
  kind: 'run',
  command: 'nexus doctor',
  why: 'see which key is sent and where it comes from',
};
const openKeys: Fix = {
  kind: 'open',
  link: 'https://app.neosantara.xyz/api-keys',
  why: 'shows your keys and makes a new one',
};
const openUsage: Fix = {
  kind: 'open',
  link: 'https://app.neosantara.xyz/usage',
  why: 'shows what is used up',
};
const openBilling: Fix = {
  kind: 'open',
  link: 'https://app.neosantara.xyz/billing',
  why: 'deposits raise the tier',
};
const keepRequestId: Fix = {
  kind: 'do',
  what: '{keep|keep the X-Request-Id of the answer}',
  why: 'the gateway finds the request by it; no support address is documented',
};
const waitAsTold: Fix = {
  kind: 'do',
  what: '{wait|wait as long as retry-after says}, then send fewer requests at once',
  why: 'the limit counts over a window of time',
};
const sendLess: Fix = {
  kind: 'do',
  what: 'shorten the input',
  why: 'fewer input tokens count against the limit',
};

/** Statuses, types and codes of all documented generations; rows that are more exact stand first. */
export const nusantaraErrors = {
  missing_api_key: {
    name: 'missing_api_key',
    title: 'The gateway found no key in the request',
    meaning:
      'The key did not arrive. The documentation shows this code with the type auth_error and the status 401.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with the key in the Authorization header',
    causes: [
      'no key is set where the client starts',
      'the client reads the key from a variable with another name',
      'a proxy on the way removes the Authorization header',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'send the key as Authorization: Bearer, or as x-api-key',
        why: 'the gateway reads it there',
      },
      checkKey,
      openKeys,
    ],
    verify: 'nexus doctor --only key.is-accepted',
    source: errorList,
    access: true,
    signatures: [{ code: 'missing_api_key' }],
  },
  authentication_error: {
    name: 'authentication_error',
    aliases: ['auth_error'],
    title: 'The gateway refuses this key',
    meaning:
      'The key is missing, invalid, expired or inactive. The list of the documentation calls this type authentication_error, the example beside it auth_error.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'the same key is refused again',
    causes: [
      'the key is expired or was made inactive',
      'the key was not copied whole, or has a space or line break in it',
      'the key belongs to another service',
    ],
    fixes: [{ ...openKeys, why: 'shows whether the key is active, and makes a new one' }, checkKey],
    verify: 'nexus doctor --only key.is-accepted',
    source: errorList,
    access: true,
    signatures: [{ type: 'authentication_error' }, { type: 'auth_error' }, { status: 401 }],
  },
  'coding-key-elsewhere': {
    name: 'coding-key-elsewhere',
    title: 'The key is not allowed on this route',
    meaning:
      'The documentation names one case for 403: a key that starts with nsk_code_ works below /coding only. It does not give the type or the code.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with the base URL that belongs to the key',
    causes: [
      'a key of the Coding Plan is used outside /coding',
      'a key for MCP is used outside /v1/mcp',
      'the address you call from is blocked',
    ],
    fixes: [
      { kind: 'run', command: 'nexus doctor', why: 'see the base URL in use and the kind of the key' },
      {
        kind: 'do',
        what: 'look what kind of key it is: nsk_code_ works below /coding only, a key for MCP at /v1/mcp only',
        why: 'each kind has its own place',
      },
      {
        kind: 'set',
        setting: 'NEOSANTARA_BASE_URL',
        to: 'https://api.neosantara.xyz/coding',
        why: 'keys that start with nsk_code_ belong there',
      },
      { ...openKeys, why: 'gives you a standard key for the other routes' },
    ],
    verify: 'nexus doctor',
    source: codingPlan,
    access: true,
    unconfirmed: true,
    signatures: [{ status: 403 }],
  },
  'balance-too-low': {
    name: 'balance-too-low',
    provesKey: true,
    title: 'The balance is too low',
    meaning:
      'The prepaid balance does not cover the request. Only the newest pages name the status 402, and they give no type or code for it.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'at once after a top-up',
    causes: ['the balance is used up'],
    fixes: [{ ...openBilling, why: 'tops up the balance, usable at once; the minimum is IDR 50,000' }],
    verify: 'nexus doctor --live',
    source: introduction,
    unconfirmed: true,
    signatures: [{ status: 402 }],
  },
  context_length_exceeded: {
    name: 'context_length_exceeded',
    title: 'The input is too long for this model',
    meaning:
      'Input and requested output together are more than the model can hold. The type is invalid_request_error.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with less input or a smaller output limit',
    causes: ['the conversation or a file in it is too long', 'the output limit is too high'],
    fixes: [
      { kind: 'do', what: 'shorten the input or lower max_tokens', why: 'both count against the same limit' },
      { kind: 'run', command: 'nexus models', why: 'list other models to choose from' },
    ],
    verify: 'nexus doctor --live',
    source: introduction,
    signatures: [{ code: 'context_length_exceeded' }],
  },
  not_found_error: {
    name: 'not_found_error',
    title: 'What the request names was not found',
    meaning:
      'The gateway does not find the model, the prompt template or the conversation that the request names.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with an id that exists',
    causes: [
      'a typing mistake in the model id; the ids follow no single pattern',
      'the model was renamed or removed',
      'the path of the base URL is wrong',
    ],
    fixes: [
      { kind: 'run', command: 'nexus models', why: 'list the model ids that exist' },
      { kind: 'run', command: 'nexus doctor', why: 'see the base URL in use' },
    ],
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
    source: errorList,
    signatures: [{ type: 'not_found_error' }, { status: 404 }],
  },
  invalid_request_error: {
    name: 'invalid_request_error',
    title: 'The request has a form that the gateway does not accept',
    meaning:
      'A field of the request is missing or has a value that is not allowed. The message mostly names it.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'the same request is refused again',
    causes: [
      'a required field is missing, such as max_tokens on the messages route',
      'the client sends a field that this model does not know',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'change the field that the message names',
        why: 'the rest of the request is accepted',
      },
    ],
    verify: 'nexus doctor --live',
    source: errorList,
    signatures: [{ type: 'invalid_request_error' }, { status: 400 }],
  },
  itpm_exceeded: {
    name: 'itpm_exceeded',
    aliases: ['Input token throughput limit exceeded'],
    title: 'Too many input tokens per minute',
    meaning:
      'The gateway counts input tokens before it passes a request on. The limit of your tier is reached.',
    severity: 'error',
    owner: 'you',
    retry: 'when-told',
    retryNote: 'after retry-after seconds, or details.retry_after in the body',
    causes: ['long inputs in a short time', 'several clients share one account', 'the tier has a low limit'],
    fixes: [waitAsTold, sendLess, openBilling],
    verify: 'nexus doctor --live',
    source: limits,
    signatures: [
      { code: 'itpm_exceeded' },
      { code: 'rate_limit_exceeded', messageHas: 'input token throughput limit exceeded' },
      { type: 'rate_limit_exceeded', messageHas: 'input token throughput limit exceeded' },
      { type: 'rate_limit_error', messageHas: 'input token throughput limit exceeded' },
      { messageHas: 'input token throughput limit exceeded' },
    ],
  },
  otpm_exceeded: {
    name: 'otpm_exceeded',
    aliases: ['Output token throughput limit exceeded'],
    title: 'Too many output tokens per minute',
    meaning: 'The gateway counts output tokens after each answer. The limit of your tier is reached.',
    severity: 'error',
    owner: 'you',
    retry: 'when-told',
    retryNote: 'after retry-after seconds, or details.retry_after in the body',
    causes: ['long answers in a short time', 'several clients share one account', 'the tier has a low limit'],
    fixes: [
      waitAsTold,
      {
        kind: 'do',
        what: 'set a smaller output limit, such as max_tokens',
        why: 'fewer output tokens count',
      },
      openBilling,
    ],
    verify: 'nexus doctor --live',
    source: { kind: 'inferred', from: 'the documented limit and the sister code itpm_exceeded' },
    unconfirmed: true,
    signatures: [
      { code: 'otpm_exceeded' },
      { code: 'rate_limit_exceeded', messageHas: 'output token throughput limit exceeded' },
      { type: 'rate_limit_exceeded', messageHas: 'output token throughput limit exceeded' },
      { type: 'rate_limit_error', messageHas: 'output token throughput limit exceeded' },
      { messageHas: 'output token throughput limit exceeded' },
    ],
  },
  rpm_exceeded: {
    name: 'rpm_exceeded',
    title: 'Too many requests per minute',
    meaning: 'The gateway counts requests in a sliding minute. The limit of your tier is reached.',
    severity: 'error',
    owner: 'you',
    retry: 'when-told',
    retryNote: 'after retry-after seconds, or details.retry_after in the body',
    causes: [
      'the client sends many requests in a short time',
      'several clients share one account',
      'the free tier allows few requests, and the pages give different numbers for it',
    ],
    fixes: [waitAsTold, openBilling],
    verify: 'nexus doctor --live',
    source: { kind: 'inferred', from: 'the documented limit and the sister code itpm_exceeded' },
    unconfirmed: true,
    signatures: [{ code: 'rpm_exceeded' }],
  },
  user_total_daily_limit_exceeded: {
    name: 'user_total_daily_limit_exceeded',
    title: 'The tokens of this day are used up',
    meaning:
      'The account has a number of tokens per day, and it is used up. Pages of 2025 describe this; the newest ones have limits per minute instead.',
    severity: 'error',
    owner: 'you',
    retry: 'when-told',
    retryNote: 'after usage.reset_date in the body; waiting seconds does not help',
    causes: ['the tier has few tokens per day', 'several clients share one account'],
    fixes: [
      {
        kind: 'do',
        what: 'wait until {resetAt|the time in usage.reset_date}',
        why: 'the count starts again then',
      },
      openUsage,
      openBilling,
    ],
    verify: 'nexus doctor --only balance.is-available',
    source: limits2025,
    signatures: [{ code: 'user_total_daily_limit_exceeded' }],
  },
  usage_limit_exceeded: {
    name: 'usage_limit_exceeded',
    title: 'A usage limit of the account is reached',
    meaning:
      'A number of tokens per day or month is used up. Pages of 2025 use this type; other pages say rate_limit_exceeded or rate_limit_error for the status 429.',
    severity: 'error',
    owner: 'you',
    retry: 'when-told',
    retryNote: 'after usage.reset_date in the body; waiting seconds does not help',
    causes: ['the tier has few tokens per day or month', 'several clients share one account'],
    fixes: [
      {
        kind: 'do',
        what: 'wait until {resetAt|the time in usage.reset_date}',
        why: 'the count starts again then',
      },
      openUsage,
      openBilling,
    ],
    verify: 'nexus doctor --only balance.is-available',
    source: limits2025,
    signatures: [{ type: 'usage_limit_exceeded' }],
  },
  rate_limit_exceeded: {
    name: 'rate_limit_exceeded',
    title: 'A limit of the account is reached',
    meaning:
      'Too many requests or tokens in a period of time. Pages until 2025 use this type; the newest ones say rate_limit_error for the same status 429.',
    severity: 'error',
    owner: 'you',
    retry: 'when-told',
    retryNote: 'after retry-after seconds; a limit per day starts again the next day',
    causes: [
      'many requests or long inputs in a short time',
      'the tokens of the day are used up',
      'a time window or the parallel requests of a Coding Plan are used up',
    ],
    fixes: [waitAsTold, openUsage, sendLess],
    verify: 'nexus doctor --live',
    source: errorList,
    signatures: [{ code: 'rate_limit_exceeded' }, { type: 'rate_limit_exceeded' }, { status: 429 }],
  },
  rate_limit_error: {
    name: 'rate_limit_error',
    title: 'A limit per minute is reached',
    meaning:
      'Too many requests or tokens in a minute. The newest pages use this type with a code such as itpm_exceeded; older ones say rate_limit_exceeded.',
    severity: 'error',
    owner: 'you',
    retry: 'when-told',
    retryNote: 'after retry-after seconds, or details.retry_after in the body',
    causes: [
      'many requests or long inputs in a short time',
      'several clients share one account',
      'a time window or the parallel requests of a Coding Plan are used up',
    ],
    fixes: [waitAsTold, sendLess, openBilling],
    verify: 'nexus doctor --live',
    source: limits,
    signatures: [{ type: 'rate_limit_error' }],
  },
  api_error: {
    name: 'api_error',
    title: 'The gateway has an internal fault',
    meaning: 'The fault is inside the gateway. Your settings are not the reason.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    retryNote: 'the documentation says only that failed requests are not charged',
    causes: ['a fault in the gateway'],
    fixes: [keepRequestId],
    verify: 'nexus doctor --live',
    source: errorList,
    signatures: [{ type: 'api_error' }, { status: 500 }],
  },
  service_unavailable: {
    name: 'service_unavailable',
    title: 'The service is not available for a time',
    meaning:
      'The first pages name high load and maintenance as reasons, the newest ones a fault at the supplier of the model.',
    severity: 'error',
    owner: 'gateway',
    retry: 'later',
    retryNote: 'after a short delay',
    causes: ['high load', 'maintenance', 'the supplier of the model fails, and the gateway stops asking it'],
    fixes: [
      { kind: 'do', what: 'send the request again after a short delay', why: 'the documentation advises it' },
      { kind: 'run', command: 'nexus models', why: 'list other models that may work meanwhile' },
      keepRequestId,
    ],
    verify: 'nexus doctor --live',
    source: introduction,
    signatures: [{ type: 'service_unavailable' }, { status: 503 }],
  },
  gateway_timeout: {
    name: 'gateway_timeout',
    title: 'The answer took too long',
    meaning: 'The gateway stopped waiting for the answer. Only the list of November 2025 names this error.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with streaming, or with a shorter answer',
    causes: ['a long answer without streaming', 'the supplier of the model is slow'],
    fixes: [
      {
        kind: 'do',
        what: 'switch on streaming in the client',
        why: 'the documentation advises it for long requests',
      },
      {
        kind: 'do',
        what: 'or use /v1/responses with background: true',
        why: 'it is meant for runs of more than 60 seconds',
      },
    ],
    variants: [
      {
        when: 'on-get',
        owner: 'gateway',
        retry: 'later',
        causes: ['the gateway, or what it asks behind it, is slow or down'],
        fixes: [{ kind: 'do', what: 'wait a little, then check again', why: 'such errors often pass' }],
      },
    ],
    verify: 'nexus doctor --live',
    source: errorList2025,
    signatures: [{ type: 'gateway_timeout' }, { status: 504 }],
  },
} satisfies Record<string, AnswerEntry>;
