import { describe, expect, test } from 'vitest';
import type { CallRecord } from '../../src/journal/journal-record.ts';
import { type CallFacts, noCall, noFacts } from '../../src/ticket/call-facts.ts';
import { factsOfRecord } from '../../src/ticket/record-facts.ts';
import { type SightingSource, sightingsOf } from '../../src/ticket/sightings.ts';
import { triedOf } from '../../src/ticket/tried.ts';

const startMs = Date.parse('2026-11-22T09:42:00.000Z');
const at = (seconds: number) => new Date(startMs + seconds * 1000).toISOString();
const told = (id: string, seconds: number): CallFacts => ({
  ...noCall,
  facts: {
    ...noFacts,
    requestId: { value: id, from: 'line 1' },
    model: { value: 'gpt-5.4', from: 'line 1' },
    endpoint: { value: 'POST /v1/responses', from: 'line 1' },
    time: { value: at(seconds), from: 'line 1' },
  },
  error: { ...noCall.error, status: 502 },
});
const record = (id: string, seconds: number): CallRecord => ({
  kind: 'call',
  v: 1,
  runId: 'run',
  command: 'probe',
  tool: 'nexus/0.1.0',
  at: at(seconds),
  provider: 'nexus',
  origin: 'https://api.nexus-hub.ru',
  method: 'POST',
  path: '/v1/responses',
  stream: null,
  model: 'gpt-5.4',
  clientRequestId: null,
  requestId: id,
  status: 502,
  code: null,
  type: null,
  retryAfterSeconds: null,
  finding: null,
  verdict: 'error',
  timings: { headersMs: null, firstTokenMs: null, totalMs: null },
  sandbox: null,
});
const others = (count: number, stepSeconds: number) =>
  Array.from({ length: count }, (_, index) => told(`req_${index}`, -stepSeconds * (index + 1)));
const seen = (source: Partial<SightingSource> & { readonly calls?: readonly CallRecord[] }) =>
  sightingsOf(told('req_own', 0), undefined, {
    others: [],
    isPart: false,
    ...source,
    journal: { calls: source.calls ?? [], runs: [], brokenLines: 0 },
  });

test('errors of one log are counted, and not told as sent again: they may be of several people', () => {
  const sightings = seen({ others: others(3, 60) });
  expect(sightings).toEqual({ count: 4, isAtLeast: false, sentAgain: 0 });
  expect(triedOf(undefined, sightings.sentAgain)).toEqual([]);
});

test('calls that this machine recorded were sent again, and the call itself is none of them', () => {
  const sightings = seen({ calls: [record('req_own', 0), record('req_a', -60), record('req_b', -120)] });
  expect(sightings).toEqual({ count: 3, isAtLeast: false, sentAgain: 2 });
  expect(triedOf(undefined, 2)).toEqual(['sent again 2 times within 10 minutes: the same error']);
  expect(triedOf(undefined, 1)).toEqual(['sent again once within 10 minutes: the same error']);
});

describe('a count is the least that is true', () => {
  test.each([
    ['where as many errors were read as are ever read', others(49, 2), false, 50, true],
    ['where older places were not read', others(3, 2), true, 4, true],
    ['where nothing else was read of a part', [], true, 1, true],
  ])('%s', (_, told, isPart, count, isAtLeast) => {
    expect(seen({ others: told, isPart })).toMatchObject({ count, isAtLeast });
  });

  test('and the whole where what was read reaches further back than ten minutes', () => {
    expect(seen({ others: others(49, 60), isPart: true })).toMatchObject({ count: 11, isAtLeast: false });
  });
});

test('without a time nothing is counted', () => {
  const timeless = { ...told('req_own', 0), facts: { ...told('req_own', 0).facts, time: null } };
  const source = { others: others(3, 1), isPart: false, journal: { calls: [], runs: [], brokenLines: 0 } };
  expect(sightingsOf(timeless, undefined, source)).toEqual({ count: null, isAtLeast: false, sentAgain: 0 });
});

describe('one call is never counted as two', () => {
  const ownId = '0b9e2a36-0000-4000-8000-000000000001';
  const seenOf = (recorded: CallRecord, others: readonly CallRecord[] = []) =>
    sightingsOf(factsOfRecord(recorded, undefined), undefined, {
      others: [],
      isPart: false,
      journal: { calls: [recorded, ...others], runs: [], brokenLines: 0 },
    });

  test.each(['req 1', '[hidden]', 'req_[31m1'])('where the gateway calls it %s', (id) => {
    const only = { ...record(id, 0), clientRequestId: ownId };
    expect(seenOf(only)).toMatchObject({ count: 1, sentAgain: 0 });
    expect(seenOf({ ...only, clientRequestId: null })).toMatchObject({ count: 1, sentAgain: 0 });
  });

  test('and two calls whose ids were both hidden are two', () => {
    const earlier = { ...record('[hidden]', -60), clientRequestId: `${ownId}9` };
    expect(seenOf({ ...record('[hidden]', 0), clientRequestId: ownId }, [earlier])).toMatchObject({
      count: 2,
      sentAgain: 1,
    });
  });

  test('and its ticket shows the id that was sent, with the reason', () => {
    const call = factsOfRecord({ ...record('req 1', 0), clientRequestId: ownId }, undefined);
    expect(call.facts.requestId?.value).toBe(ownId);
    expect(call.remarks.requestId).toMatch(/the one of the answer can’t be shown/);
  });
});
