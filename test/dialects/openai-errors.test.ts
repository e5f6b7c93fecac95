import { expect, test } from 'vitest';
import { openaiErrors } from '../../src/dialects/openai-errors.ts';
import type { AnswerEntry, Signature } from '../../src/errors/entry.ts';

const rows: Readonly<Record<string, AnswerEntry>> = openaiErrors;
const all: readonly Signature[] = Object.values(rows).flatMap((entry) => entry.signatures);

test.each([
  'invalid_api_key',
  'ip_not_authorized',
  'unsupported_country_region_territory',
  'rate_limit_exceeded',
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
  'slow_down',
  'server_is_overloaded',
  'server_error',
  'context_length_exceeded',
  'model_not_found',
])('the code %s has its own row', (code) => {
  expect(rows[code]?.signatures).toContainEqual({ code });
});

test.each([
  ['Invalid Authentication', 'invalid-authentication'],
  ['Incorrect API key provided: sk-…1234.', 'invalid_api_key'],
  ['You must be a member of an organization to use the API', 'not-in-an-organization'],
  ['Your IP is not authorized', 'ip_not_authorized'],
  ['Country, region, or territory not supported', 'unsupported_country_region_territory'],
  ['Rate limit reached for requests', 'rate_limit_exceeded'],
  ['You exceeded your current quota, check your plan', 'insufficient_quota'],
  ['The engine is currently overloaded, try again later', 'server_is_overloaded'],
  ['The server had an error while processing your request', 'server_error'],
  ['Invalid service_tier argument: not allowed for this project.', 'invalid-service-tier'],
])('the official message "%s" leads to one row', (message, key) => {
  const found = Object.keys(rows).filter((candidate) =>
    rows[candidate]?.signatures.some(
      ({ messageHas }) => messageHas !== undefined && message.toLowerCase().includes(messageHas),
    ),
  );
  expect(found).toEqual([key]);
});

test('no row looks at a status alone, for each gateway uses statuses its own way', () => {
  expect(
    all.filter(
      ({ code, type, messageHas }) => code === undefined && type === undefined && messageHas === undefined,
    ),
  ).toEqual([]);
});

test('a used-up quota is never called a rate limit that ends by waiting', () => {
  for (const key of [
    'insufficient_quota',
    'credit_balance_exhausted',
    'organization_spend_limit_exceeded',
    'project_spend_limit_exceeded',
  ]) {
    expect(rows[key]?.retry, key).toBe('after-fix');
  }
});

test('the billing codes stand alone, because their type may still read insufficient_quota', () => {
  expect(openaiErrors.credit_balance_exhausted.signatures).toEqual([{ code: 'credit_balance_exhausted' }]);
  expect(openaiErrors.insufficient_quota.signatures).toContainEqual({ type: 'insufficient_quota' });
});
