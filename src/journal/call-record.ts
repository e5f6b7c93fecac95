import type { CallNote } from '../gateway/note-calls.ts';
import { notOffered, type ProbeRow } from '../report/documents.ts';
import type { CallRecord } from './journal-record.ts';

/** What all calls of one run share. */
export type RunHead = Pick<
  CallRecord,
  'runId' | 'command' | 'tool' | 'provider' | 'origin' | 'baseUrl' | 'sandbox'
>;

/** The record of a free GET, for one that brought no answer of use. `finding`: what the catalogue calls it. */
export function exchangeRecord(note: CallNote, finding: string | undefined, head: RunHead): CallRecord {
  const { method, path, clientRequestId, sentAt, timings } = note;
  return {
    kind: 'call',
    v: 1,
    ...head,
    at: sentAt,
    method,
    path,
    stream: null,
    model: null,
    clientRequestId,
    requestId: note.requestId ?? null,
    status: note.status ?? null,
    ...answerFields(note),
    finding: finding ?? null,
    verdict: troubleOf(note),
    timings: { headersMs: rounded(timings.headersMs), firstTokenMs: null, totalMs: rounded(timings.totalMs) },
  };
}

/** The record of a cell that was sent. Its last call's note has what the row does not show. */
export function rowRecord(row: ProbeRow, note: CallNote, head: RunHead): CallRecord {
  const { timings } = row;
  const answer = answerFields(note);
  return {
    kind: 'call',
    v: 1,
    ...head,
    at: note.sentAt,
    method: row.method,
    path: row.path,
    stream: row.stream,
    model: row.model,
    clientRequestId: row.clientRequestId,
    requestId: row.requestId,
    status: row.status,
    ...answer,
    code: row.code ?? answer.code,
    type: row.type ?? answer.type,
    finding: row.findings[0]?.id ?? null,
    verdict: row.verdict,
    timings: {
      headersMs: timings?.headersMs ?? null,
      firstTokenMs: timings?.firstTokenMs ?? null,
      totalMs: timings?.totalMs ?? null,
    },
  };
}

/** Whether a cell is to be recorded: it was sent, somebody promised the route, and nobody could say that it works. */
export function isUnproven({ verdict, why }: ProbeRow): boolean {
  if (why === notOffered) return false;
  return verdict !== 'streams' && verdict !== 'answers' && verdict !== 'skipped';
}

function answerFields({ facts }: CallNote): Pick<CallRecord, 'code' | 'type' | 'retryAfterSeconds'> {
  if (facts?.kind === 'unreachable') return { code: facts.code, type: null, retryAfterSeconds: null };
  const answer = facts?.kind === 'api-error' || facts?.kind === 'not-api' ? facts.answer : undefined;
  return {
    code: answer?.code ?? null,
    type: answer?.type ?? null,
    retryAfterSeconds: answer?.retryAfterSeconds ?? null,
  };
}

/** In the words of a probe where there is one for it. */
function troubleOf({ facts }: CallNote): string {
  if (facts?.kind === 'api-error') return 'rejected';
  if (facts?.kind === 'success') return 'wrong-answer';
  return facts?.kind === 'broken' ? facts.end : (facts?.kind ?? 'unproven');
}

function rounded(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms);
}
