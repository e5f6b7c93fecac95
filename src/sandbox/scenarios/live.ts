import type { LivePromise, ProbeVerdict, Reply, Rule, Scenario } from '../scenario.ts';
import { healthy } from './promises.ts';

const noFinding = { findings: [], proof: 'accepts-key' } as const;
const outcomes = {
  /** The key or a permission is the first cause. */
  access: { ...noFinding, verdict: 'broken', exitCode: 4 },
  broken: { ...noFinding, verdict: 'broken', exitCode: 1 },
  /** It may pass, so nobody can tell. */
  mayPass: { ...noFinding, verdict: 'inconclusive', exitCode: 3 },
} as const satisfies Readonly<Record<string, LivePromise>>;

interface Story {
  readonly id: string;
  readonly text: string;
  readonly ends: keyof typeof outcomes;
  readonly finding: string;
  readonly flags?: readonly string[];
  readonly gateway: Scenario['gateway'];
}

const onMessages = ['--model', 'claude-sonnet-4-6', '--route', '/v1/messages'];
const onChat = ['--provider', 'nusantara', '--model', 'gpt-5.4', '--route', '/v1/chat/completions'];
const onAnthropic = ['--provider', 'nusantara', '--model', 'claude-sonnet-4-6', '--route', '/v1/messages'];

/** What `probe --mode stream` shows of some of the same stories, on the route of Claude Code. */
const seenByProbe: Readonly<Record<string, readonly [verdict: ProbeVerdict, exitCode: number]>> = {
  'key-refused': ['rejected', 4],
  'route-not-allowed': ['rejected', 4],
  'unsupported-model': ['rejected', 1],
  'streaming-refused': ['not-supported', 1],
  reset: ['unreachable', 3],
  'no-answer': ['timed-out', 3],
};

function probePromise(id: string): Pick<Scenario, 'probe'> {
  const [verdict, exitCode] = seenByProbe[id] ?? [];
  if (verdict === undefined || exitCode === undefined) return {};
  return {
    probe: { flags: ['--mode', 'stream'], exitCode, rows: { 'POST /v1/messages stream': verdict } },
  };
}

/** The free routes are in order, so that only a real call can find out. */
function story(provider: Scenario['provider'], { id, text, ends, finding, flags, gateway }: Story): Scenario {
  const usual = provider === 'nexus' ? onMessages : onChat;
  return {
    id: `live/${id}`,
    story: text,
    provider,
    gateway,
    client: { flags: flags ?? usual },
    expects: healthy,
    live: {
      ...outcomes[ends],
      findings: [finding],
      // Only the list of nexus says what the key may use.
      proof: provider === 'nexus' && flags?.length !== 0 ? 'model-allowed' : 'accepts-key',
    },
    ...probePromise(id),
  };
}

function calls(reply: Reply): Scenario['gateway'] {
  const rule: Rule = { method: 'POST', credential: 'right', reply };
  return { rules: [rule] };
}

function onNexus(id: string, error: string, ends: Story['ends'], text: string): Scenario {
  return story('nexus', {
    id,
    text,
    ends,
    finding: `nexus/${error}`,
    gateway: calls({ kind: 'error', error }),
  });
}

function onNusantara(id: string, error: string, ends: Story['ends'], text: string): Scenario {
  const gateway = calls({ kind: 'error', error });
  return story('nusantara', { id, text, ends, finding: `nusantara/${error}`, gateway });
}

const nexusCodes: readonly Scenario[] = [
  onNexus(
    'key-refused',
    'invalid_key',
    'access',
    'The key reads lists and is refused as soon as a model is called',
  ),
  onNexus(
    'route-not-allowed',
    'endpoint_not_allowed',
    'access',
    'The key may read lists and may not call this route',
  ),
  story('nexus', {
    id: 'model-not-allowed',
    text: 'The list still shows models that were taken from the key an hour ago',
    ends: 'access',
    finding: 'nexus/model_not_allowed',
    // No model is chosen: a list that shows it and a call that refuses it would contradict each other in one report.
    flags: [],
    gateway: calls({ kind: 'error', error: 'model_not_allowed' }),
  }),
  onNexus(
    'unsupported-model',
    'unsupported_model',
    'broken',
    'The model is documented for this route and does not work on it',
  ),
  onNexus('unsupported-route', 'unsupported_endpoint', 'broken', 'A documented route was taken away'),
  story('nexus', {
    id: 'streaming-refused',
    text: 'The route of Claude Code does not stream any more',
    ends: 'broken',
    finding: 'nexus/streaming_not_supported',
    gateway: { stream: { kind: 'refused' } },
  }),
  onNexus('model-lost', 'missing_model', 'broken', 'Something on the way drops the model from every request'),
  story('nexus', {
    id: 'reserve-too-high',
    text: 'There is money on the account, and not enough for the reserve of one call',
    ends: 'broken',
    finding: 'nexus/insufficient_balance',
    gateway: { balance: 0.000_1 },
  }),
  onNexus(
    'balance-refused',
    'insufficient_balance',
    'broken',
    'The spending limit of the key is reached while the account has money',
  ),
  onNexus(
    'pricing-unavailable',
    'pricing_unavailable',
    'mayPass',
    'The price of the model can not be computed now',
  ),
  onNexus('pricing-stale', 'pricing_stale', 'mayPass', 'The price of the model must be refreshed first'),
  onNexus(
    'repeated-request-id',
    'duplicate_request_id',
    'broken',
    'A proxy puts one and the same request id on every call',
  ),
  onNexus(
    'billing-unfinished',
    'billing_finalization_failed',
    'mayPass',
    'The model answered, and the last billing step failed',
  ),
  story('nexus', {
    id: 'billing-unfinished-inside-200',
    text: 'The last billing step failed, and the gateway says so with status 200',
    ends: 'mayPass',
    finding: 'nexus/billing_finalization_failed',
    gateway: calls({
      kind: 'json',
      status: 200,
      body: {
        error: { message: 'Billing failed.', type: 'billing_error', code: 'billing_finalization_failed' },
      },
    }),
  }),
  onNexus(
    'service-request-error',
    'service-request-error',
    'mayPass',
    'The call was not completed, without a code',
  ),
  onNexus(
    'internal-error',
    'internal_error',
    'mayPass',
    'Calls meet an internal fault, and the lists do not',
  ),
];

const nusantaraCodes: readonly Scenario[] = [
  onNusantara(
    'key-lost',
    'missing_api_key',
    'access',
    'A proxy removes the key from calls and leaves it on lists',
  ),
  onNusantara(
    'key-inactive',
    'authentication_error',
    'access',
    'The key became inactive between the list and the call',
  ),
  onNusantara(
    'forbidden',
    'coding-key-elsewhere',
    'access',
    'The key may read lists and may not call models',
  ),
  onNusantara('balance-too-low', 'balance-too-low', 'broken', 'The prepaid balance does not cover a call'),
  onNusantara(
    'context-too-long',
    'context_length_exceeded',
    'broken',
    'Even the smallest prompt is too long for the model',
  ),
  onNusantara(
    'model-not-found',
    'not_found_error',
    'broken',
    'The model is in the list and is not found when it is called',
  ),
  onNusantara(
    'bad-request',
    'invalid_request_error',
    'broken',
    'The gateway refuses the form of the smallest call',
  ),
  onNusantara(
    'requests-per-minute',
    'rate_limit_exceeded',
    'mayPass',
    'Calls are limited per minute, and lists are not',
  ),
  onNusantara(
    'rate-limit',
    'rate_limit_error',
    'mayPass',
    'A limit for calls is reached, and no code says which',
  ),
  onNusantara('requests-code', 'rpm_exceeded', 'mayPass', 'Too many calls came in this minute, with a code'),
  onNusantara('input-tokens', 'itpm_exceeded', 'mayPass', 'The input tokens of this minute are used up'),
  onNusantara('output-tokens', 'otpm_exceeded', 'mayPass', 'The output tokens of this minute are used up'),
  onNusantara(
    'usage-limit',
    'usage_limit_exceeded',
    'mayPass',
    'A usage limit stops calls and leaves the lists',
  ),
  onNusantara(
    'daily-limit',
    'user_total_daily_limit_exceeded',
    'mayPass',
    'The tokens of the day ended after the last look at them',
  ),
  onNusantara(
    'api-error',
    'api_error',
    'mayPass',
    'Calls at the second built-in gateway meet an internal fault',
  ),
  onNusantara(
    'maintenance',
    'service_unavailable',
    'mayPass',
    'The models are under maintenance, and the lists are not',
  ),
  onNusantara('gateway-timeout', 'gateway_timeout', 'mayPass', 'The gateway gave up waiting for the model'),
];

/** What relays and suppliers say in forms of their own, and what stands in the way of a POST alone. */
const others: readonly Scenario[] = [
  story('nusantara', {
    id: 'payment-on-messages',
    text: 'The route of Claude Code says in the words of Anthropic that the balance is too low',
    ends: 'broken',
    finding: 'anthropic/billing_error',
    flags: onAnthropic,
    gateway: calls({ kind: 'error', error: 'balance-too-low' }),
  }),
  story('nexus', {
    id: 'supplier-overloaded',
    text: 'The supplier of the model is overloaded, and the lists work',
    ends: 'mayPass',
    finding: 'anthropic/overloaded_error',
    gateway: calls({
      kind: 'json',
      status: 529,
      body: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
    }),
  }),
  story('nexus', {
    id: 'supplier-quota',
    text: 'The account of the gateway at its supplier is used up, as calls show',
    ends: 'mayPass',
    finding: 'openai/insufficient_quota',
    gateway: calls({
      kind: 'json',
      status: 429,
      body: {
        error: {
          message: 'You exceeded your current quota.',
          type: 'insufficient_quota',
          param: null,
          code: 'insufficient_quota',
        },
      },
    }),
  }),
  story('nexus', {
    id: 'supplier-refuses-key',
    text: 'The supplier refuses the key of the gateway, which passes the words on',
    ends: 'broken',
    finding: 'edge/http-refused-behind',
    gateway: calls({
      kind: 'json',
      status: 401,
      body: {
        error: {
          message:
            'Incorrect API key provided: sk-12345. You can find your API key at https://platform.openai.com/account/api-keys.',
          type: 'invalid_request_error',
          param: null,
          code: 'invalid_api_key',
        },
      },
    }),
  }),
  story('nexus', {
    id: 'no-supplier',
    text: 'The relay lists a model for which it has no supplier left',
    ends: 'mayPass',
    finding: 'edge/http-no-channel',
    gateway: calls({
      kind: 'json',
      status: 503,
      body: {
        error: {
          message: 'No available channel for model claude-sonnet-4-6 under group default (distributor)',
          type: 'new_api_error',
          code: 'model_not_found',
        },
      },
    }),
  }),
  story('nexus', {
    id: 'blocked',
    text: 'A protection wall lets lists pass and takes every call for an attack',
    ends: 'broken',
    finding: 'edge/blocked',
    gateway: calls({
      kind: 'raw',
      status: 403,
      contentType: 'text/html',
      body: '<html><head><title>Sorry, you have been blocked</title></head></html>',
      headers: { server: 'cloudflare', 'cf-ray': '0123456789abcdef-FRA' },
    }),
  }),
  story('nexus', {
    id: 'redirected',
    text: 'Calls are sent on to another host, which must never see the key',
    ends: 'broken',
    finding: 'edge/redirect',
    gateway: calls({ kind: 'redirect', status: 307, to: 'https://gateway.example/v1/messages' }),
  }),
  story('nexus', {
    id: 'reset',
    text: 'Something on the way cuts every call and lets lists pass',
    ends: 'mayPass',
    finding: 'network/connection-reset',
    gateway: calls({ kind: 'reset' }),
  }),
  story('nexus', {
    id: 'no-answer',
    text: 'The gateway takes the call and never answers',
    ends: 'mayPass',
    finding: 'network/no-answer',
    flags: [...onMessages, '--timeout', '1'],
    gateway: calls({ kind: 'stall' }),
  }),
  {
    id: 'live/answer-of-another-format',
    story: 'The route of Claude Code answers in the form of chat, as after a wrong rule in a relay',
    provider: 'nexus',
    gateway: calls({
      kind: 'json',
      status: 200,
      body: {
        id: 'chatcmpl-1',
        object: 'chat.completion',
        choices: [{ index: 0, message: { role: 'assistant', content: 'OK' }, finish_reason: 'stop' }],
      },
    }),
    client: { flags: onMessages },
    expects: healthy,
    probe: { flags: ['--mode', 'plain'], exitCode: 1, rows: { 'POST /v1/messages plain': 'wrong-answer' } },
  },
];

/** The free routes are fine and a real call is not. */
export const liveScenarios: readonly Scenario[] = [...nexusCodes, ...nusantaraCodes, ...others];
