import { expect, test } from 'vitest';
import { statusInText } from '../../src/errors/status-in-text.ts';

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

test.each([
  ['words of a status without a number', `status${' '.repeat(1_000_000)}x`],
  ['many words of a status', 'status: '.repeat(500_000)],
])('a text that was made to be slow is read in less than two seconds: %s', (_, text) => {
  const startedMs = performance.now();
  expect(statusInText(text)).toBeUndefined();
  expect(performance.now() - startedMs).toBeLessThan(2000);
});
