import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** How a reverse proxy is set up, rightly or wrongly. What is absent is passed on as it came. */
export interface ProxyRules {
  /** The path that the gateway is asked for. */
  readonly path?: (path: string) => string;
  /** The headers that the gateway gets. */
  readonly headers?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders;
  /** Answers without asking the gateway; undefined passes the request on. */
  readonly instead?: (path: string) => Answer | undefined;
  /** What the client gets for the gateway's answer. */
  readonly back?: (answer: Answer) => Answer;
  /** Milliseconds for which a whole answer is kept before the client gets it. */
  readonly holdMs?: number;
}

export interface ReverseProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Puts a reverse proxy on a loopback port before a gateway. It reads whole answers, as a buffering one does. */
export async function startReverseProxy(gateway: string, rules: ProxyRules): Promise<ReverseProxy> {
  const server = createServer(async (incoming, outgoing) => {
    const path = incoming.url ?? '/';
    const answer = rules.instead?.(path) ?? (await passedOn(incoming));
    await new Promise((resolve) => setTimeout(resolve, rules.holdMs ?? 0));
    outgoing.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
    outgoing.end(answer.body);
  });

  async function passedOn(incoming: IncomingMessage): Promise<Answer> {
    const { connection: _, host: __, ...own } = incoming.headers;
    const url = gateway + (rules.path?.(incoming.url ?? '/') ?? incoming.url);
    const outer = request(url, { method: incoming.method ?? 'GET', headers: rules.headers?.(own) ?? own });
    incoming.pipe(outer);
    const [inner] = (await once(outer, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of inner) chunks.push(chunk as Buffer);
    // They say how these bytes travelled, which ends here.
    const { 'transfer-encoding': ___, connection: ____, 'keep-alive': _____, ...headers } = inner.headers;
    const answer = { status: inner.statusCode ?? 0, headers, body: Buffer.concat(chunks) };
    return rules.back?.(answer) ?? answer;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An answer of the proxy itself. */
export function page(status: number, body: string, headers: IncomingHttpHeaders = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: Buffer.from(body),
  };
}
