import { describe, expect, test } from 'vitest';
import { openaiResponses } from '../../src/dialects/openai-responses.ts';
import { errorIn } from '../../src/errors/read-answer.ts';
import { cuts, done, named, readStream, unnamed, without } from './transcripts.ts';

const usage = { input_tokens: 9, output_tokens: 3, total_tokens: 12 };
const response = { id: 'resp_1', object: 'response', status: 'completed', error: null, output: [], usage };
const place = { output_index: 0, content_index: 0, item_id: 'msg_1' };
const delta = (text: string) => named('response.output_text.delta', { ...place, delta: text });

const begun = [
  named('response.created', { response: { ...response, status: 'in_progress', usage: null } }),
  named('response.in_progress', { response: { ...response, status: 'in_progress', usage: null } }),
  named('response.output_item.added', { output_index: 0, item: { type: 'message' } }),
  named('response.content_part.added', place),
  delta('1 '),
  delta('2'),
  named('response.output_text.done', { ...place, text: '1 2' }),
  named('response.content_part.done', place),
  named('response.output_item.done', { output_index: 0 }),
];
const completed = named('response.completed', { response });

describe('the end of a responses stream', () => {
  test('is valid with response.completed', () => {
    expect(readStream(openaiResponses, [...begun, completed])).toEqual({
      end: 'valid',
      events: 10,
      tokenEvents: 2,
      textLength: 3,
      estimatedTokens: 1,
      stoppedBy: 'end',
      usage: { inputTokens: 9, outputTokens: 3 },
      deviations: [],
    });
  });

  test.each([
    ['max_output_tokens', 'limit'],
    ['content_filter', 'other'],
  ])('is valid with response.incomplete because of %s', (reason, stoppedBy) => {
    const incomplete = named('response.incomplete', {
      response: { ...response, status: 'incomplete', incomplete_details: { reason } },
    });
    expect(readStream(openaiResponses, [...begun, incomplete])).toMatchObject({ end: 'valid', stoppedBy });
  });

  test('is missing wherever the stream is cut', () => {
    const ends = cuts([...begun, completed]).map((events) => readStream(openaiResponses, events).end);
    expect(new Set(ends)).toEqual(new Set(['no-terminal-event']));
    expect(ends).toHaveLength(9);
  });

  test('is missing when [DONE] stands for the terminal event', () => {
    expect(readStream(openaiResponses, [...begun, done]).end).toBe('no-terminal-event');
  });

  test('is missing when response.completed holds no response', () => {
    expect(readStream(openaiResponses, [...begun, named('response.completed')]).end).toBe(
      'no-terminal-event',
    );
  });

  test('tolerates [DONE] after the terminal event', () => {
    expect(readStream(openaiResponses, [...begun, completed, done])).toMatchObject({
      end: 'valid',
      deviations: [],
    });
  });

  test.each([
    ['a second terminal event', completed],
    ['a late piece of text', delta('3')],
  ])('is valid with %s, and says so', (_, late) => {
    expect(readStream(openaiResponses, [...begun, completed, late])).toMatchObject({
      end: 'valid',
      textLength: 3,
      deviations: ['events-after-the-end'],
    });
  });

  test('is an error with response.failed, in a shape that is recognised', () => {
    const error = { code: 'rate_limit_exceeded', message: 'Slow down' };
    const failed = named('response.failed', { response: { ...response, status: 'failed', error } });
    const end = readStream(openaiResponses, [...begun, failed]);
    expect(end).toMatchObject({ end: 'error-event', textLength: 3 });
    expect(end.end === 'error-event' && errorIn(end.error, undefined)).toMatchObject(error);
  });

  test('is an error with a top-level error event, in a shape that is recognised', () => {
    const fields = { code: 'ERR_SOMETHING', message: 'Something went wrong', param: null };
    const end = readStream(openaiResponses, [...begun.slice(0, 2), named('error', fields)]);
    expect(end).toMatchObject({ end: 'error-event' });
    expect(end.end === 'error-event' && errorIn(end.error, undefined)).toMatchObject({
      code: 'ERR_SOMETHING',
      message: 'Something went wrong',
    });
  });

  test('is an error even when the failure names no reason', () => {
    const failed = named('response.failed', { response: { ...response, error: null } });
    const end = readStream(openaiResponses, [...begun, failed]);
    expect(end.end).toBe('error-event');
    expect(end).not.toHaveProperty('error');
  });

  test('is an error when an error follows the terminal event', () => {
    expect(readStream(openaiResponses, [...begun, completed, named('error', { message: 'x' })]).end).toBe(
      'error-event',
    );
  });

  test('goes by the type in the data, not by the name of the event', () => {
    const nameless = [...begun, completed].map(({ data }) => ({ data }));
    expect(readStream(openaiResponses, nameless)).toMatchObject({ end: 'valid', deviations: [] });
  });

  test('says what Codex refuses: no id, or usage without a count', () => {
    const end = (fields: object) =>
      readStream(openaiResponses, [
        ...begun,
        named('response.completed', { response: { ...response, ...fields } }),
      ]);
    expect(end({ id: undefined }).deviations).toEqual(['no-response-id']);
    expect(end({ usage: { input_tokens: 9, output_tokens: 3 } }).deviations).toEqual(['bad-usage']);
    expect(end({ usage: null }).deviations).toEqual([]);
  });

  test.each([
    ['response.created', 0],
    ['the item', 2],
    ['the part', 3],
  ])('says when %s is missing, since the SDK refuses such a stream', (_, position) => {
    const end = readStream(openaiResponses, [...without(begun, position), completed]);
    expect(end).toMatchObject({ end: 'valid', deviations: ['no-start'] });
  });

  test('says when the response is created twice', () => {
    const end = readStream(openaiResponses, [...begun.slice(0, 1), ...begun, completed]);
    expect(end).toMatchObject({ end: 'valid', deviations: ['no-start'] });
  });

  test('does not let an endless list of items grow its memory', () => {
    const items = Array.from({ length: 300 }, (_, index) =>
      named('response.output_item.added', { output_index: index + 1 }),
    );
    expect(readStream(openaiResponses, [...begun, ...items, completed])).toMatchObject({
      end: 'valid',
      deviations: ['no-start'],
    });
  });

  test('survives types and places of any kind', () => {
    const hostile = [{ toString: 1 }, ['response.created'], null, 7, 'toString'];
    const events = hostile.flatMap((strange) => [
      unnamed({ type: strange }),
      unnamed({
        type: 'response.output_text.delta',
        output_index: strange,
        content_index: strange,
        delta: strange,
      }),
    ]);
    expect(readStream(openaiResponses, [...begun, ...events, completed])).toMatchObject({
      end: 'valid',
      textLength: 3 + 8,
    });
  });

  test('ignores event types that it does not know', () => {
    const strange = [named('codex.rate_limits'), named('keepalive'), named('response.shiny')];
    expect(
      readStream(openaiResponses, [...strange.slice(0, 2), ...begun, ...strange, completed]),
    ).toMatchObject({
      end: 'valid',
      deviations: [],
    });
  });

  test('is of another grammar when a compact stream sends its object bare', () => {
    const compaction = unnamed({ id: 'resp_1', object: 'response.compaction', output: [], usage });
    expect(readStream(openaiResponses, [compaction]).end).toBe('other-grammar');
    expect(readStream(openaiResponses, [compaction, done]).end).toBe('other-grammar');
  });

  test('is of another grammar when it closes with a response event that nobody documents', () => {
    expect(readStream(openaiResponses, [...begun, named('response.compaction.done')]).end).toBe(
      'other-grammar',
    );
  });

  test('is missing after a keep-alive, which can stand before a cut', () => {
    expect(readStream(openaiResponses, [...begun, named('keepalive')]).end).toBe('no-terminal-event');
  });
});

test('a piece of thinking or of a tool call is a token without visible text', () => {
  const thought = named('response.reasoning_summary_text.delta', { ...place, delta: 'hm' });
  const call = named('response.function_call_arguments.delta', { ...place, delta: '{' });
  const reading = openaiResponses.openStream();
  expect([thought, call].map((event) => reading.push(event).hasToken)).toEqual([true, true]);
  expect(reading.finish()).toMatchObject({ tokenEvents: 2, textLength: 0 });
});

describe('a plain response', () => {
  const output = [{ type: 'message', content: [{ type: 'output_text', text: 'OK' }] }];

  test('that is incomplete at the output limit is an answer', () => {
    const incomplete = { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } };
    expect(openaiResponses.readAnswer({ ...response, ...incomplete, output })).toEqual({
      kind: 'answer',
      textLength: 2,
      stoppedBy: 'limit',
      usage: { inputTokens: 9, outputTokens: 3 },
    });
  });

  test('that is completed is an answer, and so is a compaction', () => {
    expect(openaiResponses.readAnswer({ ...response, output })).toMatchObject({ stoppedBy: 'end' });
    const compaction = {
      object: 'response.compaction',
      output: [{ type: 'compaction', encrypted_content: 'x' }],
    };
    // A compaction is no text, so its length is not zero: there is none.
    expect(openaiResponses.readAnswer(compaction)).toEqual({ kind: 'answer', stoppedBy: 'end' });
  });

  test.each([
    [7, 'the answer is not a JSON object'],
    [{ object: 'chat.completion' }, '"object" is not "response"'],
    [{ ...response, output: null }, '"output" is not a list'],
    [{ ...response, status: 'failed' }, '"status" is neither "completed" nor "incomplete"'],
    [{ ...response, status: 'in_progress' }, '"status" is neither "completed" nor "incomplete"'],
  ])('%j is wrong', (json, why) => {
    expect(openaiResponses.readAnswer(json)).toEqual({ kind: 'wrong', why });
  });
});
