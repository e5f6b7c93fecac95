import type { DoctorDocument } from '../report/documents.ts';
import type { RunHead } from './call-record.ts';
import type { RunSummaryRecord } from './journal-record.ts';

/** How a doctor run ended. Its time is that of its end, so that it is newer than every call it made. */
export function runSummary(document: DoctorDocument, head: RunHead): RunSummaryRecord {
  const { runId, tool, provider, origin, baseUrl, sandbox } = head;
  const { startedAt, durationMs, endpoint, verdict, proof, firstCause, plan } = document;
  return {
    kind: 'run',
    v: 1,
    runId,
    command: 'doctor',
    tool,
    at: new Date(Date.parse(startedAt) + durationMs).toISOString(),
    provider,
    origin,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    model: endpoint.model,
    verdict,
    proof,
    firstCause: firstCause && { check: firstCause.check, finding: firstCause.finding?.id ?? null },
    live: plan !== undefined && document.spend.calls > 0,
    sandbox,
  };
}
