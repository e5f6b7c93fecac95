import { describe, expect, test } from 'vitest';
import { errorsInText, statusInText } from '../../src/errors/errors-in-text.ts';

const codes = (text: string) => errorsInText(text).map(({ code, type, message }) => code ?? type ?? message);

const invalid = '{"error":{"message":"No.","type":"auth","code":"invalid_key","request_id":"req_1"}}';

describe('errors are found in', () => {
  test.each([
    ['a body by itself', invalid, ['invalid_key']],
    ['a body over several lines', JSON.stringify(JSON.parse(invalid), null, 2), ['invalid_key']],
    ['the output of curl -v', `< HTTP/2 401\n< x-request-id: req_1\n<\n${invalid}\n* done`, ['invalid_key']],
    ['a log line', `2026-01-02 ERROR upstream said ${invalid} (attempt 1)`, ['invalid_key']],
    ['two lines', `${invalid}\n{"error":{"code":"pricing_stale"}}`, ['invalid_key', 'pricing_stale']],
    ['the events of a stream', `event: error\ndata: ${invalid}\n\n`, ['invalid_key']],
    ['the flat form', '{"message":"No.","code":"invalid_key"}', ['invalid_key']],
    [
      'the wrapper of Anthropic',
      '{"type":"error","error":{"type":"overloaded_error"}}',
      ['overloaded_error'],
    ],
    ['a brace in a string', '{"error":{"message":"a } b \\" {","code":"invalid_key"}}', ['invalid_key']],
    ['text with loose braces before it', `function() { return } {x} ${invalid}`, ['invalid_key']],
    [
      'the error of a client that wraps the answer',
      `{"message":"Request failed with status code 401","name":"AxiosError","response":{"data":${invalid}}}`,
      ['invalid_key'],
    ],
    ['a wrapper without words of its own', `{"log":{"entries":[{"response":${invalid}}]}}`, ['invalid_key']],
    ['a wrapper around nothing more exact', '{"message":"It broke","data":{"x":1}}', ['It broke']],
  ])('%s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });
});

test.each([
  ['nothing', ''],
  ['words', 'it does not work'],
  ['JSON without an error', '{"object":"list","data":[{"id":"m"}]}'],
  ['an answer of a model', '{"choices":[{"message":{"role":"assistant","content":"hi"}}]}'],
  ['half a body', invalid.slice(0, -4)],
])('%s holds no error', (_, text) => {
  expect(errorsInText(text)).toEqual([]);
});

test('the request id comes along', () => {
  expect(errorsInText(`log: ${invalid}`)).toMatchObject([{ requestId: 'req_1' }]);
});

test('a long log stays fast and its errors stay few', () => {
  const startedMs = performance.now();
  expect(errorsInText(`${invalid}\n`.repeat(20_000))).toHaveLength(20);
  expect(errorsInText('{"a":'.repeat(2000))).toEqual([]);
  expect(performance.now() - startedMs).toBeLessThan(2000);
});

describe('a text that was made to be slow is read in less than two seconds', () => {
  test.each([
    ['braces alone', '{'.repeat(100_000)],
    ['four megabytes of braces', '{'.repeat(4_000_000)],
    ['objects that never parse', '{"a":'.repeat(800_000)],
    ['closed objects that never parse', '{x}'.repeat(1_300_000)],
    ['closed objects that almost parse', '{"a"}'.repeat(800_000)],
    ['nested objects that never parse', `${'{'.repeat(2_000_000)}${'}'.repeat(2_000_000)}`],
    ['an open quotation mark', `{"${'{'.repeat(1_000_000)}`],
    ['words of a status without a number', `status${' '.repeat(1_000_000)}x`],
    ['many words of a status', 'status: '.repeat(500_000)],
  ])('%s', (_, text) => {
    const startedMs = performance.now();
    expect(errorsInText(text)).toEqual([]);
    expect(statusInText(text)).toBeUndefined();
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });

  test('and an error behind some loose braces is still found', () => {
    expect(codes(`${'{ '.repeat(300)}${invalid}`)).toEqual(['invalid_key']);
  });
});

test('an object nested to any depth does not end the program', () => {
  const deep = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`;
  expect(errorsInText(deep)).toEqual([]);
});

test.each([
  ['< HTTP/1.1 401 Unauthorized', 401],
  ['HTTP/2 503', 503],
  ['status: 429', 429],
  ['"status":404', 404],
  ['Status Code: 502', 502],
  ['Request failed with status code 402', 402],
  ['Error code: 400 - {…}', 400],
  ['HTTP 504', 504],
  ['200 OK', undefined],
  ['HTTP/1.1 200 OK', undefined],
  ['we have 401 users', undefined],
  ['status 4040', undefined],
  ['', undefined],
])('the text "%s" names the status %s', (text, status) => {
  expect(statusInText(text)).toBe(status);
});
