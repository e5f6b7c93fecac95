import type { IncomingHttpHeaders } from 'node:http';
import { type Answer, type AnswerHeaders, jsonAnswer } from './answer.ts';
import type { Credential, GatewayState } from './scenario.ts';
import type { Refusal, SimulatedProvider } from './simulated-provider.ts';

/** One running gateway: what it was set to, and what it remembers. */
export interface Gateway {
  readonly provider: SimulatedProvider;
  readonly state: GatewayState;
  readonly key: string;
  /** Ids of the models that the right key may use. */
  readonly modelIds: ReadonlySet<string>;
  readonly acceptedRequestIds: Set<string>;
}

/** One request as the gateway sees it. */
export interface GatewayRequest {
  readonly method: string;
  /** Without the query, and without the path that the gateway is mounted at. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Undefined when it was larger than the gateway reads. */
  readonly body: string | undefined;
  readonly presentedKey: string | undefined;
  readonly credential: Credential;
  /** The gateway's own id for it. */
  readonly requestId: string;
  /** The gateway's clock. */
  readonly nowMs: number;
}

/** The ids behind one key: as many as the scenario wants, made from the documented ones. */
export function modelIdsOf(provider: SimulatedProvider, state: GatewayState): ReadonlySet<string> {
  const ids = new Set(state.models ?? provider.models.map(({ id }) => id));
  for (let number = 1; ids.size < (state.modelCount ?? 0); number++) ids.add(`sandbox-model-${number}`);
  return ids;
}

/** The answer for one of the cases that every gateway refuses. */
export function refuse(
  gateway: Gateway,
  request: GatewayRequest,
  refusal: Refusal,
  message?: string,
): Answer {
  return errorAnswer(gateway, request, gateway.provider.refusals[refusal], { ...(message && { message }) });
}

/** The error of that name in the wire folder. Throws for a name that the provider does not have. */
export function errorOf({ errors, undocumentedErrors }: SimulatedProvider, name: string) {
  const error = errors[name] ?? undocumentedErrors[name];
  if (error === undefined) throw new Error(`The sandbox knows no error ${name}`);
  return error;
}

/** The answer of such an error. */
export function errorAnswer(
  gateway: Gateway,
  request: GatewayRequest,
  name: string,
  changes: { readonly message?: string; readonly headers?: AnswerHeaders } = {},
): Answer {
  const { provider, state } = gateway;
  const error = errorOf(provider, name);
  const route = provider.routes.find(({ path }) => path === request.path);
  const body = provider.errorBody(error, {
    requestId: request.requestId,
    nowMs: request.nowMs,
    ...(changes.message !== undefined && { message: changes.message }),
    onMessagesRoute: route?.serves === 'messages' || route?.serves === 'count-tokens',
    errorBody: state.errorBody ?? 'nested',
  });
  return jsonAnswer(error.status, body, { ...error.headers, ...changes.headers });
}
