import { expect, test } from 'vitest';
import { probeVerdict } from '../../src/probe/probe-verdict.ts';
import type { YesNoUnknown } from '../../src/providers/profile.ts';
import type { CellVerdict, FindingDocument } from '../../src/report/documents.ts';
import { probeRow } from '../support/probe-row.ts';

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

const row = (verdict: CellVerdict, documented: YesNoUnknown) =>
  probeRow({ verdict, documented, findings: [fault] });

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
