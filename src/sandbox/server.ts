import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, jsonAnswer } from './answer.ts';
import { answerRequest } from './answer-request.ts';
import { authority, leafKey, leaves } from './certificates.ts';
import { credentialOf, keyIn } from './credentials.ts';
import { errorOf, type Gateway, type GatewayRequest, modelIdsOf, refuse } from './gateway.ts';
import { strangerIn } from './loopback-only.ts';
import { type AskedOfModel, askedOfModel } from './model-call-body.ts';
import { readBody } from './read-body.ts';
import type { Credential, Scenario } from './scenario.ts';
import { sendAnswer } from './send-answer.ts';
import type { SimulatedProvider } from './simulated-provider.ts';
import { nexus } from './wire/nexus.ts';
import { nusantara } from './wire/nusantara.ts';

export interface SandboxOptions {
  /** A free one when absent. */
  readonly port?: number;
  /** Between two writes of a stream; 60 when absent. */
  readonly streamGapMs?: number;
  /** Milliseconds since 1970; the machine's clock when absent. */
  readonly now?: () => number;
}

export interface RunningSandbox {
  /** Where the gateway answers, with the path it is mounted at. */
  readonly baseUrl: string;
  /** Random for each run, and worth nothing anywhere else. */
  readonly key: string;
  /** PEM of the authority to trust for this run. */
  readonly ca?: string;
  /** The newest thousand, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** Drops every connection at once. */
  close(): Promise<void>;
}

/** What is kept of a request: nothing that could be a secret. What it asked of a model is there on every POST. */
export interface SeenRequest extends Partial<AskedOfModel> {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly credential: Credential;
  /** The `x-request-id` that the client sent. */
  readonly requestId?: string;
  readonly acceptEncoding?: string;
}

/** tcpmux, where nothing listens any more: a port that was just closed could be another program's a moment later. */
const nobodysPort = 1;

const providers: Readonly<Record<Scenario['provider'], SimulatedProvider>> = { nexus, nusantara };

/** Starts the embedded gateway on 127.0.0.1. Rejects with an errno error when the port is taken, and where a rule names an error that the provider does not have. */
export async function startSandbox(
  scenario: Scenario,
  options: SandboxOptions = {},
): Promise<RunningSandbox> {
  const { gateway: state } = scenario;
  const provider = providers[scenario.provider];
  assertErrorsExist(provider, state);
  const gateway: Gateway = {
    provider,
    state,
    key: provider.keyFrom(randomBytes(16).toString('hex'), state.keyKind ?? 'standard'),
    modelIds: modelIdsOf(provider, state),
    acceptedRequestIds: new Set(),
  };
  const requests: SeenRequest[] = [];
  const closing = new AbortController();
  const server = createServer(state.tls);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void handle(request, response, { gateway, options, requests, closing: closing.signal });
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  // Longer than any client keeps an idle connection, so that none is closed under a request on its way.
  server.keepAliveTimeout = 60_000;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const close = async () => {
    closing.abort();
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  if (state.closed) await close();
  return {
    baseUrl: `${schemeOf(state.tls)}://127.0.0.1:${state.closed ? nobodysPort : port}${state.mountedAt ?? ''}`,
    key: gateway.key,
    ...(state.tls !== undefined &&
      state.tls !== 'unknown-issuer' &&
      state.tls !== 'self-signed' && { ca: authority }),
    requests,
    close,
  };
}

/** A misspelt name would be answered as an internal error of the gateway, and a test could rest on it. */
function assertErrorsExist(provider: SimulatedProvider, { rules = [] }: Scenario['gateway']): void {
  for (const { reply } of rules) if (reply.kind === 'error') errorOf(provider, reply.error);
}

function createServer(tls: Scenario['gateway']['tls']): Server {
  return tls === undefined ? createHttpServer() : createHttpsServer({ key: leafKey, cert: leaves[tls] });
}

function schemeOf(tls: Scenario['gateway']['tls']): 'http' | 'https' {
  return tls === undefined ? 'http' : 'https';
}

interface Run {
  readonly gateway: Gateway;
  readonly options: SandboxOptions;
  readonly requests: SeenRequest[];
  readonly closing: AbortSignal;
}

async function handle(request: IncomingMessage, response: ServerResponse, run: Run): Promise<void> {
  const { state } = run.gateway;
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  // A write to a client that is gone is an error event, and one without a listener ends the program.
  response.on('error', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, run.closing]);
  try {
    const seen = await seenRequest(request, run);
    remember(run, request, seen);
    const answer = decided(run.gateway, seen, request);
    if (state.delayMs !== undefined) await pause(state.delayMs, undefined, { signal });
    const headers = { date: new Date(seen.nowMs).toUTCString(), 'x-request-id': seen.requestId };
    await sendAnswer(response, answer, { headers, streamGapMs: run.options.streamGapMs ?? 60, signal });
  } catch {
    // The client went away in the middle, or the sandbox closes: nobody is left to answer.
    response.destroy();
  }
}

async function seenRequest(request: IncomingMessage, { gateway, options }: Run): Promise<GatewayRequest> {
  const { provider, state, key } = gateway;
  const body = await readBody(request);
  const presentedKey = keyIn(request.headers, provider, state.onlyKeyHeader);
  return {
    method: request.method ?? '',
    path: (request.url ?? '').split('?', 1)[0] ?? '',
    headers: request.headers,
    body,
    presentedKey,
    credential: credentialOf(presentedKey, key),
    requestId: provider.requestIdFrom(randomUUID()),
    nowMs: (options.now ?? Date.now)() + (state.clockOffsetMs ?? 0),
  };
}

function remember({ requests, gateway }: Run, request: IncomingMessage, seen: GatewayRequest): void {
  const id = request.headers['x-request-id'];
  const encoding = request.headers['accept-encoding'];
  const path = seen.path.slice(gateway.state.mountedAt?.length ?? 0);
  requests.push({
    method: seen.method,
    path: seen.path,
    credential: seen.credential,
    ...(typeof id === 'string' && { requestId: id }),
    ...(typeof encoding === 'string' && { acceptEncoding: encoding }),
    ...(seen.method === 'POST' && askedOfModel(gateway, path, seen.body)),
  });
  if (requests.length > 1000) requests.shift();
}

function decided(gateway: Gateway, seen: GatewayRequest, request: IncomingMessage): Answer {
  const { mountedAt, tls } = gateway.state;
  const stranger = strangerIn(request.headers, schemeOf(tls), request.socket.localPort ?? 0);
  if (stranger !== undefined)
    return jsonAnswer(403, { error: { message: stranger, type: 'sandbox', code: null } });
  if (mountedAt !== undefined && !seen.path.startsWith(`${mountedAt}/`)) return nothingThere;
  const inner = { ...seen, path: seen.path.slice(mountedAt?.length ?? 0) };
  try {
    return answerRequest(gateway, inner);
  } catch {
    return refuse(gateway, inner, 'internal');
  }
}

/** What a web server says outside the path that it passes on to the gateway. */
const nothingThere: Answer = {
  kind: 'body',
  status: 404,
  headers: { 'content-type': 'text/html', server: 'nginx' },
  body: '<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>',
};
