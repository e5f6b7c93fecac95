import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chunk, startOddGateway } from './odd-gateway.ts';

type Send = (response: ServerResponse) => void;

const pieces = [chunk({ role: 'assistant', content: '1' }), chunk({ content: ' 2' }), chunk({}, 'stop')];
const whole = `${pieces.join('')}data: [DONE]\n\n`;

async function askBoth(send: Send) {
  const { run } = await startOddGateway({
    documents: 'streaming',
    post: (response) => {
      send(response);
      return true;
    },
  });
  const route = ['--route', '/v1/chat/completions', '--yes', '--json'];
  const probed = await run(['probe', '--mode', 'stream', ...route]);
  const doctored = await run(['doctor', '--live', '--model', 'm-one', ...route]);
  const stream = doctored.json.results.find(({ id }: { id: string }) => id === 'stream.is-complete');
  return { row: probed.json.rows[0], probed, doctored, stream };
}

/** Writes the same for ever, as fast as it is taken, until the client hangs up. */
function forEver(response: ServerResponse, piece: string): void {
  const more = () => {
    while (!response.destroyed && response.write(piece));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}

describe('a stream that is larger than we read is told as that, by probe and by doctor', () => {
  test.each<[string, string, string, string, string]>([
    ['an event without an end', 'text/event-stream', 'data: ', 'x'.repeat(65_536), 'larger than 1 MiB'],
    ['a text without a line', 'text/plain', '', 'x'.repeat(65_536), 'larger than 1 MiB'],
    ['endless comments', 'text/event-stream', '', ': ping\n\n'.repeat(8_192), 'more than 4 MiB'],
    [
      'an event of 3 MB in a good stream',
      'text/event-stream',
      pieces.join(''),
      `data: ${'x'.repeat(3_000_000)}\n\n`,
      'larger than 1 MiB',
    ],
  ])('%s', async (_, type, start, endless, words) => {
    const { row, probed, doctored, stream } = await askBoth((response) => {
      response.writeHead(200, { 'content-type': type });
      response.write(start);
      forEver(response, endless);
    });
    expect(row).toMatchObject({
      verdict: 'unproven',
      findings: [{ id: 'stream/too-large', owner: 'gateway' }],
    });
    expect(row.findings[0].summary).toContain(words);
    expect(row.findings[0].summary).not.toContain('broke');
    expect([probed.exitCode, doctored.exitCode]).toEqual([3, 3]);
    expect(stream ?? doctored.json.firstCause).toBeDefined();
    expect(doctored.json.firstCause.finding.id).toBe('stream/too-large');
  });
});

describe('a transfer that was cut behind a valid end is no healthy one', () => {
  const packed = gzipSync(whole);

  test.each<[string, Send]>([
    [
      'a packed body without its last 8 bytes',
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' });
        response.end(packed.subarray(0, -8));
      },
    ],
    [
      'ten bytes fewer than announced',
      (response) => {
        response.writeHead(200, {
          'content-type': 'text/event-stream',
          'content-length': Buffer.byteLength(whole) + 10,
        });
        response.write(whole, () => setTimeout(() => response.destroy(), 20));
      },
    ],
  ])('%s', async (_, send) => {
    const { row, probed, doctored, stream } = await askBoth(send);
    expect(row.findings[0]).toMatchObject({ id: 'stream/cut-after-end' });
    expect(row.findings[0].summary).toContain('the transfer was cut');
    expect(stream).toMatchObject({ status: 'warn', findings: [{ id: 'stream/cut-after-end' }] });
    expect(doctored.json.verdict).toBe('degraded');
    expect(probed.json.verdict).not.toBe('healthy');
  });
});
