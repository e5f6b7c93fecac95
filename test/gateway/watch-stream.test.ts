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

test.each([
  ['an event without an end', 'data: ', 'x'],
  ['an event of endless lines', '', 'data: x\n'],
  ['a text without a line', '', 'x'],
  ['a comment without an end', ': ', 'x'],
])('%s is hung up on at 1 MiB', (_, start, endless) => {
  const watch = watchStream(openaiChat, limit);
  const piece = Buffer.from(endless.repeat(Math.ceil(65_536 / endless.length)));
  watch.onChunk(Buffer.from(start), 1);
  let taken = 0;
  while (watch.onChunk(piece, 2) === undefined && taken < 64) taken += 1;
  // What is counted of an event is its data, without the names of the fields.
  expect(taken * piece.length).toBeLessThan(9 * 1024 * 1024);
  expect(watch.end()).toMatchObject({ events: 0, stopped: 'event-too-large' });
});

test.each([
  ['comments', ': ping\n\n'],
  ['lines of no meaning', `${'word'.repeat(40)}\n\n`],
])('endless %s are hung up on at 4 MiB', (_, endless) => {
  const watch = watchStream(openaiChat, limit);
  const piece = Buffer.from(endless.repeat(Math.floor(65_536 / endless.length)));
  let taken = 0;
  while (watch.onChunk(piece, 2) === undefined && taken < 999) taken += 1;
  expect(taken * piece.length).toBeLessThanOrEqual(4 * 1024 * 1024);
  expect(watch.end()).toMatchObject({ events: 0, stopped: 'too-large' });
});
