import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, response } from '../support/loopback.ts';
import { runBin } from '../support/run-bin.ts';
import { floods, json } from './faults/bytes.ts';
import { startGateway } from './faults/gateway.ts';
import { plain } from './faults/grounds.ts';
import { key, Lab } from './lab.ts';

const lab = new Lab();
afterEach(() => lab.close());

const preload = fileURLToPath(new URL('./faults/print-memory.cjs', import.meta.url));
const mib = (kib: number) => kib / 1024;

/** The built program as a whole: memory of tests beside it does not count. */
async function memoryOf(command: string, port: number) {
  const env = { NEXUS_API_KEY: key, NEXUS_NO_JOURNAL: '1', NODE_OPTIONS: `--require ${preload}` };
  const run = await runBin([command, '--base-url', plain(port), '--timeout', '10', '--json'], { env });
  const document = JSON.parse(run.stdout);
  const finding = document.firstCause?.finding.id ?? document.findings?.[0]?.id;
  return { finding, exitCode: run.exitCode, mib: mib(Number(/most memory: (\d+)/.exec(run.stderr)?.[1])) };
}

const spaces = Buffer.alloc(300_000_000, 32);
const packed = (bytes: Buffer, coding: string) => response(bytes, [json, `content-encoding: ${coding}`]);
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

const says =
  (bytes: Buffer): Answer =>
  (socket) =>
    socket.write(bytes);

describe('what unpacks to 300 MB, or never ends, costs at most 64 MiB', () => {
  let usual: number;
  beforeAll(async () => {
    const gateway = await startGateway();
    usual = (await memoryOf('doctor', gateway.port)).mib;
    await gateway.close();
  });

  const refused = says(response('{"error":{"code":"invalid_key"}}', [json], '401 No'));

  test.each<[string, () => Answer]>([
    ['gzip', () => says(packed(gzipSync(spaces), 'gzip'))],
    ['br', () => says(packed(brotliCompressSync(spaces, quick), 'br'))],
    ['deflate', () => says(packed(deflateSync(spaces), 'deflate'))],
    ['no coding', () => floods(`HTTP/1.1 200 OK\r\n${json}\r\n\r\n`, spaces.subarray(0, 1_000_000))],
  ])('%s, to everybody', async (_, make) => {
    const server = await lab.server(make());
    for (const command of ['doctor', 'models']) {
      const seen = await memoryOf(command, server.port);
      expect(seen).toMatchObject({ exitCode: 3, finding: 'network/answer-too-large' });
      expect(seen.mib - usual).toBeLessThan(64);
    }
  });

  test('gzip, to the holder of the key on every route at once', async () => {
    const bomb = says(packed(gzipSync(spaces), 'gzip'));
    let heard = 0;
    const server = await lab.server((socket, nth) => {
      const request = server.received().slice(heard);
      heard = server.received().length;
      (request.includes(key) ? bomb : refused)(socket, nth);
    });
    const seen = await memoryOf('doctor', server.port);
    expect(seen).toMatchObject({ exitCode: 3, finding: 'network/answer-too-large' });
    expect(seen.mib - usual).toBeLessThan(64);
  });
});
