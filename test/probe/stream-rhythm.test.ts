import { describe, expect, test } from 'vitest';
import { chunk, sendStream, startOddGateway } from './odd-gateway.ts';

const words = Array.from({ length: 20 }, (_, index) => chunk({ content: ` ${index + 1}` }));
const burst = words.join('');
const end = `${chunk({}, 'stop')}data: [DONE]\n\n`;
const role = chunk({ role: 'assistant', content: '' });

async function probed(pieces: readonly (readonly [number, string])[], route = '/v1/chat/completions') {
  const gateway = await startOddGateway({
    post: (response, { path }) => (path === route ? sendStream(response, pieces) : false),
  });
  const args = ['probe', '--yes', '--json', '--mode', 'stream', '--route', route];
  const { json, exitCode } = await gateway.run(args);
  const [{ verdict, findings }] = json.rows;
  return { verdict, exitCode, ids: findings.map(({ id }: { id: string }) => id), findings };
}

const event = (type: string, fields: object = {}) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;

describe('events that came apart are no held-back stream, and no proof of one either', () => {
  test('the role at once, the words much later and together', async () => {
    const { verdict, exitCode, findings } = await probed([
      [0, role],
      [450, burst + end],
    ]);
    expect({ verdict, exitCode }).toEqual({ verdict: 'unproven', exitCode: 3 });
    expect(findings[0].summary).toMatch(
      /^the 20 events with the answer of POST \/v1\/chat\/completions came within \d+ ms, all 23 over 0\.[45] s$/,
    );
  });

  test('the words together, the last line later', async () => {
    const { verdict, ids } = await probed([
      [400, role + burst + chunk({}, 'stop')],
      [200, 'data: [DONE]\n\n'],
    ]);
    expect({ verdict, ids }).toEqual({ verdict: 'unproven', ids: ['stream/too-fast-to-tell'] });
  });

  test('pings while a model thinks, then the words together', async () => {
    const start = event('message_start', { message: { usage: { input_tokens: 5, output_tokens: 1 } } });
    const block = event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
    const delta = { index: 0, delta: { type: 'text_delta', text: '1 ' } };
    const rest = [
      event('content_block_delta', delta).repeat(6),
      event('content_block_stop', { index: 0 }),
      event('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 6 } }),
      event('message_stop'),
    ];
    const { verdict, ids } = await probed(
      [
        [0, start + block],
        [200, event('ping')],
        [200, event('ping')],
        [200, rest.join('')],
      ],
      '/v1/messages',
    );
    expect({ verdict, ids }).toEqual({ verdict: 'unproven', ids: ['stream/too-fast-to-tell'] });
  });
});

test('everything late and together is held back, in both calls', async () => {
  const { verdict, exitCode, findings } = await probed([[400, role + burst + end]]);
  expect({ verdict, exitCode }).toEqual({ verdict: 'buffered', exitCode: 1 });
  expect(findings[0].summary).toMatch(
    /^all 23 events of POST \/v1\/chat\/completions came at once after 0\.[45] s/,
  );
});
