import type { Socket } from 'node:net';
import { openConnection, type Route, targetOf } from './connector.ts';
import type { Phase } from './system.ts';
import { Trace } from './trace.ts';
import { Client } from './undici-client.ts';

const maxHeaderBytes = 16_384;

/** What one request may know about the socket that carries it. */
export interface Connection {
  readonly origin: string;
  readonly client: Client;
  /** How many sockets this connection has had: it counts on when a closed one is replaced. */
  readonly opened: number;
  /** The newest one, perhaps closed by now. */
  readonly socket: Socket | undefined;
  readonly trace: Trace;
  /** What is under way, for a request without an answer. */
  phase(): Phase;
  /** Closes at once; whatever is under way ends. */
  destroy(): Promise<void>;
}

/**
 * One undici client with at most one socket and one request at a time. undici's own pool does not tell which of its
 * sockets carried a request, so its facts could belong to another one.
 */
export function createConnection(origin: string, route: Route): Connection {
  const target = targetOf(new URL(origin));
  const stop = new AbortController();
  let trace = newTrace();
  let socket: Socket | undefined;
  let opened = 0;

  function newTrace(): Trace {
    return new Trace(route.proxy === undefined ? undefined : `${route.proxy.protocol}//${route.proxy.host}`);
  }

  const client = new Client(origin, {
    pipelining: 1,
    maxHeaderSize: maxHeaderBytes,
    // undici's timers are a second off, and endless 103 answers defeat them. The deadline is ours.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (_options, callback) => {
      opened += 1;
      trace = newTrace();
      socket = undefined;
      openConnection(target, route, trace, stop.signal).then(
        (ready) => {
          socket = ready;
          trace.enter('headers');
          callback(null, ready);
        },
        (error: Error) => callback(error, null),
      );
    },
  });

  return {
    origin,
    client,
    get opened() {
      return opened;
    },
    get socket() {
      return socket;
    },
    get trace() {
      return trace;
    },
    phase() {
      const sending = socket !== undefined && !socket.destroyed && socket.writableLength > 0;
      return sending ? 'request' : trace.phase;
    },
    async destroy() {
      stop.abort();
      await client.destroy();
    },
  };
}
