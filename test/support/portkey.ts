import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';

/** The Portkey gateway in a process of its own. */
export interface Portkey {
  readonly url: string;
  close(): Promise<void>;
}

// It would listen on every address of the machine, and it does not say which port it got.
const onLoopback = `
  import { Server } from 'node:net';
  const { listen } = Server.prototype;
  Server.prototype.listen = function (_port, ...rest) {
    this.once('listening', () => process.send(this.address().port));
    return listen.call(this, 0, '127.0.0.1', ...rest.filter((one) => typeof one === 'function'));
  };
`;

/** Starts it on a free loopback port. */
export async function startPortkey(): Promise<Portkey> {
  const program = createRequire(import.meta.url).resolve('@portkey-ai/gateway/build/start-server.js');
  const child = fork(program, ['--headless'], {
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(onLoopback)}`],
    silent: true,
  });
  const exited = once(child, 'exit');
  const [port] = (await Promise.race([once(child, 'message'), exited])) as [unknown];
  if (child.exitCode !== null) throw new Error('the Portkey gateway did not start');
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      child.kill();
      await exited;
    },
  };
}
