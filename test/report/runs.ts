import type { ProbeRow } from '../../src/report/documents.ts';
import type { RunIntentRecord, RunOutcomeRecord, RunPlanRecord } from '../../src/report/run-record.ts';

/** A plan of as many cells as there are models. */
export function planOf(runId: string, models: readonly string[]): RunPlanRecord {
  return {
    kind: 'plan',
    v: 1,
    runId,
    startedAt: '2026-01-02T03:04:05.000Z',
    provider: 'nexus',
    origin: 'https://api.nexus-hub.ru',
    cells: models.map((model) => ({ path: '/v1/messages', model, stream: true })),
    flags: ['--mode', 'stream'],
  };
}

export function intentOf(cell: number, attempt = 1): RunIntentRecord {
  return {
    kind: 'intent',
    cell,
    attempt,
    clientRequestId: `0b9e2a36-0000-4000-8000-${String(cell * 10 + attempt).padStart(12, '0')}`,
    at: '2026-01-02T03:04:06.000Z',
  };
}

export function outcomeOf(cell: number, changed: Partial<ProbeRow> = {}): RunOutcomeRecord {
  return {
    kind: 'outcome',
    cell,
    row: {
      method: 'POST',
      path: '/v1/messages',
      model: 'claude-sonnet-4',
      stream: true,
      documented: 'yes',
      verdict: 'streams',
      status: 200,
      code: null,
      requestId: 'req_1',
      clientRequestId: intentOf(cell).clientRequestId,
      attempt: 1,
      timings: {
        connectMs: 1,
        tlsMs: null,
        headersMs: 30,
        firstByteMs: 31,
        firstTokenMs: 40,
        longestGapMs: 55,
        lastEventMs: 400,
        totalMs: 410,
      },
      events: 9,
      mismatch: null,
      findings: [],
      ...changed,
    },
  };
}
