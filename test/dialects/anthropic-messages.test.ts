import { describe, expect, test } from 'vitest';
import { anthropicMessages } from '../../src/dialects/anthropic-messages.ts';
import { errorIn } from '../../src/errors/read-answer.ts';
import { cuts, done, named, readStream, unnamed, without } from './transcripts.ts';

const start = named('message_start', {
  message: { type: 'message', content: [], stop_reason: null, usage: { input_tokens: 9, output_tokens: 1 } },
});
const block = named('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
const text = (piece: string) =>
  named('content_block_delta', { index: 0, delta: { type: 'text_delta', text: piece } });
const blockStop = named('content_block_stop', { index: 0 });
const messageDelta = named('message_delta', {
  delta: { stop_reason: 'end_turn', stop_sequence: null },
  usage: { output_tokens: 5 },
});
const stop = named('message_stop');
const ping = named('ping');

const sound = [start, block, ping, text('1 '), text('2'), blockStop, messageDelta, stop];

describe('the end of a messages stream', () => {
  test('is valid with a stopped block, a stop reason and message_stop', () => {
    expect(readStream(anthropicMessages, sound)).toEqual({
      end: 'valid',
      events: 8,
      tokenEvents: 2,
      textLength: 3,
      estimatedTokens: 1,
      stoppedBy: 'end',
      usage: { inputTokens: 9, outputTokens: 5 },
      deviations: [],
    });
  });

  test('is missing wherever the stream is cut', () => {
    const ends = cuts(sound).map((events) => readStream(anthropicMessages, events).end);
    expect(new Set(ends)).toEqual(new Set(['no-terminal-event']));
    expect(ends).toHaveLength(7);
  });

  test.each([
    ['message_start', 0, 'no message_start came'],
    ['content_block_stop', 5, 'a content block was not stopped'],
    ['message_delta', 6, 'no stop_reason came'],
    ['message_stop', 7, 'no message_stop came'],
  ])('is missing without %s', (_, position, why) => {
    expect(readStream(anthropicMessages, without(sound, position))).toMatchObject({
      end: 'no-terminal-event',
      why,
    });
  });

  test('keeps the tokens of a cut stream that were already counted', () => {
    expect(readStream(anthropicMessages, sound.slice(0, 4)).usage).toEqual({
      inputTokens: 9,
      outputTokens: 1,
    });
  });

  test('is valid with ping anywhere, even last', () => {
    const pinged = sound.flatMap((event) => [ping, event]);
    expect(readStream(anthropicMessages, [...pinged, ping])).toMatchObject({ end: 'valid', deviations: [] });
  });

  test('is valid with several blocks, thinking and tools', () => {
    const events = [
      start,
      named('content_block_start', { index: 0, content_block: { type: 'thinking' } }),
      named('content_block_delta', { index: 0, delta: { type: 'thinking_delta', thinking: 'hm' } }),
      named('content_block_delta', { index: 0, delta: { type: 'signature_delta', signature: 'abc' } }),
      blockStop,
      named('content_block_start', { index: 1, content_block: { type: 'tool_use' } }),
      named('content_block_delta', { index: 1, delta: { type: 'input_json_delta', partial_json: '{}' } }),
      named('content_block_stop', { index: 1 }),
      messageDelta,
      stop,
    ];
    expect(readStream(anthropicMessages, events)).toMatchObject({
      end: 'valid',
      tokenEvents: 2,
      textLength: 0,
      deviations: [],
    });
  });

  test('is an error with event: error, in a shape that is recognised', () => {
    const error = { type: 'overloaded_error', message: 'Overloaded' };
    const end = readStream(anthropicMessages, [...sound.slice(0, 4), named('error', { error })]);
    expect(end).toMatchObject({ end: 'error-event', textLength: 2 });
    expect(end.end === 'error-event' && errorIn(end.error, undefined)).toMatchObject({
      ...error,
      anthropicShape: true,
    });
  });

  test('is an error with event: error whose data is plain text', () => {
    const end = readStream(anthropicMessages, [start, { event: 'error', data: 'upstream timed out' }]);
    expect(end.end === 'error-event' && errorIn(end.error, undefined)).toMatchObject({
      message: 'upstream timed out',
    });
  });

  test('is an error without an event name, and in the shape of another format', () => {
    const error = { message: 'no' };
    expect(readStream(anthropicMessages, [start, unnamed({ type: 'error', error })]).end).toBe('error-event');
    expect(readStream(anthropicMessages, [start, unnamed({ error })]).end).toBe('error-event');
  });

  test('is an error when the error follows message_stop', () => {
    const late = named('error', { error: { type: 'api_error' } });
    expect(readStream(anthropicMessages, [...sound, late]).end).toBe('error-event');
  });

  test('is valid with events after message_stop, and says so', () => {
    expect(readStream(anthropicMessages, [...sound, text('3')])).toMatchObject({
      end: 'valid',
      textLength: 3,
      deviations: ['events-after-the-end'],
    });
  });

  test('tolerates [DONE] without a name, which the SDK passes over', () => {
    expect(readStream(anthropicMessages, [...sound, done])).toMatchObject({ end: 'valid', deviations: [] });
    expect(readStream(anthropicMessages, [done, ...sound])).toMatchObject({ end: 'valid', deviations: [] });
  });

  test('is unreadable with a named event that is not JSON', () => {
    expect(readStream(anthropicMessages, [...sound, { event: 'done', data: '[DONE]' }]).end).toBe(
      'unreadable-event',
    );
    expect(readStream(anthropicMessages, [start, { event: 'content_block_delta', data: '{' }]).end).toBe(
      'unreadable-event',
    );
  });

  test('is of another grammar when no event has a name, since clients pass over them all', () => {
    const nameless = sound.map(({ data }) => ({ data }));
    expect(readStream(anthropicMessages, nameless).end).toBe('other-grammar');
  });

  test('is of another grammar on a route that answers in chat chunks', () => {
    const chunk = { object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content: 'a' } }] };
    expect(readStream(anthropicMessages, [unnamed(chunk), done]).end).toBe('other-grammar');
  });

  test('ignores named events that it does not know, even with the name of an object method', () => {
    const strange = [named('message_thought', { x: 1 }), named('toString'), named('__proto__')];
    expect(readStream(anthropicMessages, [...strange, ...sound])).toMatchObject({
      end: 'valid',
      deviations: [],
    });
  });

  test('does not let blocks that never stop grow its memory, nor pass for a whole answer', () => {
    const starts = Array.from({ length: 65 }, (_, index) => named('content_block_start', { index }));
    const stops = starts.slice(0, 64).map((_, index) => named('content_block_stop', { index }));
    expect(readStream(anthropicMessages, [start, ...starts, ...stops, messageDelta, stop])).toMatchObject({
      end: 'no-terminal-event',
      why: 'a content block was not stopped',
    });
  });

  test('is valid with a named event that has no data, which the SDK passes over', () => {
    expect(readStream(anthropicMessages, [{ event: 'x', data: '' }, ...sound]).end).toBe('valid');
  });

  test('survives types, blocks and deltas of any kind', () => {
    const hostile = [{ toString: 1 }, [], null, -7, 'x'];
    const events = hostile.flatMap((strange) => [
      { event: 'x', data: JSON.stringify({ type: strange }) },
      named('content_block_delta', { index: strange, delta: strange }),
      named('message_delta', { delta: { stop_reason: strange }, usage: strange }),
    ]);
    expect(readStream(anthropicMessages, [...sound.slice(0, 6), ...events, ...sound.slice(6)]).end).toBe(
      'valid',
    );
  });

  test.each([
    ['token counts are missing', [named('message_start', { message: {} }), ...sound.slice(1)], 'bad-usage'],
    ['a piece has no block', [start, text('0'), ...sound.slice(1)], 'no-start'],
    ['the message starts twice', [start, ...sound], 'no-start'],
  ])('says when %s', (_, events, deviation) => {
    expect(readStream(anthropicMessages, events)).toMatchObject({ end: 'valid', deviations: [deviation] });
  });
});

describe('a plain message', () => {
  const message = {
    type: 'message',
    content: [{ type: 'text', text: 'OK' }],
    stop_reason: 'max_tokens',
    usage: { input_tokens: 9, output_tokens: 16 },
  };

  test('that ends at the limit is an answer', () => {
    expect(anthropicMessages.readAnswer(message)).toEqual({
      kind: 'answer',
      textLength: 2,
      stoppedBy: 'limit',
      usage: { inputTokens: 9, outputTokens: 16 },
    });
  });

  test.each([
    ['end_turn', 'end'],
    ['stop_sequence', 'end'],
    ['refusal', 'other'],
  ])('with the stop reason %s stopped by %s', (reason, stoppedBy) => {
    expect(anthropicMessages.readAnswer({ ...message, stop_reason: reason })).toMatchObject({ stoppedBy });
  });

  test.each([
    [[message], 'the answer is not a JSON object'],
    [{ object: 'chat.completion', choices: [] }, '"type" is not "message"'],
    [{ ...message, content: 'OK' }, '"content" is not a list'],
    [{ ...message, stop_reason: null }, 'there is no stop_reason'],
  ])('%j is wrong', (json, why) => {
    expect(anthropicMessages.readAnswer(json)).toEqual({ kind: 'wrong', why });
  });
});
