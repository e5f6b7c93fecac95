import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { closing } from '../probe/probe-sandbox.ts';
import { listen, response, says } from '../support/loopback.ts';
import { runNexus } from '../support/run-nexus.ts';

const spaces = Buffer.alloc(300_000_000, 32);

describe('a small answer that unpacks to 300 MB', () => {
  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['gzip', (bytes) => gzipSync(bytes, { level: 9 })],
    ['br', (bytes) => brotliCompressSync(bytes)],
    ['deflate', (bytes) => deflateSync(bytes, { level: 9 })],
  ])('what grows to 300 MB out of %s is given up', async (coding, pack) => {
    const bomb = response(pack(spaces), ['content-type: application/json', `content-encoding: ${coding}`]);
    const { port } = closing(await listen(says(bomb)));
    const env = { NEXUS_API_KEY: 'zq7Kd0P4xVb81LmNfT5sWcYh', NEXUS_BASE_URL: `http://127.0.0.1:${port}` };
    const before = process.memoryUsage.rss();
    const { exitCode, json } = await runNexus(['doctor', '--timeout', '5', '--json'], { env });
    expect(process.memoryUsage.rss() - before).toBeLessThan(250_000_000);
    expect(exitCode).not.toBe(0);
    expect(json.verdict).not.toMatch(/healthy|degraded/);
  });
});
