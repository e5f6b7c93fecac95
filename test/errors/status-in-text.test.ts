import { expect, test } from 'vitest';
import { statusInText } from '../../src/errors/status-in-text.ts';
import { growthOf, tooSteep } from '../support/growth.ts';

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

test.each<[string, (size: number) => string]>([
  ['words of a status without a number', (size) => `status${' '.repeat(size)}x`],
  ['many words of a status', (size) => 'status: '.repeat(size / 8)],
])('text of %s is read in time in proportion to its length', async (_, text) => {
  expect(statusInText(text(1_000_000))).toBeUndefined();
  expect(await growthOf(50_000, text, statusInText)).toBeLessThan(tooSteep);
});
