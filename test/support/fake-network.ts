import type {
  Certificate,
  ConnectionFacts,
  ConnectOptions,
  HttpClient,
  HttpOutcome,
  HttpRequest,
  HttpResult,
  Network,
} from '../../src/system/system.ts';

/** One scripted answer. The first row whose given fields all match answers the request. */
export interface FakeReply {
  readonly method?: 'GET' | 'POST';
  readonly host?: string;
  /** The path of the URL, without its query. */
  readonly path?: string;
  /** The key of the request, without `Bearer `; `null` for a request that carries none. */
  readonly key?: string | null;
  readonly answer: FakeAnswer;
}

export type FakeAnswer =
  | { readonly status: number; readonly json: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  | Extract<HttpOutcome, { kind: 'unreachable' }>
  /** Answers only when the request is aborted. */
  | { readonly stalls: true }
  /** Everything spelled out, for odd connections and ends of bodies. */
  | { readonly result: HttpResult };

export interface FakeNetwork extends Network {
  /** Every request that was sent, in order, on whatever client. */
  readonly sent: readonly HttpRequest[];
  /** The options of every client that was made. */
  readonly connections: readonly ConnectOptions[];
  /** Clients that are not closed yet. */
  readonly open: () => number;
}

/** A network whose answers are data. What no row covers is `ECONNREFUSED`, so nothing passes by accident. */
export function fakeNetwork(
  replies: readonly FakeReply[],
  certificates: Readonly<Record<string, Certificate>> = {},
): FakeNetwork {
  const sent: HttpRequest[] = [];
  const connections: ConnectOptions[] = [];
  let open = 0;

  function connect(options: ConnectOptions): HttpClient {
    connections.push(options);
    open += 1;
    const connection: ConnectionFacts = {
      reused: false,
      ...(options.proxy === undefined ? {} : { proxy: options.proxy }),
    };
    return {
      async send(request) {
        sent.push(request);
        const reply = replies.find((row) => matches(row, request));
        return resultOf(reply?.answer ?? refused, request, connection);
      },
      async close() {
        open -= 1;
      },
    };
  }

  return {
    sent,
    connections,
    open: () => open,
    connect,
    readCertificate: async (host) => certificates[host],
  };
}

const refused: FakeAnswer = { kind: 'unreachable', phase: 'connect', code: 'ECONNREFUSED' };

function matches(row: FakeReply, request: HttpRequest): boolean {
  const url = new URL(request.url);
  return (
    (row.method ?? request.method) === request.method &&
    (row.host ?? url.host) === url.host &&
    (row.path ?? url.pathname) === url.pathname &&
    (row.key === undefined || row.key === keyOf(request))
  );
}

function keyOf(request: HttpRequest): string | null {
  const headers = new Map(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return headers.get('x-api-key') ?? headers.get('authorization')?.replace(/^Bearer /, '') ?? null;
}

async function resultOf(
  answer: FakeAnswer,
  request: HttpRequest,
  connection: ConnectionFacts,
): Promise<HttpResult> {
  if ('result' in answer) return answer.result;
  if ('stalls' in answer) {
    await aborted(request.signal);
    const outcome = { kind: 'unreachable', phase: 'headers', code: 'TIMEOUT' } as const;
    return { outcome, connection, timings: { totalMs: request.timeoutMs } };
  }
  if ('kind' in answer) return { outcome: answer, connection, timings: { totalMs: 5 } };
  const isJson = 'json' in answer;
  const body = isJson ? JSON.stringify(answer.json) : answer.body;
  const headers = { 'content-type': isJson ? 'application/json' : 'text/plain', ...answer.headers };
  const bodyBytes = Buffer.byteLength(body);
  return {
    outcome: { kind: 'response', status: answer.status, headers, body, bodyBytes, bodyEnd: 'complete' },
    connection,
    timings: { headersMs: 10, totalMs: 12 },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
