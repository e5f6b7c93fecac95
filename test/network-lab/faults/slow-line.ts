import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';

/** What a line does to the bytes on it, in both directions alike; nothing when empty. */
export interface Line {
  /** Milliseconds that each byte is under way. */
  readonly latencyMs?: number;
  readonly bytesPerSecond?: number;
  /** Pieces of one byte up to so many, of sizes that the seed decides. */
  readonly sliceBytes?: number;
  readonly seed?: number;
  /** Milliseconds by which the end of a connection comes later than its last byte; `never` keeps it open. */
  readonly closeLateMs?: number | 'never';
  /** The way back is reset after so many bytes of each connection. */
  readonly resetAfterBytes?: number;
}

export interface SlowLine {
  readonly port: number;
  /** Pieces that came out at the client's end, over all connections. */
  readonly pieces: () => number;
  close(): Promise<void>;
}

/** A port of this machine behind which another one is reached, over a line like this. */
export async function slowLine(targetPort: number, line: Line): Promise<SlowLine> {
  const sockets = new Set<Socket>();
  let pieces = 0;

  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
    }
    const { resetAfterBytes, ...there } = line;
    void carry(client, target, there);
    void carry(target, client, line, () => {
      pieces += 1;
    });
    client.on('close', () => target.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    pieces: () => pieces,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function carry(from: Socket, to: Socket, line: Line, arrived: () => void = () => {}): Promise<void> {
  const { latencyMs = 0, bytesPerSecond, sliceBytes, closeLateMs = 0, resetAfterBytes } = line;
  const random = randomFrom(line.seed ?? 1);
  let left = resetAfterBytes ?? Number.POSITIVE_INFINITY;
  try {
    for await (const chunk of from) {
      // Bytes that left together arrive together: the delay is for the way, not for each piece.
      if (latencyMs > 0) await wait(latencyMs);
      const bytes: Buffer = chunk;
      for (let at = 0; at < bytes.length; ) {
        const size = sliceBytes === undefined ? bytes.length : 1 + Math.floor(random() * sliceBytes);
        const piece = bytes.subarray(at, at + Math.min(size, left, inOneStep(bytesPerSecond)));
        at += piece.length;
        left -= piece.length;
        if (to.destroyed) return;
        to.write(piece);
        arrived();
        if (left <= 0) {
          to.resetAndDestroy();
          return;
        }
        if (bytesPerSecond !== undefined) await wait((piece.length / bytesPerSecond) * 1000);
        // Without a turn of the event loop in between, the kernel would join the pieces again.
        else if (sliceBytes !== undefined) await turn();
      }
    }
  } catch {
    // The other end is gone, and so is this one then.
  }
  if (closeLateMs === 'never') return;
  if (closeLateMs > 0) await wait(closeLateMs);
  to.end();
}

/** A line gives its bytes out evenly, not all of a second's at its beginning. */
function inOneStep(bytesPerSecond = Number.POSITIVE_INFINITY): number {
  return Math.max(1, Math.floor(bytesPerSecond / 50));
}

/** Numbers from 0 up to 1 that depend on the seed alone (the generator of Numerical Recipes, 2nd edition, 7.1). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
