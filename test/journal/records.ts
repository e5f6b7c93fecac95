import type { CallRecord, RunSummaryRecord } from '../../src/journal/journal-record.ts';

const firstMs = Date.parse('2026-01-02T03:04:05.000Z');

/** Where the journal of the usual test machine is. */
export const place = '/home/ana/.local/state/nexus/journal.jsonl';

/** A refused call; of two numbers the higher one is the later call. */
export function callOf(number: number, changed: Partial<CallRecord> = {}): CallRecord {
  return {
    kind: 'call',
    v: 1,
    runId: '6f1c1d6e-9d2b-4c5a-8f3e-0123456789ab',
    command: 'probe',
    tool: 'nexus/0.1.0',
    at: new Date(firstMs + number * 1000).toISOString(),
    provider: 'nexus',
    origin: 'https://api.nexus-hub.ru',
    method: 'POST',
    path: '/v1/responses',
    stream: true,
    model: 'gpt-5.4-mini',
    clientRequestId: `0b9e2a36-0000-4000-8000-${String(number).padStart(12, '0')}`,
    requestId: `req_${number}`,
    status: 429,
    code: 'rate_limit_exceeded',
    type: 'rate_limit_error',
    retryAfterSeconds: 7,
    finding: 'nexus/rate_limit_exceeded',
    verdict: 'rejected',
    timings: { headersMs: 30, firstTokenMs: null, totalMs: 31 },
    sandbox: null,
    ...changed,
  };
}

export function runOf(number: number, changed: Partial<RunSummaryRecord> = {}): RunSummaryRecord {
  const { v, tool, at, provider, origin } = callOf(number);
  return {
    kind: 'run',
    v,
    runId: `11111111-0000-4000-8000-${String(number).padStart(12, '0')}`,
    command: 'doctor',
    tool,
    at,
    provider,
    origin,
    model: 'gpt-5.4-mini',
    verdict: 'healthy',
    proof: 'accepts-key',
    firstCause: null,
    live: false,
    sandbox: null,
    ...changed,
  };
}

/** The text of a journal with these lines. */
export function textOf(...records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
