import type { CallRecord, Journal, JournalRecord } from './journal-record.ts';

type IsWanted = (record: JournalRecord) => boolean;

/** Real ones only: what the embedded gateway answered is no failure of anybody. */
export const isReal: IsWanted = ({ sandbox }) => sandbox === null;

/**
 * A free route that is not there, or shows nothing that could be read, keeps nobody from working, and doctor says so:
 * it is on record and yet no failure.
 */
export function isFailure({ method, finding }: CallRecord): boolean {
  return method === 'POST' || finding !== 'local/balance-unreadable';
}

/**
 * The call that failed last. Of the calls of one run it is the one behind the run's first cause, and a documented
 * refusal only where there is nothing else.
 */
export function lastFailedCall(
  { calls, runs }: Journal,
  isWanted: IsWanted = isReal,
): CallRecord | undefined {
  const wanted = calls.filter((call) => isWanted(call) && isFailure(call));
  const [newest] = wanted;
  const ofRun = wanted.filter(({ runId }) => runId === newest?.runId);
  const cause = runs.find(({ runId }) => runId === newest?.runId)?.firstCause?.finding;
  return (
    // Several routes may refuse the same key: the one that was asked first is the one that doctor shows.
    ofRun.findLast(({ finding }) => finding !== null && finding === cause) ??
    ofRun.find(({ verdict }) => verdict !== 'not-supported') ??
    newest
  );
}

/** What went wrong last: a call, or a run that found its cause without one. */
export function lastFailure(journal: Journal, isWanted: IsWanted = isReal): JournalRecord | undefined {
  const call = lastFailedCall(journal, isWanted);
  const run = journal.runs.find(isWanted);
  if (run === undefined || run.verdict === 'healthy' || run.verdict === 'degraded') return call;
  const cause = run.firstCause?.finding ?? null;
  if (cause === null || cause === call?.finding) return call;
  return call === undefined || Date.parse(run.at) >= Date.parse(call.at) ? run : call;
}
