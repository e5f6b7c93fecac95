import { expect, test } from 'vitest';
import { anthropicErrors } from '../../src/dialects/anthropic-errors.ts';
import type { AnswerEntry } from '../../src/errors/entry.ts';

const rows: Readonly<Record<string, AnswerEntry>> = anthropicErrors;

test.each([
  'invalid_request_error',
  'authentication_error',
  'billing_error',
  'permission_error',
  'not_found_error',
  'conflict_error',
  'request_too_large',
  'rate_limit_error',
  'api_error',
  'timeout_error',
  'overloaded_error',
])('the official type %s is recognised by the type alone', (type) => {
  expect(rows[type]?.signatures).toEqual([{ type }]);
});

test('a call from a web page is not blamed on the key', () => {
  expect(rows['cors-not-allowed']?.access).toBeUndefined();
  const order = Object.keys(rows);
  expect(order.indexOf('cors-not-allowed')).toBeLessThan(order.indexOf('authentication_error'));
});

test('only the key and the permission count as access', () => {
  const access = Object.keys(rows).filter((key) => rows[key]?.access === true);
  expect(access.sort()).toEqual(['authentication_error', 'permission_error']);
});

test('an overload is the supplier’s move, and a spending limit is not a rate limit', () => {
  expect(anthropicErrors.overloaded_error.owner).toBe('upstream');
  expect(anthropicErrors.enforced_spend_limit_reached.retry).toBe('after-fix');
  expect(anthropicErrors.rate_limit_error.retry).toBe('when-told');
});

test('no row looks at a status', () => {
  const statuses = Object.values(rows).flatMap((entry) => entry.signatures.map(({ status }) => status));
  expect(statuses.filter((status) => status !== undefined)).toEqual([]);
});
