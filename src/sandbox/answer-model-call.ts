import { type Answer, jsonAnswer } from './answer.ts';
import { errorAnswer, type Gateway, type GatewayRequest, refuse } from './gateway.ts';
import { type Generation, generate, tokensIn } from './generation.ts';
import type { Serves, SimulatedRoute } from './simulated-provider.ts';
import { message, messageStream, tokenCount } from './wire/anthropic.ts';
import {
  chatCompletion,
  chatStream,
  compaction,
  completion,
  response,
  responseStream,
} from './wire/openai.ts';

type Called = Exclude<Serves, 'model-list' | 'balance' | 'key-status'>;
type Body = Readonly<Record<string, unknown>>;

interface Format {
  /** The field that holds the prompt; a request without it is refused. */
  readonly prompt: 'messages' | 'prompt' | 'input';
  /** Names of the output limit, the newer one first. */
  readonly limits: readonly string[];
  readonly limitIsRequired?: true;
  readonly plain: (generation: Generation) => unknown;
  readonly stream?: (generation: Generation, body: Body) => readonly string[];
}

const formats: Readonly<Record<Called, Format>> = {
  chat: {
    prompt: 'messages',
    limits: ['max_completion_tokens', 'max_tokens'],
    plain: chatCompletion,
    stream: (generation, body) => chatStream(generation, { includeUsage: asksForUsage(body) }),
  },
  completions: { prompt: 'prompt', limits: ['max_tokens'], plain: completion },
  responses: {
    prompt: 'input',
    limits: ['max_output_tokens', 'max_tokens'],
    plain: response,
    stream: responseStream,
  },
  compact: { prompt: 'input', limits: ['max_output_tokens'], plain: compaction, stream: responseStream },
  messages: {
    prompt: 'messages',
    limits: ['max_tokens'],
    limitIsRequired: true,
    plain: message,
    stream: messageStream,
  },
  'count-tokens': {
    prompt: 'messages',
    limits: [],
    plain: ({ inputTokens }) => tokenCount(inputTokens),
  },
};

/** What a POST that calls a model gets, in the order in which a gateway finds things out. */
export function answerModelCall(
  gateway: Gateway,
  request: GatewayRequest,
  route: SimulatedRoute & { readonly serves: Called },
): Answer {
  const { provider } = gateway;
  const format = formats[route.serves];
  const body = parsedBody(request.body ?? '');
  if (body === undefined) return refuse(gateway, request, 'bad-request', 'The body is not a JSON object.');
  if (
    provider.needsAnthropicVersion &&
    route.serves === 'messages' &&
    !request.headers['anthropic-version']
  ) {
    return refuse(gateway, request, 'bad-request', 'anthropic-version: header is required');
  }
  const model = body.model;
  if (typeof model !== 'string' || model === '') return refuse(gateway, request, 'no-model');
  if (Object.hasOwn(provider.errors, model)) return errorAnswer(gateway, request, model);
  if (!gateway.modelIds.has(model)) return refuse(gateway, request, 'model-not-enabled');
  const known = provider.models.find(({ id }) => id === model);
  if (known?.serves !== undefined && !known.serves.includes(route.serves)) {
    return refuse(gateway, request, 'model-elsewhere');
  }
  const streamAsked = body.stream === true;
  if (streamAsked && !route.streams) return refuse(gateway, request, 'no-streaming');
  const problem = fieldProblem(format, body);
  if (problem !== undefined) return refuse(gateway, request, 'bad-request', problem);
  const maxOutputTokens = limitIn(format, body) ?? provider.defaultOutputTokens;
  const price = known?.outputPrice ?? priceOfUnknownModel;
  if (route.serves !== 'count-tokens' && !canPay(gateway, (maxOutputTokens * price) / 1_000_000)) {
    return refuse(gateway, request, 'no-money');
  }
  const generation = generate({
    id: request.requestId.replaceAll(/[^0-9a-f]/g, '').slice(-24),
    model,
    createdAtSeconds: Math.floor(request.nowMs / 1000),
    inputTokens: tokensIn([body[format.prompt], body.system, body.instructions]),
    maxOutputTokens,
  });
  if (streamAsked && format.stream !== undefined) {
    return { kind: 'events', writes: format.stream(generation, body) };
  }
  return jsonAnswer(200, format.plain(generation));
}

/** Per million tokens, for models that only the scenario knows. */
const priceOfUnknownModel = 10;

function canPay({ provider, state }: Gateway, cost: number): boolean {
  const balance = state.balance ?? provider.defaultBalance;
  return balance > 0 && (!provider.reservesCost || cost <= balance);
}

function fieldProblem(format: Format, body: Body): string | undefined {
  const prompt = body[format.prompt];
  const usable = Array.isArray(prompt)
    ? prompt.length > 0
    : typeof prompt === 'string' && format.prompt !== 'messages';
  if (!usable) return `${format.prompt}: field required`;
  const name = format.limits.find((limit) => body[limit] !== undefined && body[limit] !== null);
  if (name === undefined) return format.limitIsRequired ? `${format.limits[0]}: field required` : undefined;
  const limit = body[name];
  return Number.isSafeInteger(limit) && Number(limit) > 0 ? undefined : `${name}: must be a positive integer`;
}

function limitIn(format: Format, body: Body): number | undefined {
  return format.limits.map((name) => body[name]).find((value): value is number => typeof value === 'number');
}

function asksForUsage(body: Body): boolean {
  const options = body.stream_options;
  return (
    typeof options === 'object' &&
    options !== null &&
    'include_usage' in options &&
    options.include_usage === true
  );
}

function parsedBody(text: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : undefined;
  } catch {
    return undefined;
  }
}
