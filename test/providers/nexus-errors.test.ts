import { expect, test } from 'vitest';
import type { AnswerEntry } from '../../src/errors/entry.ts';
import { nexusErrors } from '../../src/providers/nexus/errors.ts';

const documentedCodes = [
  'invalid_key',
  'endpoint_not_allowed',
  'model_not_allowed',
  'unsupported_model',
  'unsupported_endpoint',
  'streaming_not_supported',
  'missing_model',
  'insufficient_balance',
  'pricing_unavailable',
  'pricing_stale',
  'duplicate_request_id',
  'billing_finalization_failed',
  'internal_error',
];

const rows: Readonly<Record<string, AnswerEntry>> = nexusErrors;

test('every documented code has a row, besides the one that has no code', () => {
  expect(Object.keys(rows).sort()).toEqual([...documentedCodes, 'service-request-error'].sort());
});

test.each(documentedCodes)('%s is recognised by its code and nothing else', (code) => {
  expect(rows[code]?.signatures).toEqual([{ code }]);
});

test('the uncoded error is found by the heading of the documentation, whatever its type', () => {
  expect(nexusErrors['service-request-error'].name).toBe('Service Request Error');
  for (const { messageHas } of nexusErrors['service-request-error'].signatures) {
    expect(messageHas).toBe('service request error');
  }
  expect(nexusErrors['service-request-error'].signatures).toContainEqual({
    messageHas: 'service request error',
  });
});

test('the types of a wire format’s own server faults do not hide the uncoded error', () => {
  const types = rows['service-request-error']?.signatures.map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(['api_error', 'server_error', 'service_unavailable_error']));
});

test('no row looks at a status, for the documentation gives none', () => {
  const statuses = Object.values(rows).flatMap((entry) => entry.signatures.map(({ status }) => status));
  expect(statuses.filter((status) => status !== undefined)).toEqual([]);
});

test('only a refused key or permission counts as access', () => {
  const access = Object.keys(rows).filter((key) => rows[key]?.access === true);
  expect(access.sort()).toEqual(['endpoint_not_allowed', 'invalid_key', 'model_not_allowed']);
});

test('a failed final billing is never repeated and goes to the support first', () => {
  const { retry, owner, fixes } = nexusErrors.billing_finalization_failed;
  expect({ retry, owner }).toEqual({ retry: 'never', owner: 'gateway' });
  expect(fixes[0]).toMatchObject({ kind: 'do', what: expect.stringContaining('request_id') });
});

test('a missing balance says that the reserve counts, not the balance alone', () => {
  expect(nexusErrors.insufficient_balance.meaning).toContain('reserves');
  expect(nexusErrors.insufficient_balance.retry).toBe('after-fix');
});

test('nobody says whether to repeat an internal error, and neither do we', () => {
  expect(nexusErrors.internal_error.retry).toBe('not-documented');
});
