import type { IncomingHttpHeaders } from 'node:http';
import type { Credential, GatewayState } from './scenario.ts';
import type { SimulatedProvider } from './simulated-provider.ts';

/** The key that a request carries. Where several are sent, which one counts is not documented: Bearer, here. */
export function keyIn(
  headers: IncomingHttpHeaders,
  provider: SimulatedProvider,
  only?: GatewayState['onlyKeyHeader'],
): string | undefined {
  const bearer = /^bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined && (only ?? 'authorization') === 'authorization') return bearer;
  // As Anthropic's own API: such a token is called invalid, and not that there is none.
  if (bearer !== undefined && only === 'x-api-key') return `a token: ${bearer}`;
  for (const name of provider.keyHeaders.filter((one) => (only ?? one) === one)) {
    const value = headers[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

/** How the gateway sees that key. */
export function credentialOf(presented: string | undefined, right: string): Credential {
  if (presented === undefined) return 'none';
  return presented === right ? 'right' : 'wrong';
}

/** The error that a key asks for by its end: `anything-pricing_stale`. */
export function errorAskedByKey(
  presented: string | undefined,
  provider: SimulatedProvider,
): string | undefined {
  if (presented === undefined) return undefined;
  return Object.keys(provider.errors).find((name) => presented.endsWith(`-${name}`));
}
