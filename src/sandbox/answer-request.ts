import { type Answer, jsonAnswer } from './answer.ts';
import { answerModelCall } from './answer-model-call.ts';
import { errorAskedByKey } from './credentials.ts';
import { errorAnswer, type Gateway, type GatewayRequest, refuse } from './gateway.ts';
import type { Reply, Rule } from './scenario.ts';
import type { SimulatedRoute } from './simulated-provider.ts';

/** Decides what one request gets: first the scenario's rules, then what the documentation says. */
export function answerRequest(gateway: Gateway, request: GatewayRequest): Answer {
  const rule = gateway.state.rules?.find((candidate) => applies(candidate, request));
  return rule === undefined ? documentedAnswer(gateway, request) : replied(rule.reply, gateway, request);
}

function applies(rule: Rule, request: GatewayRequest): boolean {
  return (
    (rule.method ?? request.method) === request.method &&
    (rule.path ?? request.path) === request.path &&
    (rule.credential ?? request.credential) === request.credential
  );
}

function replied(reply: Reply, gateway: Gateway, request: GatewayRequest): Answer {
  switch (reply.kind) {
    case 'error':
      return errorAnswer(gateway, request, reply.error, reply);
    case 'json':
      return jsonAnswer(reply.status, reply.body, reply.headers);
    case 'raw':
      return {
        kind: 'body',
        status: reply.status,
        headers: { 'content-type': reply.contentType, ...reply.headers },
        body: reply.body,
      };
    case 'redirect':
      return { kind: 'body', status: reply.status, headers: { location: reply.to }, body: '' };
    case 'cut': {
      const whole = documentedAnswer(gateway, request);
      return whole.kind === 'body' ? { ...whole, kind: 'cut' } : whole;
    }
    default:
      return reply;
  }
}

function documentedAnswer(gateway: Gateway, request: GatewayRequest): Answer {
  const { provider, state } = gateway;
  const route = provider.routes.find(
    ({ method, path }) => method === request.method && path === request.path,
  );
  if (route === undefined) return refuse(gateway, request, 'unknown-path');
  if (request.body === undefined) return refuse(gateway, request, 'too-large');
  const isOpen = route.method === 'GET' && (state.openRoutes?.includes(route.path) ?? false);
  return (isOpen ? undefined : keyRefusal(gateway, request)) ?? acceptedAnswer(gateway, request, route);
}

function keyRefusal(gateway: Gateway, request: GatewayRequest): Answer | undefined {
  const { provider, state } = gateway;
  const asked = errorAskedByKey(request.presentedKey, provider);
  if (asked !== undefined) return errorAnswer(gateway, request, asked);
  if (request.credential === 'none') return refuse(gateway, request, 'no-key');
  if (request.credential === 'wrong' && !state.anyKeyPasses) return refuse(gateway, request, 'wrong-key');
  const bound = provider.boundKeys;
  if (bound !== undefined && request.presentedKey?.startsWith(bound.prefix)) {
    if (!request.path.startsWith(`${bound.below}/`)) return errorAnswer(gateway, request, bound.refusal);
  }
  return undefined;
}

function acceptedAnswer(gateway: Gateway, request: GatewayRequest, route: SimulatedRoute): Answer {
  const duplicate = duplicateRefusal(gateway, request);
  if (duplicate !== undefined) return duplicate;
  const { provider, state } = gateway;
  switch (route.serves) {
    case 'model-list':
      return jsonAnswer(200, provider.modelList([...gateway.modelIds]));
    case 'balance':
      return jsonAnswer(200, provider.balance(state.balance ?? provider.defaultBalance));
    case 'key-status':
      return jsonAnswer(200, provider.keyStatus(request.nowMs));
    default:
      return answerModelCall(gateway, request, { ...route, serves: route.serves });
  }
}

/** A sandbox that runs for days must not grow without an end. */
const maxRememberedIds = 100_000;

function duplicateRefusal(gateway: Gateway, request: GatewayRequest): Answer | undefined {
  const id = request.headers['x-request-id'];
  const { provider, acceptedRequestIds } = gateway;
  if (provider.duplicateRequestId === undefined || typeof id !== 'string' || id === '') return undefined;
  if (acceptedRequestIds.has(id)) return errorAnswer(gateway, request, provider.duplicateRequestId);
  if (acceptedRequestIds.size >= maxRememberedIds) acceptedRequestIds.clear();
  acceptedRequestIds.add(id);
  return undefined;
}
