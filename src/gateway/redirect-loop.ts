import type { Exchange, GatewayClient } from './gateway-client.ts';

const mostHops = 4;

/** Whether a redirect leads back to where it began. Follows it without a key and within the same origin only. */
export async function redirectLoops(first: Exchange, gateway: GatewayClient): Promise<boolean> {
  const seen = new Set([first.url]);
  let exchange = first;
  for (let hop = 0; hop < mostHops; hop += 1) {
    const next = nextUrl(exchange);
    if (next === undefined || next.origin !== new URL(first.url).origin) return false;
    if (seen.has(next.href)) return true;
    seen.add(next.href);
    exchange = await gateway.look(next.href);
  }
  return false;
}

function nextUrl({ outcome, url }: Exchange): URL | undefined {
  if (outcome.kind !== 'response' || outcome.status < 300 || outcome.status >= 400) return undefined;
  const location = outcome.headers.location;
  return location === undefined ? undefined : (URL.parse(location, url) ?? undefined);
}
