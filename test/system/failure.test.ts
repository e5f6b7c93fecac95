import { expect, test } from 'vitest';
import { codeOf, failure, statusOf } from '../../src/system/failure.ts';

function attempts(...codes: string[]): Error {
  return new AggregateError(codes.map((code) => failure(code)));
}

test.each([
  [attempts('ECONNREFUSED', 'ECONNREFUSED'), 'ECONNREFUSED'],
  [attempts('ENETUNREACH', 'ECONNREFUSED'), 'ECONNREFUSED'],
  [attempts('EADDRNOTAVAIL', 'ETIMEDOUT'), 'ETIMEDOUT'],
  [attempts('ENETUNREACH', 'ENETUNREACH'), 'ENETUNREACH'],
  [failure('EMFILE'), 'EMFILE'],
  [new Error('the message says ECONNREFUSED'), undefined],
  ['ECONNREFUSED', undefined],
  [undefined, undefined],
])('of %s the code is %s', (error, code) => {
  expect(codeOf(error)).toBe(code);
});

test('only a number is a status', () => {
  expect(statusOf(failure('ERR_PROXY_REFUSED', 407))).toBe(407);
  expect(statusOf({ status: '407' })).toBeUndefined();
});
