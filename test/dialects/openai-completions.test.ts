import { describe, expect, test } from 'vitest';
import { openaiCompletions } from '../../src/dialects/openai-completions.ts';
import { cuts, done, readStream, unnamed } from './transcripts.ts';

const piece = (text: string, finish: string | null = null) =>
  unnamed({ id: 'cmpl-1', object: 'text_completion', choices: [{ index: 0, text, finish_reason: finish }] });
const sound = [piece('1 '), piece('2'), piece('', 'length'), done];

describe('the end of a completions stream', () => {
  test('is valid with a finish_reason and [DONE], and needs no role', () => {
    expect(readStream(openaiCompletions, sound)).toEqual({
      end: 'valid',
      events: 4,
      tokenEvents: 2,
      textLength: 3,
      estimatedTokens: 1,
      stoppedBy: 'limit',
      deviations: [],
    });
  });

  test('is missing wherever the stream is cut before a finish_reason', () => {
    const ends = cuts(sound.slice(0, 3)).map((events) => readStream(openaiCompletions, events).end);
    expect(ends).toEqual(['no-terminal-event', 'no-terminal-event']);
  });

  test('is valid without [DONE], and says so', () => {
    expect(readStream(openaiCompletions, sound.slice(0, 3))).toMatchObject({
      end: 'valid',
      deviations: ['no-done'],
    });
  });

  test('is an error when an error comes in it', () => {
    const error = { message: 'broke' };
    expect(readStream(openaiCompletions, [piece('1'), unnamed({ error }), done])).toMatchObject({
      end: 'error-event',
      error: { error },
    });
  });
});

describe('a plain completion', () => {
  const choice = { index: 0, text: 'OK', finish_reason: 'stop' };

  test('with a text and a finish_reason is an answer', () => {
    const usage = { prompt_tokens: 4, completion_tokens: 1 };
    expect(openaiCompletions.readAnswer({ object: 'text_completion', choices: [choice], usage })).toEqual({
      kind: 'answer',
      textLength: 2,
      stoppedBy: 'end',
      usage: { inputTokens: 4, outputTokens: 1 },
    });
  });

  test.each([
    ['OK', 'the answer is not a JSON object'],
    [{ object: 'chat.completion', choices: [choice] }, '"object" is not "text_completion"'],
    [{ choices: [] }, 'there is no choice in "choices"'],
    [{ choices: [{ message: {}, finish_reason: 'stop' }] }, 'the first choice has no text'],
    [{ choices: [{ text: '' }] }, 'the first choice has no finish_reason'],
    [{ choices: [{ text: '', finish_reason: 'error' }] }, 'the finish_reason is "error"'],
  ])('%j is wrong', (json, why) => {
    expect(openaiCompletions.readAnswer(json)).toEqual({ kind: 'wrong', why });
  });
});
