import { describe, expect, test } from 'vitest';
import { openaiChat } from '../../src/dialects/openai-chat.ts';
import { cuts, done, named, readStream, unnamed } from './transcripts.ts';

const chunk = (choices: readonly object[], rest: object = {}) =>
  unnamed({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', choices, ...rest });
const piece = (delta: object, finish: string | null = null, index = 0) =>
  chunk([{ index, delta, finish_reason: finish }], { usage: null });
const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };

const sound = [
  piece({ role: 'assistant', content: '' }),
  piece({ content: '1 ' }),
  piece({ content: '2' }),
  piece({}, 'stop'),
  chunk([], { usage }),
  done,
];

describe('the end of a chat stream', () => {
  test('is valid with a finish_reason and [DONE]', () => {
    expect(readStream(openaiChat, sound)).toEqual({
      end: 'valid',
      events: 6,
      tokenEvents: 2,
      textLength: 3,
      estimatedTokens: 1,
      stoppedBy: 'end',
      usage: { inputTokens: 9, outputTokens: 3 },
      deviations: [],
    });
  });

  test('is valid at the output limit', () => {
    const end = readStream(openaiChat, [piece({ role: 'assistant', content: '1' }, 'length'), done]);
    expect(end).toMatchObject({ end: 'valid', stoppedBy: 'limit', deviations: [] });
  });

  test('is missing wherever the stream is cut before a finish_reason', () => {
    const ends = cuts(sound.slice(0, 4)).map((events) => readStream(openaiChat, events).end);
    expect(ends).toEqual(['no-terminal-event', 'no-terminal-event', 'no-terminal-event']);
  });

  test.each([4, 5])('is valid without [DONE] after %i events, and says so', (count) => {
    expect(readStream(openaiChat, sound.slice(0, count))).toMatchObject({
      end: 'valid',
      deviations: ['no-done'],
    });
  });

  test('is missing when [DONE] comes without a finish_reason', () => {
    expect(readStream(openaiChat, [...sound.slice(0, 3), done]).end).toBe('no-terminal-event');
    expect(readStream(openaiChat, [done]).end).toBe('no-terminal-event');
  });

  test('is missing when one of two choices has no finish_reason', () => {
    const second = piece({ role: 'assistant', content: 'x' }, null, 1);
    expect(readStream(openaiChat, [...sound.slice(0, 4), second, done])).toMatchObject({
      end: 'no-terminal-event',
      why: 'no finish_reason came',
    });
  });

  test('is no end at all without events', () => {
    expect(readStream(openaiChat, [])).toMatchObject({ end: 'no-events', events: 0 });
  });

  test('is an error when an error comes after content, and the error is handed on whole', () => {
    const error = { message: 'Upstream broke', code: 'server_error' };
    const end = readStream(openaiChat, [...sound.slice(0, 3), unnamed({ error }), done]);
    expect(end).toMatchObject({ end: 'error-event', error: { error }, textLength: 3, tokenEvents: 2 });
  });

  test.each(['insufficient_system_resource', 'network_error'])(
    'is an error with the finish_reason %s',
    (reason) => {
      const end = readStream(openaiChat, [
        piece({ role: 'assistant', content: 'O' }),
        piece({}, reason),
        done,
      ]);
      expect(end).toMatchObject({ end: 'error-event', why: `the finish_reason is "${reason}"` });
    },
  );

  test('is an error with the finish_reason "error"', () => {
    expect(readStream(openaiChat, [...sound.slice(0, 2), piece({}, 'error'), done]).end).toBe('error-event');
  });

  test('is the first fault, whatever comes after it', () => {
    const first = unnamed({ error: { message: 'first' } });
    const events = [...sound.slice(0, 2), first, { data: 'oops' }, unnamed({ error: { message: 'second' } })];
    expect(readStream(openaiChat, events)).toMatchObject({
      end: 'error-event',
      error: { error: { message: 'first' } },
    });
  });

  test('is no error where the field is there and null', () => {
    const nullError = chunk([{ index: 0, delta: {}, finish_reason: 'stop' }], { error: null });
    expect(readStream(openaiChat, [...sound.slice(0, 3), nullError, done]).end).toBe('valid');
  });

  test('is unreadable when an event is not JSON', () => {
    for (const data of ['{"choices":[', 'OK', '', '7', 'null', '[]']) {
      expect(readStream(openaiChat, [...sound.slice(0, 3), { data }, ...sound.slice(3)]).end, data).toBe(
        'unreadable-event',
      );
    }
  });

  test('is valid with events after [DONE], and says so', () => {
    expect(readStream(openaiChat, [...sound, piece({ content: 'late' })])).toMatchObject({
      end: 'valid',
      textLength: 3,
      deviations: ['events-after-the-end'],
    });
  });

  test('is valid with keep-alive and unknown events between', () => {
    const strange = [named('ping'), unnamed({ object: 'x.trace', spans: [] }), named('keepalive')];
    expect(readStream(openaiChat, [...strange, ...sound, named('ping')])).toMatchObject({
      end: 'valid',
      events: 10,
    });
  });

  test('says when the role never came, since the SDK refuses such a message', () => {
    const end = readStream(openaiChat, sound.slice(1));
    expect(end).toMatchObject({ end: 'valid', deviations: ['no-start'] });
  });

  test('is of another grammar when only foreign events came', () => {
    expect(readStream(openaiChat, [named('message_start'), named('message_stop')]).end).toBe('other-grammar');
  });

  test('is missing, not of another grammar, after nothing but keep-alives', () => {
    expect(readStream(openaiChat, [named('ping')]).end).toBe('no-terminal-event');
  });

  test('survives chunks of any kind', () => {
    const hostile = [{ toString: 1 }, [[], null, 'x', { delta: 'x', index: {} }], null, -7, 'x'];
    const events = hostile.flatMap((strange) => [
      unnamed({ type: strange, usage: strange }),
      chunk(Array.isArray(strange) ? (strange as object[]) : []),
      piece({ role: strange, content: strange, tool_calls: strange }),
    ]);
    expect(readStream(openaiChat, [...events, ...sound])).toMatchObject({
      end: 'valid',
      usage: { inputTokens: 9 },
    });
  });

  test('does not let an endless list of choices grow its memory', () => {
    const many = Array.from({ length: 100 }, (_, index) => piece({ role: 'assistant' }, 'stop', index));
    expect(readStream(openaiChat, [...many, done])).toMatchObject({
      end: 'no-terminal-event',
      why: 'more than 64 choices came',
    });
  });
});

describe('one event of a chat stream', () => {
  test.each([
    [{ content: 'a' }, true],
    [{ reasoning_content: 'hm' }, true],
    [{ tool_calls: [{ index: 0, function: { arguments: '{' } }] }, true],
    [{ refusal: 'no' }, true],
    [{ content: '' }, false],
    [{ role: 'assistant', content: null }, false],
    [{}, false],
  ])('%j has a token: %s', (delta, hasToken) => {
    expect(openaiChat.openStream().push(piece(delta))).toEqual({ hasToken, ends: false });
  });

  test('[DONE] ends the stream, a finish_reason does not', () => {
    const reading = openaiChat.openStream();
    expect(reading.push(piece({ role: 'assistant' }, 'stop')).ends).toBe(false);
    expect(reading.push(done).ends).toBe(true);
  });
});

describe('a plain chat answer', () => {
  const answer = {
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content: 'OK' }, finish_reason: 'length' }],
    usage,
  };

  test('that ends at the limit is an answer', () => {
    expect(openaiChat.readAnswer(answer)).toEqual({
      kind: 'answer',
      textLength: 2,
      stoppedBy: 'limit',
      usage: { inputTokens: 9, outputTokens: 3 },
    });
  });

  test('without text is an answer: a model may think until the limit', () => {
    const choices = [{ message: { role: 'assistant', content: null }, finish_reason: 'length' }];
    expect(openaiChat.readAnswer({ choices })).toEqual({ kind: 'answer', textLength: 0, stoppedBy: 'limit' });
  });

  test('reports no usage where a count is missing or no whole number', () => {
    for (const strange of [{ prompt_tokens: 9 }, { prompt_tokens: '9', completion_tokens: 1 }, null, [1]]) {
      expect(openaiChat.readAnswer({ ...answer, usage: strange })).not.toHaveProperty('usage');
    }
  });

  test.each([
    [null, 'the answer is not a JSON object'],
    [[], 'the answer is not a JSON object'],
    [{}, 'there is no choice in "choices"'],
    [{ error: { message: 'no' } }, 'there is no choice in "choices"'],
    [{ object: 'list', data: [] }, '"object" is not "chat.completion"'],
    [{ ...answer, choices: [] }, 'there is no choice in "choices"'],
    [{ ...answer, choices: [{ text: 'OK', finish_reason: 'stop' }] }, 'the first choice has no message'],
    [{ ...answer, choices: [{ message: {}, finish_reason: null }] }, 'the first choice has no finish_reason'],
    [{ ...answer, choices: [{ message: {}, finish_reason: 'error' }] }, 'the finish_reason is "error"'],
  ])('%j is wrong', (json, why) => {
    expect(openaiChat.readAnswer(json)).toEqual({ kind: 'wrong', why });
  });
});
