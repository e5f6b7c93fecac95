import { expect, test } from 'vitest';
import type { AnswerEntry, Signature } from '../../src/errors/entry.ts';
import { nusantaraErrors } from '../../src/providers/nusantara/errors.ts';

const rows: Readonly<Record<string, AnswerEntry>> = nusantaraErrors;

function keysOf(signature: Signature): string[] {
  const wanted = JSON.stringify(signature);
  return Object.keys(rows).filter((key) =>
    rows[key]?.signatures.some((row) => JSON.stringify(row) === wanted),
  );
}

test.each([
  [400, 'invalid_request_error'],
  [401, 'authentication_error'],
  [402, 'balance-too-low'],
  [403, 'coding-key-elsewhere'],
  [404, 'not_found_error'],
  [429, 'rate_limit_exceeded'],
  [500, 'api_error'],
  [503, 'service_unavailable'],
  [504, 'gateway_timeout'],
])('the documented status %i without more leads to %s', (status, key) => {
  expect(keysOf({ status })).toEqual([key]);
});

test.each([
  ['invalid_request_error', 'invalid_request_error'],
  ['authentication_error', 'authentication_error'],
  ['auth_error', 'authentication_error'],
  ['not_found_error', 'not_found_error'],
  ['rate_limit_exceeded', 'rate_limit_exceeded'],
  ['rate_limit_error', 'rate_limit_error'],
  ['usage_limit_exceeded', 'usage_limit_exceeded'],
  ['api_error', 'api_error'],
  ['service_unavailable', 'service_unavailable'],
  ['gateway_timeout', 'gateway_timeout'],
])('the type %s of any generation leads to %s', (type, key) => {
  expect(keysOf({ type })).toEqual([key]);
});

test.each([
  'missing_api_key',
  'context_length_exceeded',
  'itpm_exceeded',
  'otpm_exceeded',
  'rpm_exceeded',
  'user_total_daily_limit_exceeded',
  'rate_limit_exceeded',
])('the code %s has its own row', (code) => {
  expect(keysOf({ code })).toEqual([code]);
});

test.each([
  ['input token throughput limit exceeded', 'itpm_exceeded'],
  ['output token throughput limit exceeded', 'otpm_exceeded'],
])('the message "%s" says more than the general limit around it', (messageHas, key) => {
  expect(keysOf({ messageHas })).toEqual([key]);
  expect(keysOf({ type: 'rate_limit_exceeded', messageHas })).toEqual([key]);
  expect(keysOf({ code: 'rate_limit_exceeded', messageHas })).toEqual([key]);
  expect(Object.keys(rows).indexOf(key)).toBeLessThan(Object.keys(rows).indexOf('rate_limit_exceeded'));
});

test.each(['missing_api_key', 'auth_error', 'authentication_error', 'rate_limit_error'])(
  'explain can find %s by a name',
  (word) => {
    const found = Object.values(rows).filter((entry) => entry.name === word || entry.aliases?.includes(word));
    expect(found).toHaveLength(1);
  },
);

test('only a refused key counts as access', () => {
  const access = Object.keys(rows).filter((key) => rows[key]?.access === true);
  expect(access.sort()).toEqual(['authentication_error', 'coding-key-elsewhere', 'missing_api_key']);
});

test('a used-up day is not ended by waiting seconds', () => {
  expect(nusantaraErrors.user_total_daily_limit_exceeded.retryNote).toContain('reset_date');
  expect(nusantaraErrors.usage_limit_exceeded.retryNote).toContain('reset_date');
});

test('a row whose type and code nobody documents is marked so', () => {
  const unconfirmed = Object.keys(rows).filter((key) => rows[key]?.unconfirmed === true);
  expect(unconfirmed.sort()).toEqual([
    'balance-too-low',
    'coding-key-elsewhere',
    'otpm_exceeded',
    'rpm_exceeded',
  ]);
});
