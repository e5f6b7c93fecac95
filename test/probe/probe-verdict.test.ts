import { expect, test } from 'vitest';
import { probeVerdict } from '../../src/probe/probe-verdict.ts';
import type { YesNoUnknown } from '../../src/providers/profile.ts';
import type { CellVerdict, FindingDocument, ProbeRow } from '../../src/report/documents.ts';

const fault: FindingDocument = {
  id: 'stream/truncated',
  severity: 'error',
  title: 'A fault',
  summary: 'it was seen',
  owner: 'gateway',
  retry: 'later',
  causes: [],
  fixes: [],
};

function row(verdict: CellVerdict, documented: YesNoUnknown): ProbeRow {
  return {
    method: 'POST',
    path: '/v1/chat/completions',
    model: 'm-one',
    stream: true,
    documented,
    verdict,
    status: 200,
    code: null,
    requestId: null,
    clientRequestId: 'ours',
    attempt: 1,
    timings: null,
    events: 3,
    mismatch: null,
    findings: [fault],
  };
}

const judged = (verdict: CellVerdict, documented: YesNoUnknown) =>
  probeVerdict([row(verdict, documented)], undefined, () => false);

test.each(['truncated', 'buffered', 'not-sse', 'rejected', 'wrong-answer'] as const)(
  'a %s stream of a gateway that documents nothing is broken, not merely flawed',
  (verdict) => {
    expect(judged(verdict, 'unknown')).toEqual({ verdict: 'broken', exitCode: 1 });
  },
);

test('a gateway that documents nothing may refuse to stream or ignore the wish', () => {
  expect(judged('not-supported', 'unknown').exitCode).toBe(0);
  expect(judged('ignored-stream', 'unknown').exitCode).toBe(0);
});

test('where streaming is documented as absent, a broken one breaks no promise', () => {
  expect(judged('truncated', 'no')).toEqual({ verdict: 'degraded', exitCode: 0 });
});
