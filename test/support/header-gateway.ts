import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

type Header = 'authorization' | 'x-api-key' | 'api-key';

/** Which headers a made-up gateway reads, the strongest first, and what it says of a key elsewhere. */
export interface HeaderRules {
  readonly reads: readonly Header[];
  /** Word for word as without a key, unless the gateway looks at the others to refuse them. */
  readonly saysInvalid?: readonly Header[];
}

export interface HeaderGateway {
  readonly baseUrl: string;
  /** One line for each request: the headers with a key in them. */
  readonly seen: readonly string[];
  close(): void;
}

export const goodKey = 'own-7Kd0P4xVb81LmNfT5sWcYh';
export const staleKey = 'own-0aZq93LmWd72RrBvT1xGkU';

/** Starts a gateway that looks for its key in the headers of its rules alone. `close` ends it. */
export async function startHeaderGateway({ reads, saysInvalid = [] }: HeaderRules): Promise<HeaderGateway> {
  const seen: string[] = [];
  const server = createServer(({ headers }, response) => {
    const sent = (['authorization', 'x-api-key', 'api-key'] as const).filter((name) => keyIn(headers, name));
    seen.push(sent.join(' and ') || 'none');
    const read = reads.map((name) => keyIn(headers, name)).find((key) => key !== undefined);
    const looks = [...reads, ...saysInvalid].some((name) => keyIn(headers, name) !== undefined);
    const isKnown = read === goodKey;
    const message = looks ? 'Invalid API key' : 'Missing API key';
    const body = isKnown
      ? { object: 'list', data: [{ id: 'claude-sonnet-4-6', object: 'model' }] }
      : { type: 'error', error: { message, type: 'authentication_error' } };
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, seen, close: () => server.close() };
}

function keyIn(headers: IncomingHttpHeaders, name: Header): string | undefined {
  const value = headers[name];
  if (typeof value !== 'string' || value === '') return undefined;
  return name === 'authorization' ? value.replace(/^Bearer /, '') : value;
}
