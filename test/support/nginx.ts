import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './loopback.ts';

export interface Nginx {
  readonly url: string;
  close(): Promise<void>;
}

/** `nginx/1.22.1`; undefined where none is installed. */
export function nginxVersion(): string | undefined {
  const { status, stderr } = spawnSync(program, ['-v'], { encoding: 'utf8' });
  return status === 0 ? /nginx\/[\d.]+/.exec(stderr)?.[0] : undefined;
}

// Debian keeps it where only the administrator's PATH looks.
const program = ['/usr/sbin/nginx', 'nginx'].find((name) => spawnSync(name, ['-v']).status === 0) ?? 'nginx';

/** Puts a real nginx before a gateway, with its own defaults but for these lines of the location. */
export async function startNginx(gateway: string, location: readonly string[] = []): Promise<Nginx> {
  const prefix = await mkdtemp(join(tmpdir(), 'nexus-nginx-'));
  const port = await freePort();
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const settings = `
    daemon off;
    master_process off;
    pid ${prefix}/nginx.pid;
    error_log stderr warn;
    events { worker_connections 64; }
    http {
      access_log off;
      ${places.map((place) => `${place}_temp_path ${prefix}/${place};`).join('\n      ')}
      server {
        listen 127.0.0.1:${port};
        location / {
          proxy_pass ${gateway};
          ${location.join('\n          ')}
        }
      }
    }
  `;
  await writeFile(join(prefix, 'nginx.conf'), settings);
  const child = spawn(program, ['-p', prefix, '-c', join(prefix, 'nginx.conf')], { stdio: 'pipe' });
  let said = '';
  child.stderr.on('data', (piece) => {
    said += piece;
  });
  const exited = once(child, 'exit');
  const close = async () => {
    child.kill();
    await exited;
    await rm(prefix, { recursive: true, force: true });
  };
  if (await answers(port, child)) return { url: `http://127.0.0.1:${port}`, close };
  await close();
  throw new Error(`nginx did not start: ${said}`);
}

async function answers(port: number, child: ChildProcess): Promise<boolean> {
  for (let attempt = 0; attempt < 100 && child.exitCode === null; attempt += 1) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return true;
    await pause(20);
  }
  return false;
}
