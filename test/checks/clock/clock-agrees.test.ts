import { expect, test } from 'vitest';
import { clockAgrees } from '../../../src/checks/clock/clock-agrees.ts';
import { checkContext, judged, runOne } from '../../support/check-context.ts';

test.each([
  [0, 'pass'],
  [120, 'pass'],
  [-120, 'pass'],
  [121, 'warn local/clock-differs'],
  [-3600, 'warn local/clock-differs'],
  [null, 'not-applicable'],
])('a difference of %s seconds: %s', (differsBySeconds, expected) => {
  expect(judged(clockAgrees, { differsBySeconds })).toBe(expected);
});

test.each([
  ['Fri, 02 Jan 2026 04:04:05 GMT', -3600],
  ['Fri, 02 Jan 2026 03:04:04 GMT', 1],
  ['yesterday', null],
])('the Date header "%s" differs by %s seconds', async (date, differsBySeconds) => {
  const answer = { status: 401, json: {}, headers: { date } };
  const context = await checkContext({ replies: [{ answer }], now: '2026-01-02T03:04:05.000Z' });
  const [result] = [await runOne(clockAgrees, context)];
  expect(result.status).toBe(
    differsBySeconds === null ? 'skip' : Math.abs(differsBySeconds) > 120 ? 'warn' : 'pass',
  );
  if (differsBySeconds !== null) expect(result).toMatchObject({ evidence: { differsBySeconds } });
});

test('an answer without a date is not compared', async () => {
  expect(await runOne(clockAgrees, await checkContext())).toMatchObject({
    status: 'skip',
    reason: { kind: 'not-applicable', why: 'no answer with a date came' },
  });
});

test('the finding says by how much the clock is off', () => {
  expect(clockAgrees.judge({ differsBySeconds: -3600 })).toMatchObject({
    findings: [{ params: { differsBySeconds: -3600 } }],
  });
});

test.each([
  ['an answer that lay in a cache for an hour is no clock ahead', '3600', 0],
  ['an age that is no number counts as none', 'old', 3600],
])('%s', async (_, age, differsBySeconds) => {
  const headers = { date: 'Fri, 02 Jan 2026 02:04:05 GMT', age };
  const answer = { status: 401, json: {}, headers };
  const context = await checkContext({ replies: [{ answer }], now: '2026-01-02T03:04:05.000Z' });
  expect(await runOne(clockAgrees, context)).toMatchObject({ evidence: { differsBySeconds } });
});
