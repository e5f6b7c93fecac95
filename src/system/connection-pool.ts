import type { Connection } from './connection.ts';
import type { Idle } from './kept-connections.ts';

export interface ConnectionPool {
  /** The connection that a request may use; waits for a free place. Undefined when it was called off before. */
  take(origin: string, signal: AbortSignal, mayUse: (idle: Idle) => boolean): Promise<Connection | undefined>;
  giveBack(connection: Connection, idle: Idle): void;
  /** A new connection in place of one that is of no use any more. */
  replace(connection: Connection): Connection;
  remove(connection: Connection): void;
  close(): Promise<void>;
}

/** Hands out connections, at most `places` of them at a time, first come first served. */
export function createConnectionPool(places: number, create: (origin: string) => Connection): ConnectionPool {
  const all = new Set<Connection>();
  const idle = new Map<Connection, Idle>();
  const waiting = new Set<() => void>();

  function tryTake(origin: string, mayUse: (idle: Idle) => boolean): Connection | undefined {
    for (const [connection, since] of idle) {
      if (connection.origin !== origin || !mayUse(since)) continue;
      idle.delete(connection);
      return connection;
    }
    const [useless] = idle.keys();
    if (all.size >= places && useless !== undefined) remove(useless);
    return all.size < places ? add(origin) : undefined;
  }

  function add(origin: string): Connection {
    const connection = create(origin);
    all.add(connection);
    return connection;
  }

  function remove(connection: Connection): void {
    all.delete(connection);
    idle.delete(connection);
    void connection.destroy();
    wakeOne();
  }

  function wakeOne(): void {
    const [wake] = waiting;
    wake?.();
  }

  return {
    async take(origin, signal, mayUse) {
      while (!signal.aborted) {
        const connection = tryTake(origin, mayUse);
        if (connection !== undefined) return connection;
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            signal.removeEventListener('abort', wake);
            resolve();
          };
          waiting.add(wake);
          signal.addEventListener('abort', wake);
        });
      }
      // The turn that this one was given belongs to the next.
      wakeOne();
      return undefined;
    },
    giveBack(connection, since) {
      if (all.has(connection)) idle.set(connection, since);
      wakeOne();
    },
    replace(connection) {
      all.delete(connection);
      void connection.destroy();
      return add(connection.origin);
    },
    remove,
    async close() {
      const closing = [...all].map((connection) => connection.destroy());
      all.clear();
      idle.clear();
      await Promise.all(closing);
    },
  };
}
