import type { HttpRequest } from './system.ts';

/** A connection that waits to be used again. */
export interface Idle {
  /** What it carried last. */
  readonly last: HttpRequest['method'];
  readonly sinceMs: number;
}

/** Load balancers that forget a connection without a word do so after seconds; none is known that is quicker. */
const freshMs = 1000;

/**
 * Which idle connection a request may use.
 *
 * Who uses a kept connection may find that the other side has given it up: then it is not known whether the request
 * was taken. A GET is sent again (RFC 9110, 9.2.2: idempotent). A POST is billed, and a cut connection does not prove
 * that the gateway saw nothing of it, so it is never sent again, and the choice is made before: its first way is a new
 * connection, and later ones follow a POST at its heels, where the gateway was seen to keep connections and never
 * to cut one.
 */
export function createKeptConnections(nowMs: () => number = () => performance.now()) {
  const keeps = new Map<string, boolean>();
  return {
    idle: (last: Idle['last']): Idle => ({ last, sinceMs: nowMs() }),
    mayCarry(method: HttpRequest['method'], origin: string, { last, sinceMs }: Idle): boolean {
      const known = keeps.get(origin);
      if (method === 'GET') return known !== false;
      return known === true && last === 'POST' && nowMs() - sinceMs < freshMs;
    },
    /** Told how the use of a kept connection ended. One that was cut counts for good. */
    learn(origin: string, wasKept: boolean): void {
      keeps.set(origin, wasKept && keeps.get(origin) !== false);
    },
  };
}
