import type { ProbeRow } from '../../src/report/documents.ts';

/** A cell of probe that was called as a stream, with what a test says of it. */
export function probeRow(said: Pick<ProbeRow, 'verdict'> & Partial<ProbeRow>): ProbeRow {
  return {
    method: 'POST',
    path: '/v1/chat/completions',
    model: 'm-one',
    stream: true,
    documented: 'yes',
    status: 200,
    code: null,
    requestId: null,
    clientRequestId: 'ours',
    attempt: 1,
    timings: null,
    events: 3,
    mismatch: null,
    findings: [],
    ...said,
  };
}
