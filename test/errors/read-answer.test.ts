import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, errorIn, readAnswer } from '../../src/errors/read-answer.ts';

function read(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readAnswer({ status, headers, body: text });
}

function factsOf(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const answer = read(status, body, headers);
  if (answer.kind === 'success') throw new Error('taken for a success');
  return answer.facts;
}

describe('the error object is found', () => {
  test.each([
    [
      'inside error, all four fields of Nexus',
      { error: { message: 'No.', type: 'auth', code: 'invalid_key', request_id: 'req_1' } },
      { message: 'No.', type: 'auth', code: 'invalid_key', requestId: 'req_1' },
    ],
    [
      'at the top of the body, the other reading of the same page',
      { message: 'No.', type: 'auth', code: 'invalid_key', request_id: 'req_1' },
      { message: 'No.', type: 'auth', code: 'invalid_key', requestId: 'req_1' },
    ],
    [
      'with status false around it and the usage beside it',
      {
        status: false,
        creator: 'neosantara.xyz',
        error: { message: 'Used up', type: 'usage_limit_exceeded', code: 'user_total_daily_limit_exceeded' },
        usage: { current: 1500, limit: 1500 },
      },
      { message: 'Used up', type: 'usage_limit_exceeded', code: 'user_total_daily_limit_exceeded' },
    ],
    [
      'with null for what is not known',
      { error: { message: 'No.', type: null, code: null, param: null } },
      { message: 'No.' },
    ],
    [
      'with the wait among its details',
      {
        error: {
          message: 'Slow',
          type: 'rate_limit_error',
          code: 'itpm_exceeded',
          details: { retry_after: 12 },
        },
      },
      { message: 'Slow', type: 'rate_limit_error', code: 'itpm_exceeded', retryAfterSeconds: 12 },
    ],
    ['as status false and a message', { status: false, message: 'Gone' }, { message: 'Gone' }],
    [
      'in the wrapper of Anthropic',
      { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' }, request_id: 'req_2' },
      { message: 'Overloaded', type: 'overloaded_error', requestId: 'req_2', anthropicShape: true },
    ],
    [
      'with a number for a code, as OpenRouter sends it',
      { error: { code: 402, message: 'Insufficient credits' } },
      { message: 'Insufficient credits' },
    ],
    [
      'with the status as text for a code, as LiteLLM sends it',
      { error: { code: '400', type: 'budget_exceeded', message: 'Budget' } },
      { message: 'Budget', type: 'budget_exceeded' },
    ],
    [
      'with status failure around it, as Portkey sends it',
      { status: 'failure', message: 'Portkey Error', error: { message: 'No config' } },
      { message: 'No config' },
    ],
    ['as one string', { error: 'insufficient balance' }, { message: 'insufficient balance' }],
    [
      'as one string with a message beside it',
      { error: 'Not Found', message: 'No route' },
      { message: 'No route' },
    ],
    ['as a list', { error: [{ code: 'a_code', message: 'first' }] }, { code: 'a_code', message: 'first' }],
    ['as a list of sentences', { error: ['first'] }, { message: 'first' }],
    [
      'as a detail in words',
      { detail: 'Incorrect API key provided' },
      { message: 'Incorrect API key provided' },
    ],
    [
      'as a detail with fields',
      { detail: { code: 'a_code', message: 'No.' } },
      { code: 'a_code', message: 'No.' },
    ],
    [
      'as the list of a validation',
      { detail: [{ loc: ['body', 'model'], msg: 'field required' }] },
      { message: 'field required', param: 'model' },
    ],
    [
      'as the list of a validation without a sentence',
      { detail: [{ loc: ['body', 'messages', 0, 'content'], type: 'extra_forbidden' }] },
      { message: 'extra_forbidden', param: 'messages.0.content' },
    ],
    [
      'with the field that is to blame',
      { error: { message: 'No.', param: 'max_tokens', code: null } },
      { message: 'No.', param: 'max_tokens' },
    ],
    ['with no field to blame', { error: { message: 'No.', param: null } }, { message: 'No.' }],
    ['as errors', { errors: [{ message: 'first' }, { message: 'second' }] }, { message: 'first' }],
    ['as msg', { msg: 'Bad', code: 'a_code' }, { message: 'Bad', code: 'a_code' }],
  ])('%s', (_, body, expected) => {
    expect(factsOf(400, body)).toEqual({ status: 400, body: 'api-error', ...expected });
  });
});

describe('an error inside a 200 is an error', () => {
  test.each([
    ['an error object', { error: { code: 'invalid_key', message: 'No.' } }, 200],
    ['an error string', { error: 'insufficient balance' }, 200],
    ['status false', { status: false, message: 'Gone' }, 200],
    ['status error', { status: 'error', msg: 'Gone' }, 200],
    ['a status as the code beside a message', { code: 403, msg: 'No.', data: null }, 403],
    ['success false', { success: false, message: 'Gone' }, 200],
    ['a code that is a status counts like the status', { error: { code: 429, message: 'Slow' } }, 429],
    ['also with status false', { status: false, code: 401, message: 'No.' }, 401],
    ['a number that is no status of an error stays out', { error: { code: 1001, message: 'No.' } }, 200],
  ])('%s', (_, body, status) => {
    expect(read(200, body)).toMatchObject({ kind: 'error', facts: { status } });
  });

  test('the status on the wire wins where it says an error itself', () => {
    expect(factsOf(502, { error: { code: 401, message: 'upstream' } }).status).toBe(502);
  });

  test.each([
    ['a model list', { object: 'list', data: [] }],
    ['a list with an error that is null', { data: [], error: null }],
    ['an empty error string', { data: [], error: '' }],
    ['an empty list of errors', { data: [], error: [] }],
    ['a message and a detail without a failure', { message: 'hello', detail: 'x', balance: 5 }],
    ['status true', { status: true, message: 'OK', data: {} }],
    ['an array', [{ id: 'm' }]],
  ])('%s is a success', (_, body) => {
    expect(read(200, body)).toMatchObject({ kind: 'success', json: body });
  });
});

describe('what is no answer of an API', () => {
  test.each([
    ['a page by its content type', '<p>hi</p>', { 'content-type': 'text/html; charset=utf-8' }, 'html'],
    ['a page by its beginning', '\n<!DOCTYPE html><title>x</title>', {}, 'html'],
    ['plain text', 'OK', { 'content-type': 'application/json' }, 'text'],
    ['no body', '', {}, 'empty'],
    ['white space', ' \n', {}, 'empty'],
    ['half a JSON', '{"data":[', {}, 'text'],
    ['a JSON string', '"OK"', {}, 'text'],
    ['null', 'null', {}, 'text'],
  ])('%s', (_, body, headers, kind) => {
    expect(read(200, body, headers)).toMatchObject({ kind: 'not-api', facts: { status: 200, body: kind } });
  });

  test('the title of a page is kept, whatever its attributes', () => {
    const body = '<html><head><title data-x="1">\n Sign in </title></head></html>';
    expect(read(403, body)).toMatchObject({ kind: 'not-api', pageTitle: 'Sign in' });
  });

  test.each([['{}'], ['[]'], ['{"ok":false}'], ['{"error":null}'], ['{"error":42}']])(
    'a failure with %s is JSON that says nothing',
    (body) => {
      expect(read(500, body)).toMatchObject({ kind: 'not-api', facts: { body: 'json' } });
    },
  );
});

test('a whole web page as the message is told apart from a message', () => {
  const facts = factsOf(502, { error: { message: '<html><body>502</body></html>' } });
  expect(facts.body).toBe('html-message');
  expect(factsOf(502, { error: { message: 'use <html> tags' } }).body).toBe('api-error');
});

describe('the request id', () => {
  const error = { message: 'No.' };
  test.each([
    ['the body first', { error: { ...error, request_id: 'inner' }, request_id: 'outer' }, 'outer'],
    ['then the error', { error: { ...error, request_id: 'inner' } }, 'inner'],
    [
      'an outer null does not hide the inner one',
      { error: { ...error, request_id: 'inner' }, request_id: null },
      'inner',
    ],
    ['then the metadata', { error, _metadata: { request_id: 'meta' } }, 'meta'],
    ['then the header', { error }, 'header'],
    ['an empty one is none', { error: { ...error, request_id: '' } }, 'header'],
    ['a number is none', { error: { ...error, request_id: 7 } }, 'header'],
  ])('comes from %s', (_, body, expected) => {
    const headers = { 'x-request-id': 'header', 'request-id': 'later' };
    expect(factsOf(400, body, headers).requestId).toBe(expected);
  });

  test('is read from the header of a success and of a page too', () => {
    const headers = { 'request-id': 'req_9' };
    expect(read(200, { data: [] }, headers)).toMatchObject({ requestId: 'req_9' });
    expect(factsOf(502, '<html></html>', headers).requestId).toBe('req_9');
  });

  test('is looked for only in the headers of the profile', () => {
    const response = { status: 500, headers: { 'request-id': 'of-the-supplier' }, body: '{"message":"x"}' };
    const answer = readAnswer(response, {}, { headers: ['x-request-id'] });
    expect(answer).not.toHaveProperty('facts.requestId');
  });
});

describe('the wait', () => {
  test.each([
    ['5', 5],
    ['1.5', 1.5],
    [' 7 ', 7],
    ['0', 0],
    ['-5', undefined],
    ['soon', undefined],
    ['1e9', undefined],
    ['5, 60', undefined],
    ['', undefined],
  ])('Retry-After "%s" is %s', (header, seconds) => {
    expect(factsOf(429, { message: 'Slow' }, { 'retry-after': header }).retryAfterSeconds).toBe(seconds);
  });

  test.each([
    ['Sun, 22 Nov 2026 09:42:37 GMT', 30],
    ['Sun, 22 Nov 2026 09:42:00 GMT', 0],
    ['Sun, 31 Foo 2026 09:42:00 GMT', undefined],
    ['Nov 2026', undefined],
  ])('Retry-After "%s" counts from the date of the answer', (wait, seconds) => {
    const headers = { 'retry-after': wait, date: 'Sun, 22 Nov 2026 09:42:07 GMT' };
    expect(factsOf(429, { message: 'Slow' }, headers).retryAfterSeconds).toBe(seconds);
  });

  test.each([
    ['1500', '60', 1.5],
    ['0', '60', 0],
    ['soon', '60', 60],
    ['-5', undefined, undefined],
    ['99999999', '60', 60],
  ])('retry-after-ms "%s" beside Retry-After "%s" is %s', (ms, wait, seconds) => {
    const headers = { 'retry-after-ms': ms, ...(wait === undefined ? {} : { 'retry-after': wait }) };
    expect(factsOf(429, { message: 'Slow' }, headers).retryAfterSeconds).toBe(seconds);
  });

  test('the header outranks the body, the body fills in', () => {
    const body = { error: { message: 'Slow', details: { retry_after: 30 } } };
    expect(factsOf(429, body, { 'retry-after': '9' }).retryAfterSeconds).toBe(9);
    expect(factsOf(429, body, { 'retry-after': 'soon' }).retryAfterSeconds).toBe(30);
  });

  test.each([[-1], ['soon'], [null], [true], [1e9], [[5]]])(
    'a wait of %s in the body is none',
    (retry_after) => {
      const body = { error: { message: 'Slow', details: { retry_after } } };
      expect(factsOf(429, body)).not.toHaveProperty('retryAfterSeconds');
    },
  );
});

test('what is kept of an answer has an end, and a cut never splits a word', () => {
  const words = `${'word '.repeat(799)}nexus-0123456789abcdef`;
  const { message, code, requestId } = factsOf(400, {
    error: { message: words, code: 'c'.repeat(201), request_id: 'r'.repeat(201) },
  });
  expect(message?.length).toBeLessThan(4100);
  expect(message).not.toContain('nexus-0');
  expect({ code, requestId }).toEqual({ code: undefined, requestId: undefined });
  expect(factsOf(400, { message: 'x'.repeat(5000) }).message).not.toContain('x');
});

test('an unknown code is kept word for word', () => {
  expect(factsOf(403, { error: { code: ' IP_Not-In.List ', message: 'x' } }).code).toBe('IP_Not-In.List');
});

test('no JSON at all makes it throw, and what it finds is plain', () => {
  fc.assert(
    fc.property(fc.json(), fc.integer({ min: 200, max: 599 }), (body, status) => {
      const answer = read(status, body);
      if (answer.kind === 'error') expect(typeof (answer.facts.message ?? '')).toBe('string');
      if (answer.kind === 'success') expect(status).toBeLessThan(400);
    }),
  );
});

test('fields of any kind in an error never become more than text', () => {
  const fields = fc.record(
    { message: fc.jsonValue(), code: fc.jsonValue(), type: fc.jsonValue(), details: fc.jsonValue() },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fields, (error) => {
      const facts = errorIn({ error }, 400);
      for (const field of ['code', 'type', 'message', 'requestId'] as const) {
        expect(['string', 'undefined']).toContain(typeof facts?.[field]);
      }
    }),
  );
});

describe('the id that a gateway puts into its message', () => {
  const message = 'upstream failed (request id: 20261123aaaa0001) (request id: 20261123bbbb0002)';

  test('is the last one, where nothing else names one', () => {
    expect(factsOf(500, { error: { message } }).requestId).toBe('20261123bbbb0002');
  });

  test('gives way to the header', () => {
    expect(factsOf(500, { error: { message } }, { 'x-request-id': 'req_1' }).requestId).toBe('req_1');
  });
});
