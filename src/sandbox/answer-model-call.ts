import { type Answer, jsonAnswer } from './answer.ts';
import { errorAnswer, type Gateway, type GatewayRequest, refuse } from './gateway.ts';
import { generate, tokensIn } from './generation.ts';
import { parsedBody } from './model-call-body.ts';
import { type Body, type Called, type ModelFormat, modelFormats } from './model-formats.ts';
import { limitIn, limitProblem, limitRefusal } from './output-limit.ts';
import type { SimulatedRoute } from './simulated-provider.ts';
import { streamAnswer } from './stream-answer.ts';
import type { StreamFault } from './stream-fault.ts';

/** What a POST that calls a model gets, in the order in which a gateway finds things out. */
export function answerModelCall(
  gateway: Gateway,
  request: GatewayRequest,
  route: SimulatedRoute & { readonly serves: Called },
): Answer {
  const { provider, state } = gateway;
  const format = modelFormats[route.serves];
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
  const fault = body.stream === true ? faultOf(gateway, route) : undefined;
  if (fault?.kind === 'refused') return refuse(gateway, request, 'no-streaming');
  const problem = promptProblem(format, body) ?? limitProblem(format, body);
  if (problem !== undefined) return refuse(gateway, request, 'bad-request', problem);
  const refused = limitRefusal(state.outputLimits?.[model], format, body);
  if (refused !== undefined) return jsonAnswer(400, refused);
  const maxOutputTokens = limitIn(format, body) ?? provider.defaultOutputTokens;
  const price = known?.outputPrice ?? priceOfUnknownModel;
  if (route.serves !== 'count-tokens' && !canPay(gateway, (maxOutputTokens * price) / 1_000_000)) {
    return refuse(gateway, request, 'no-money');
  }
  const generation = generate(
    {
      id: request.requestId.replaceAll(/[^0-9a-f]/g, '').slice(-24),
      model,
      createdAtSeconds: Math.floor(request.nowMs / 1000),
      inputTokens: tokensIn([body[format.prompt], body.system, body.instructions]),
      maxOutputTokens,
    },
    fault?.kind === 'split-characters' ? 'many' : 'latin',
    state.outputLimits?.[model]?.answersWith,
  );
  const plain = format.plain(generation);
  if (fault === undefined || format.stream === undefined) return jsonAnswer(200, plain);
  return streamAnswer(fault, {
    generation,
    body,
    format: format.stream,
    plain,
    errors: provider.errors,
    acceptsGzip: /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')),
  });
}

function faultOf({ state }: Gateway, { path, streams }: SimulatedRoute): StreamFault {
  return state.streamAt?.[path] ?? (streams ? (state.stream ?? { kind: 'sound' }) : { kind: 'refused' });
}

/** Per million tokens, for models that only the scenario knows. */
const priceOfUnknownModel = 10;

function canPay({ provider, state }: Gateway, cost: number): boolean {
  const balance = state.balance ?? provider.defaultBalance;
  return balance > 0 && (!provider.reservesCost || cost <= balance);
}

function promptProblem(format: ModelFormat, body: Body): string | undefined {
  const prompt = body[format.prompt];
  const usable = Array.isArray(prompt)
    ? prompt.length > 0
    : typeof prompt === 'string' && format.prompt !== 'messages';
  return usable ? undefined : `${format.prompt}: field required`;
}
