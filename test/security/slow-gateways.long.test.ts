import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Answer, type Loopback, listen } from '../support/loopback.ts';
import { runBin } from '../support/run-bin.ts';

let gateway: Loopback | undefined;
afterEach(() => gateway?.close());

/** Writes a piece every few milliseconds until the client leaves. */
function drips(first: string, piece: string, everyMs = 100): Answer {
  const begun = new WeakSet<Socket>();
  return (socket) => {
    if (begun.has(socket)) return;
    begun.add(socket);
    socket.write(first);
    const timer = setInterval(() => socket.write(piece), everyMs);
    socket.on('close', () => clearInterval(timer));
  };
}

const json = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

describe('a gateway that never comes to an end does not keep the program', () => {
  test.each<[string, Answer]>([
    ['nothing at all', () => {}],
    ['interim answers for ever', drips('', 'HTTP/1.1 103 Early Hints\r\n\r\n')],
    ['a header that grows byte by byte', drips('HTTP/1.1 200 OK\r\nx: ', 'a')],
    ['a body that comes byte by byte', drips(`${json}content-length: 100000\r\n\r\n`, ' ')],
    ['chunks without an end', drips(`${json}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n')],
  ])('%s', async (_, answer) => {
    gateway = await listen(answer);
    const env = {
      NEXUS_API_KEY: 'zq7Kd0P4xVb81LmNfT5sWcYh',
      NEXUS_BASE_URL: `http://127.0.0.1:${gateway.port}`,
    };
    // Two waits of a second at most stand behind each other: whether it is the API, and the key. No other end is
    // in sight, and the test gives the program more than five times as long.
    const run = await runBin(['doctor', '--timeout', '1', '--json'], { env });
    expect(run.stderr).toBe('');
    expect(run.exitCode).not.toBe(0);
    expect(JSON.parse(run.stdout).verdict).not.toMatch(/healthy|degraded/);
  });
});
