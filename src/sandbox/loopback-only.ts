import type { IncomingHttpHeaders } from 'node:http';

/**
 * Why a request is not from a local program that means this sandbox, or undefined. A web page in the person's browser
 * can reach loopback ports too: by a name that it lets resolve to 127.0.0.1, or across origins.
 */
export function strangerIn(headers: IncomingHttpHeaders, scheme: string, port: number): string | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? '')) return 'The Host header does not name this sandbox.';
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((host) => origin === `${scheme}://${host}`)) {
    return 'The sandbox does not answer web pages.';
  }
  return undefined;
}
