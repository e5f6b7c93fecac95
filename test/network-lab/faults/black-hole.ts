import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { Lab } from '../lab.ts';

/** A port of this machine at which connections are neither accepted nor refused. */
export async function blackHole(lab: Lab): Promise<number> {
  const thread = new Worker(new URL('./never-accepts.js', import.meta.url));
  lab.keep({ close: () => thread.terminate() });
  const [{ port }] = await once(thread, 'message');
  // A busy machine is slow to connect as well, so it takes two that wait.
  for (let waiting = 0; waiting < 2; ) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    lab.keep({ close: async () => void socket.destroy() });
    if (!(await connectsSoon(socket))) waiting += 1;
  }
  return port;
}

function connectsSoon(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), 60);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
