import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { type CallOff, createCallOff } from './call-off.ts';
import { type Connection, createConnection } from './connection.ts';
import { createConnectionPool } from './connection-pool.ts';
import type { Route } from './connector.ts';
import { codeOf } from './failure.ts';
import { createKeptConnections } from './kept-connections.ts';
import { watchPatience } from './patience.ts';
import { sendOn } from './send-request.ts';
import type { ConnectOptions, HttpClient, HttpRequest, HttpResult } from './system.ts';
import { type Resolve, resolveHost } from './tcp.ts';

/** Of all bodies under way together. Two lists of 100,000 models, asked for at once, are 40 MB. */
const mostBodyBytes = 40 * 1024 * 1024;

/**
 * A client for one target. `send` never rejects: whatever goes wrong is an outcome. The time limit starts when the
 * request gets a connection of its own, so waiting behind others is not taken for a slow gateway.
 */
export function createHttpClient(options: ConnectOptions, resolve: Resolve = resolveHost): HttpClient {
  const route = routeOf(options, resolve);
  const pool = createConnectionPool(options.maxConnections, (origin) => createConnection(origin, route));
  const kept = createKeptConnections();
  const callOff = createCallOff();
  const room = { left: mostBodyBytes };

  async function send(request: HttpRequest): Promise<HttpResult> {
    const stop = stopAfter(request, callOff);
    try {
      const origin = new URL(request.url).origin;
      const connection = await pool.take(origin, stop.signal, (idle) =>
        kept.mayCarry(request.method, origin, idle),
      );
      if (connection === undefined) return notSent('ABORTED');
      stop.startTimer();
      return await sendKeepingPlace(connection, request, stop);
    } catch (error) {
      return notSent(codeOf(error) ?? 'ERR_UNKNOWN');
    } finally {
      stop.clear();
    }
  }

  async function sendKeepingPlace(
    first: Connection,
    request: HttpRequest,
    { signal, stop }: { readonly signal: AbortSignal; readonly stop: (reason: string) => void },
  ): Promise<HttpResult> {
    let connection = first;
    const startedAt = performance.now();
    const watch =
      request.patience && watchPatience(request.patience, { phase: () => connection.phase(), stop });
    const onArrival = watch === undefined ? {} : { onArrival: watch.arrived };
    try {
      let attempt = await sendOn(connection, request, { signal, startedAt, room, ...onArrival });
      if (attempt.stale || attempt.result.connection.reused) kept.learn(connection.origin, !attempt.stale);
      // Only what is idempotent: see `createKeptConnections`.
      if (attempt.stale && request.method === 'GET') {
        connection = pool.replace(connection);
        attempt = await sendOn(connection, request, { signal, startedAt, room, ...onArrival });
      }
      return attempt.result;
    } finally {
      watch?.end();
      if (signal.aborted) pool.remove(connection);
      else pool.giveBack(connection, kept.idle(request.method));
    }
  }

  return {
    send,
    async close() {
      callOff.all();
      await pool.close();
    },
  };
}

function routeOf(options: ConnectOptions, resolve: Resolve): Route {
  let context: SecureContext | undefined;
  return {
    proxy: options.proxy === undefined ? undefined : new URL(options.proxy),
    onlyPrivateAddresses: options.onlyPrivateAddresses,
    resolve,
    secureContext: () => {
      // Without `ca`, Node takes its own roots and NODE_EXTRA_CA_CERTS.
      const { extraCa } = options;
      context ??= createSecureContext(extraCa === undefined ? {} : { ca: [...rootCertificates, extraCa] });
      return context;
    },
  };
}

/** Aborts with the code to report as its reason: by the time limit, by the caller, by closing the client. */
function stopAfter(request: HttpRequest, callOff: CallOff) {
  const stop = new AbortController();
  const forget = callOff.watch(request.signal, () => stop.abort('ABORTED'));
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: stop.signal,
    stop: (reason: string) => stop.abort(reason),
    startTimer: () => {
      timer = setTimeout(() => stop.abort('TIMEOUT'), request.timeoutMs);
    },
    clear: () => {
      clearTimeout(timer);
      forget();
    },
  };
}

function notSent(code: string): HttpResult {
  return {
    outcome: { kind: 'unreachable', phase: 'request', code },
    connection: { reused: false },
    timings: { totalMs: 0 },
  };
}
