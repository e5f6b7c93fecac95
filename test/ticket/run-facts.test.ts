import { expect, test } from 'vitest';
import { factsOfSweep } from '../../src/ticket/run-facts.ts';
import { intentOf, outcomeOf, planOf } from '../report/runs.ts';

const runId = '11111111-1111-4111-8111-111111111111';
const models = ['fine', 'broken', 'cut-off', 'never-sent'];
const plan = planOf(runId, models);
const [fine, broken, cutOff, neverSent] = plan.cells;
const rowOf = (...given: Parameters<typeof outcomeOf>) => outcomeOf(...given).row;

test('only calls that failed or have no outcome are told, the last of the matrix first', () => {
  if (fine === undefined || broken === undefined || cutOff === undefined || neverSent === undefined)
    return expect.unreachable();
  const calls = factsOfSweep({
    plan,
    brokenLines: 0,
    cells: [
      { ...fine, row: rowOf(0) },
      {
        ...broken,
        row: rowOf(1, { verdict: 'rejected', status: 429, code: 'slow_down', requestId: 'req_9' }),
      },
      { ...cutOff, unanswered: intentOf(2) },
      neverSent,
    ],
  });
  expect(calls.map(({ facts }) => facts.model?.value)).toEqual(['cut-off', 'broken']);
  const [lost, refused] = calls;
  expect(lost).toMatchObject({
    facts: { requestId: { value: intentOf(2).clientRequestId }, time: { value: '2026-01-02T03:04:06.000Z' } },
    remarks: { requestId: expect.stringContaining('no answer named one') },
  });
  expect(refused).toMatchObject({
    facts: { requestId: { value: 'req_9' }, endpoint: { value: 'POST /v1/messages (streaming)' } },
    error: { status: 429, code: 'slow_down' },
    host: 'api.nexus-hub.ru',
    remarks: { time: 'when the run began' },
  });
});
