import { expect, test } from 'vitest';
import type { CallRecord, Journal, RunSummaryRecord } from '../../src/journal/journal-record.ts';
import { lastFailedCall, lastFailure } from '../../src/journal/last-failure.ts';
import { callOf, runOf } from './records.ts';

/** Both newest first, as they are read. */
const journal = (calls: readonly CallRecord[], runs: readonly RunSummaryRecord[] = []): Journal => ({
  calls,
  runs,
  brokenLines: 0,
});
const brokenBy = (finding: string | null, changed: Partial<RunSummaryRecord> = {}) =>
  runOf(9, { verdict: 'broken', firstCause: { check: 'key.is-accepted', finding }, ...changed });

test('with nothing recorded there is none', () => {
  expect(lastFailure(journal([]))).toBeUndefined();
  expect(lastFailure(journal([], [runOf(1)]))).toBeUndefined();
});

test('it is the newest call, and none of a sandbox unless those are wanted', () => {
  const all = journal([callOf(3, { sandbox: 'key/revoked' }), callOf(2), callOf(1)]);
  expect(lastFailure(all)).toEqual(callOf(2));
  expect(lastFailedCall(all, ({ sandbox }) => sandbox !== null)?.requestId).toBe('req_3');
});

test('of one run it is the call behind the first cause', () => {
  const run = brokenBy('nexus/invalid_key');
  const balance = callOf(3, { runId: run.runId, finding: 'local/balance-unreadable' });
  const refusal = callOf(2, { runId: run.runId, finding: 'nexus/invalid_key' });
  expect(lastFailure(journal([balance, refusal], [run]))).toEqual(refusal);
});

test('of several that were refused for the same cause it is the one that was asked first, which doctor shows', () => {
  const run = brokenBy('nexus/invalid_key');
  const refused = { runId: run.runId, finding: 'nexus/invalid_key' };
  const [balance, models] = [callOf(3, refused), callOf(2, refused)];
  expect(lastFailure(journal([balance, models], [run]))).toEqual(models);
});

test('a documented refusal comes behind a real failure of its run, but not behind an older run', () => {
  const refusal = callOf(3, { verdict: 'not-supported' });
  expect(lastFailure(journal([refusal, callOf(2)]))).toEqual(callOf(2));
  expect(lastFailure(journal([refusal, callOf(2, { runId: 'older' })]))).toEqual(refusal);
});

test('a run that found its cause without a call is the failure itself', () => {
  const run = brokenBy('local/key-missing');
  expect(lastFailure(journal([callOf(1)], [run]))).toEqual(run);
  expect(lastFailedCall(journal([callOf(1)], [run]))).toEqual(callOf(1));
});

test('a call after that run is newer', () => {
  expect(lastFailure(journal([callOf(10)], [brokenBy('local/key-missing')]))).toEqual(callOf(10));
});

test('a degraded run is no failure, and a crash has nothing to explain', () => {
  expect(
    lastFailure(journal([], [brokenBy('local/clock-differs', { verdict: 'degraded' })])),
  ).toBeUndefined();
  expect(lastFailure(journal([], [brokenBy(null)]))).toBeUndefined();
});
