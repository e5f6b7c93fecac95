import { describe, expect, test } from 'vitest';
import { scenarios } from '../../src/sandbox/index.ts';
import type { StreamFault } from '../../src/sandbox/stream-fault.ts';
import { nginxVersion, startNginx } from '../support/nginx.ts';
import { closing, gatewayWith, posts, probeAt } from './probe-sandbox.ts';

const version = nginxVersion();
const name = `a real ${version ?? 'nginx (NOT INSTALLED, SO NOTHING IS TESTED: apt-get install nginx-light)'}`;
const unbuffered = ['proxy_buffering off;'];

async function probed(stream: StreamFault, location: readonly string[], streamGapMs = 60) {
  const sandbox = await gatewayWith({ stream }, { streamGapMs });
  const nginx = closing(await startNginx(sandbox.baseUrl, location));
  const { json, exitCode } = await probeAt({ ...sandbox, baseUrl: nginx.url }, [
    ...['--yes', '--route', '/v1/messages', '--mode', 'stream', '--timeout', '3'],
  ]);
  return { row: json.rows[0], exitCode, sent: posts(sandbox).length };
}

describe.skipIf(version === undefined)(name, () => {
  test('X', async () => {
    for (const location of [[], unbuffered, ['gzip on;','gzip_proxied any;', 'gzip_types text/event-stream;', 'gzip_min_length 1;'], ['gzip on;','gzip_proxied any;', 'gzip_types text/event-stream;', 'gzip_min_length 1;','proxy_buffering off;'], ['gzip on;','gzip_proxied any;', 'gzip_types text/event-stream;', 'gzip_min_length 1;','proxy_http_version 1.1;']]) {
      for (const kind of ['sound','cut','ends-early','stall','empty', 'plain-json'] as const) {
      const { row, exitCode, sent } = await probed({ kind }, location);
      process.stdout.write(JSON.stringify([location, kind, row?.verdict, row?.attempt, exitCode, sent, row?.timings, row?.findings?.map((f: {summary:string}) => f.summary)])+'\n');
      }
    }
  });
});
