import type { TlsOptions } from 'node:tls';
import type { Address, Resolve } from '../../../src/system/tcp.ts';
import { type Answer, closedPort, response, says, tunnelTo } from '../../support/loopback.ts';
import type { ServerIdentity } from '../../support/loopback-certificates.ts';
import type { Ground, Lab } from '../lab.ts';
import { blackHole } from './black-hole.ts';
import { root, wholeChain } from './certificates.ts';
import { startGateway } from './gateway.ts';

/** Sets up one fault; the lab closes it. */
export type SetUp = (lab: Lab) => Promise<Ground>;

/** A public name that leads to this machine: a proxy is never asked for a loopback address. */
export const publicName = 'gateway.example';
export const leadsHere: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];

export const plain = (port: number) => `http://127.0.0.1:${port}`;
export const secure = (port: number) => `https://localhost:${port}`;

/** The name server answers with this code, with these addresses, or never. */
export function nameServer(answer: string | readonly Address[] | 'silent'): SetUp {
  return async () => ({
    baseUrl: `https://${publicName}`,
    resolve: () => {
      if (answer === 'silent') return new Promise(() => {});
      if (typeof answer !== 'string') return Promise.resolve(answer);
      return Promise.reject(Object.assign(new Error(answer), { code: answer }));
    },
  });
}

export const nothingListens: SetUp = async () => ({ baseUrl: plain(closedPort()) });

export const neverConnects: SetUp = async (lab) => ({ baseUrl: plain(await blackHole(lab)) });

/** A server that answers every request, over plain HTTP, with this. */
export function answersWith(answer: Answer): SetUp {
  return async (lab) => ({ baseUrl: plain((await lab.server(answer)).port) });
}

/** A web page or another whole answer. */
export function page(status: string, title: string, ...headers: readonly string[]): SetUp {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body>${title}</body></html>`;
  return answersWith(says(response(body, ['content-type: text/html', ...headers], status)));
}

/** Any text of any type. */
export function text(status: string, body: string, ...headers: readonly string[]): SetUp {
  return answersWith(says(response(body, headers, status)));
}

/** Every request is sent there; `once` for the first one only, and what is found there is nothing. */
export function redirect(to: string, how: 'always' | 'once' = 'always'): SetUp {
  const moved = response('', [`location: ${to}`], '308 Permanent Redirect');
  const nothing = response('{}', ['content-type: application/json'], '404 Not Found');
  return answersWith((socket, nth) => socket.write(how === 'once' && nth > 1 ? nothing : moved));
}

/** The base URL says https:, and this server stands there. */
export function over(answer: Answer, identity?: ServerIdentity & TlsOptions, trusts?: string): SetUp {
  return async (lab) => {
    const { port } = await lab.server(answer, identity);
    return { baseUrl: secure(port), ...(trusts === undefined ? {} : { trusts }) };
  };
}

/** The base URL says http:, and the port speaks TLS. */
export const plainToTls: SetUp = async (lab) => {
  const { port } = lab.keep(await startGateway(wholeChain));
  return { baseUrl: plain(port), trusts: root };
};

/** A healthy gateway with a public name, behind a proxy of this kind. */
export function behindProxy(
  proxy: (gatewayPort: number) => Answer,
  env: (port: number) => Readonly<Record<string, string>> = (port) => ({
    HTTPS_PROXY: `http://127.0.0.1:${port}`,
  }),
): SetUp {
  return async (lab) => {
    const gateway = lab.keep(await startGateway(wholeChain));
    const { port } = await lab.server(proxy(gateway.port));
    return {
      baseUrl: `https://${publicName}:${gateway.port}`,
      env: env(port),
      resolve: leadsHere,
      trusts: root,
    };
  };
}

/** What a proxy says to CONNECT, for good. */
export const refuses =
  (status: string, ...headers: readonly string[]) =>
  () =>
    says(response('<html><title>Proxy</title></html>', ['content-type: text/html', ...headers], status));

export const tunnels = (port: number) => tunnelTo(port);
