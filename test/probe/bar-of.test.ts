import { expect, test } from 'vitest';
import { barOf } from '../../src/probe/bar-of.ts';
import { apiError, page } from '../support/check-context.ts';

const withCode = (status: number, code: string) => apiError('a/b', status, { answer: { code } });

test.each([
  ['a 402 of anybody', page(402), 'no-money'],
  ['a 402 of the API', apiError('edge/http-402', 402), 'no-money'],
  ['a 429 of anybody', page(429), 'limit'],
  ['a 429 that speaks of money', withCode(429, 'insufficient_quota'), 'limit'],
  ['a code that speaks of money', withCode(403, 'insufficient_quota'), 'no-money'],
  [
    'an answer only a known key gets, which is not about its rights',
    apiError('a/b', 403, { provesKey: true }),
    'no-money',
  ],
  ['one that is about its rights', apiError('a/b', 403, { provesKey: true, access: true }), undefined],
  ['an error of access', apiError('a/b', 403, { access: true }), 'key-refused'],
  ['a 403 that is known by its status alone', apiError('edge/bare-403', 403, { access: true }), undefined],
  ['a 403 of the general kind', apiError('anthropic/permission_error', 403, { access: true }), undefined],
  ['a 401 that nobody explains', apiError('a/b', 401), 'key-refused'],
  ['a 403 that nobody explains', apiError('a/b', 403), undefined],
  ['a fault', apiError('a/b', 500), undefined],
  ['a 401 that is a page', page(401), undefined],
  ['a 401 without a body', page(401, { body: 'empty' }), undefined],
])('%s bars further calls as %3$s', (_, facts, bar) => {
  expect(barOf(facts)).toBe(bar);
});
