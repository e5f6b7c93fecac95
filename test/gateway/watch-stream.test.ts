import { expect, test } from 'vitest';
import { openaiChat } from '../../src/dialects/openai-chat.ts';
import { watchStream } from '../../src/gateway/watch-stream.ts';

const limit = { field: 'max_tokens', tokens: 4 } as const;
const piece = (content: string, finish: string | null = null) =>
  Buffer.from(
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: finish }] })}\n\n`,
  );

test('events are counted with the times of the reads that brought them', () => {
  const watch = watchStream(openaiChat, limit);
  watch.onChunk(piece('one'), 100);
  watch.onChunk(Buffer.concat([piece(' two', 'stop'), Buffer.from('data: [DONE]\n\n')]), 180);
  expect(watch.end()).toMatchObject({
    events: 3,
    end: { end: 'valid', tokenEvents: 2 },
    times: { firstByteMs: 100, firstTokenMs: 100, lastTokenMs: 180, tokenReads: 2 },
  });
});

test('bytes that are no events are a stream of none', () => {
  const watch = watchStream(openaiChat, limit);
  watch.onChunk(Buffer.from('{"choices":[]}'), 5);
  expect(watch.end()).toMatchObject({ events: 0, end: { end: 'no-events' } });
});

test('an answer far beyond its limit is hung up on, unless it has ended', () => {
  const long = 'x'.repeat(400);
  const endless = watchStream(openaiChat, limit);
  expect(endless.onChunk(piece(long), 1)).toBe('enough');
  expect(endless.end().stopped).toBe('hung-up');

  const ended = watchStream(openaiChat, limit);
  expect(ended.onChunk(Buffer.concat([piece(long, 'stop'), Buffer.from('data: [DONE]\n\n')]), 1)).toBe(
    undefined,
  );
  expect(ended.end().stopped).toBe(undefined);
});

test('an event too large to keep ends the reading', () => {
  const watch = watchStream(openaiChat, limit);
  watch.onChunk(Buffer.from(`data: ${'x'.repeat(2 * 1024 * 1024)}`), 1);
  expect(watch.end()).toMatchObject({ events: 0, stopped: 'too-large' });
});
