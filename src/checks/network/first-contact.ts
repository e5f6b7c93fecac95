import type { Exchange } from '../../gateway/gateway-client.ts';
import type { CheckContext } from '../check.ts';

/** The first request of a run, without a key. Its connection serves the facts of every network check. */
export function firstContact({ gateway }: CheckContext): Promise<Exchange> {
  return gateway.ask(firstPath(gateway), 'none');
}

/** The path that is asked first: the model list wherever the provider has one. */
export function firstPath({ freeRoutes }: CheckContext['gateway']): string {
  return freeRoutes[0]?.path ?? '/v1/models';
}
