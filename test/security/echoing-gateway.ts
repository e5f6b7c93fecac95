import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { canary, spellingsOf } from './canary.ts';

/** A gateway that answers the right key as `Fault` says, and gives the key back in all its spellings. */
export interface EchoingGateway {
  readonly baseUrl: string;
  /** Answers so far that held the key: proof that there was something to hide. */
  readonly echoes: () => number;
  /** How many of them answered a call that costs money. */
  readonly paidEchoes: () => number;
  close(): Promise<void>;
}

const everySpelling = Object.values(spellingsOf(canary)).join(' | ');
const basic = Buffer.from(`user:${canary}`).toString('base64');
const said = `Incorrect API key provided: ${everySpelling}, Basic ${basic}. `;
const error = { message: said, type: said, code: said, param: said };

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly location?: string;
}

const json = (status: number, body: unknown): Reply => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});
const sse = (...events: readonly string[]): Reply => ({
  status: 200,
  type: 'text/event-stream',
  body: events.map((event) => `${event}\n\n`).join(''),
});

/** What the right key gets on a GET and on a POST. */
const faults = {
  'a refusal in JSON': { get: json(401, { error, request_id: canary }) },
  'an error object that is text': { get: json(403, { error: said, [canary]: said }) },
  'an error nobody documents': { get: json(418, { detail: [{ msg: said, loc: [canary] }] }) },
  'a web page': { get: { status: 502, type: 'text/html', body: `<title>${said}</title><p>${said}</p>` } },
  'plain text': { get: { status: 500, type: 'text/plain', body: said } },
  'a redirect': {
    get: {
      status: 307,
      type: 'text/html',
      body: said,
      location: `https://evil.example/${encodeURIComponent(canary)}?key=${encodeURIComponent(canary)}`,
    },
  },
  'a list of it': { get: models(canary, `m ${basic}`) },
  'a refused call': { get: models('claude-sonnet-4-6'), post: json(400, { error }) },
  'a bill that stays open': {
    get: models('claude-sonnet-4-6'),
    post: json(500, { error: { ...error, code: 'billing_finalization_failed' }, request_id: canary }),
  },
  'an answer of it': {
    get: models('claude-sonnet-4-6'),
    post: json(200, { type: 'message', id: canary, model: canary, content: [{ type: 'text', text: said }] }),
  },
  'an error in a stream': {
    get: models('claude-sonnet-4-6'),
    post: sse(
      `event: message_start\ndata: ${JSON.stringify({ type: 'message_start', message: { id: canary } })}`,
      `event: error\ndata: ${JSON.stringify({ type: 'error', error })}`,
    ),
  },
  'a stream that is none': {
    get: models('claude-sonnet-4-6'),
    post: sse(`: ${said}`, `event: ${canary}\ndata: ${said}`),
  },
} satisfies Record<string, { readonly get: Reply; readonly post?: Reply }>;

export type Fault = keyof typeof faults;
export const everyFault = Object.keys(faults) as readonly Fault[];

/** Whether the fault is one of calls that cost money. */
export const isPaid = (fault: Fault): boolean => 'post' in faults[fault];

function models(...ids: readonly string[]): Reply {
  return json(200, {
    object: 'list',
    data: ids.map((id) => ({ id, object: 'model', owned_by: canary, note: said })),
    balance: said,
    request_id: canary,
  });
}

/** Listens on 127.0.0.1. A request without the key is refused plainly, so that the key itself is judged. */
export async function startEchoingGateway(fault: Fault): Promise<EchoingGateway> {
  let echoes = 0;
  let paidEchoes = 0;
  const { get, post }: { get: Reply; post?: Reply } = faults[fault];
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      if (!knows(request))
        return send(response, json(401, { error: { code: 'invalid_key', message: 'No.' } }));
      echoes += 1;
      if (request.method === 'POST') paidEchoes += 1;
      response.setHeader('x-request-id', canary);
      response.setHeader('server', canary);
      response.setHeader('www-authenticate', `Bearer realm="${canary}"`);
      response.setHeader('set-cookie', `session=${canary}`);
      response.setHeader('retry-after', canary);
      response.statusMessage = `No ${canary}`;
      send(response, request.method === 'POST' && post !== undefined ? post : get);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    echoes: () => echoes,
    paidEchoes: () => paidEchoes,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function knows({ headers }: IncomingMessage): boolean {
  return [headers['x-api-key'], headers.authorization].some((value) => String(value).includes(canary));
}

function send(response: ServerResponse, { status, type, body, location }: Reply): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...(location === undefined ? {} : { location }),
  });
  response.end(body);
}
