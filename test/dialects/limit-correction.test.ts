import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import { correctionFor, refusesOption } from '../../src/dialects/limit-correction.ts';
import type { LimitField } from '../../src/dialects/output-limit.ts';

const { chat, completions, messages, responses } = dialects;
const used = (field: LimitField, tokens = 16) => ({ field, tokens });

describe('another field is tried', () => {
  test('when OpenAI names it', () => {
    const error = {
      message:
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      param: 'max_tokens',
      code: 'unsupported_parameter',
    };
    expect(correctionFor(error, chat, used('max_tokens', 64))).toEqual(used('max_completion_tokens', 64));
  });

  test.each([
    ['max_completion_tokens: Extra inputs are not permitted'],
    [
      "[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens'), 'msg': 'Extra inputs are not permitted', 'input': 16}]",
    ],
    ['Unrecognized request argument supplied: max_completion_tokens'],
    ['Unknown parameter: `max_completion_tokens`.'],
  ])('when the used one is unknown: %s', (message) => {
    expect(correctionFor({ message }, chat, used('max_completion_tokens'))).toEqual(used('max_tokens'));
  });

  test('when only the parameter says which field is meant', () => {
    const error = { message: 'Extra inputs are not permitted', param: 'max_completion_tokens' };
    expect(correctionFor(error, chat, used('max_completion_tokens'))).toEqual(used('max_tokens'));
  });

  test.each([
    ['without a reason', { param: 'max_completion_tokens' }],
    ['for a reason that says nothing', { message: 'Invalid request.', param: 'max_completion_tokens' }],
    ['by its place in the body', { message: 'extra_forbidden', param: 'body.max_completion_tokens' }],
    ['in capitals', { message: 'Bad parameter', param: 'MAX_COMPLETION_TOKENS' }],
  ])('when the used one is blamed %s', (_, error) => {
    expect(correctionFor(error, chat, used('max_completion_tokens'))).toEqual(used('max_tokens'));
  });

  test('when the other one is blamed because it is missing', () => {
    const error = { message: 'Field required', param: 'max_tokens' };
    expect(correctionFor(error, chat, used('max_completion_tokens'))).toEqual(used('max_tokens'));
  });

  test('when the word for nothing stands in place of a parameter', () => {
    const error = { message: 'Unknown parameter: max_completion_tokens', param: 'None' };
    expect(correctionFor(error, chat, used('max_completion_tokens'))).toEqual(used('max_tokens'));
  });

  test('when the other one is required', () => {
    expect(
      correctionFor({ message: 'max_tokens: Field required' }, chat, used('max_completion_tokens')),
    ).toEqual(used('max_tokens'));
  });
});

describe('more tokens are tried', () => {
  test.each([
    [
      "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 20, but got 16 instead.",
      20,
    ],
    ['max_output_tokens must be at least 32', 32],
    ['max_output_tokens: Input should be greater than or equal to 64', 64],
    ['The minimum value of max_output_tokens is too high for 16; minimum value is 24', 24],
    ['max_output_tokens must be greater than 99', 100],
    ['max_output_tokens must be at least 256', 256],
    ['Could not finish the message because max_output_tokens or model output limit was reached.', 256],
  ])('%s', (message, tokens) => {
    expect(correctionFor({ message }, responses, used('max_output_tokens'))).toEqual(
      used('max_output_tokens', tokens),
    );
  });

  test('never more than 256', () => {
    const error = { message: 'max_tokens must be at least 1024' };
    expect(correctionFor(error, messages, used('max_tokens'))).toBeUndefined();
    const far = { message: 'max_tokens must be at least 123456789' };
    expect(correctionFor(far, messages, used('max_tokens'))).toBeUndefined();
  });

  test('never fewer or as many as were used', () => {
    expect(
      correctionFor({ message: 'max_tokens must be at least 16' }, messages, used('max_tokens')),
    ).toBeUndefined();
    expect(
      correctionFor({ message: 'max_tokens must be >= 1' }, messages, used('max_tokens')),
    ).toBeUndefined();
  });
});

describe('nothing is tried', () => {
  test.each([
    ['the error is about something else', { message: 'The model is not supported', param: 'model' }],
    ['there is no message', {}],
    ['a field only looks like it', { message: 'Unknown parameter: max_tokens_to_sample' }],
    ['a minimum belongs to another field', { message: 'messages: at least 32 items required' }],
  ])('when %s', (_, error) => {
    expect(correctionFor(error, chat, used('max_tokens'))).toBeUndefined();
  });

  test.each([
    ['a field that was not sent', { message: 'Unsupported parameter', param: 'max_tokens' }],
    ['another field of the body', { message: 'max_completion_tokens needs it', param: 'messages.0.content' }],
    ['what stands in the field', { message: 'Value is out of range', param: 'max_completion_tokens' }],
    ['a value by its code', { code: 'integer_above_max_value', param: 'max_completion_tokens' }],
  ])('when the parameter blames %s', (_, error) => {
    expect(correctionFor(error, chat, used('max_completion_tokens'))).toBeUndefined();
  });

  test('when the dialect knows no other field', () => {
    const error = { message: 'Unknown parameter: max_tokens' };
    expect(correctionFor(error, completions, used('max_tokens'))).toBeUndefined();
    const other = { message: "Unsupported: 'max_tokens'. Use 'max_completion_tokens' instead." };
    expect(correctionFor(other, messages, used('max_tokens'))).toBeUndefined();
  });

  test.each([
    ['max_tokens and max_completion_tokens cannot both be set'],
    ['One of max_tokens and max_completion_tokens is required'],
  ])('when both fields are named together: %s', (message) => {
    expect(correctionFor({ message }, chat, used('max_tokens'))).toBeUndefined();
  });
});

test('whatever a gateway says, a correction keeps a limit from 1 to 256 and changes something', () => {
  const words = fc.constantFrom(
    'max_tokens',
    'max_completion_tokens',
    'max_output_tokens',
    'unsupported',
    'at least',
    '>=',
    'required',
    'use',
    'instead',
    'limit was reached',
    '999999',
    '0',
    '-5',
    '200',
    '\u0000',
    "'",
  );
  const message = fc.array(words, { maxLength: 12 }).map((list) => list.join(' '));
  fc.assert(
    fc.property(message, message, fc.constantFrom(...Object.values(dialects)), (said, param, dialect) => {
      for (const field of dialect.outputLimitFields) {
        const correction = correctionFor({ message: said, param }, dialect, used(field));
        if (correction === undefined) continue;
        expect(dialect.outputLimitFields).toContain(correction.field);
        expect(correction.tokens).toBeGreaterThanOrEqual(16);
        expect(correction.tokens).toBeLessThanOrEqual(256);
        expect(correction).not.toEqual(used(field));
      }
    }),
  );
});

describe('an optional field that a gateway refuses', () => {
  test.each([
    ['Unrecognized request argument supplied: stream_options', true],
    ["Unknown parameter: 'store'.", true],
    ['stream_options: Extra inputs are not permitted', true],
    ['max_tokens is not supported with this model', false],
    ['The store is closed', false],
    ['The model could not be restored: unknown error', false],
  ])('%s: %s', (message, expected) => {
    expect(refusesOption({ message })).toBe(expected);
  });
});
