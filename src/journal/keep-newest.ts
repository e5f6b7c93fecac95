import type { JournalRecord, RunSummaryRecord } from './journal-record.ts';

/** How many calls a journal keeps. */
export const mostCalls = 500;

/** Newest first: by time, and what was written later before what was written earlier. */
export function newestFirst<R extends JournalRecord>(records: readonly R[]): readonly R[] {
  return records.toReversed().toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** What a journal keeps, in the order given: the newest calls, the last run, and the last good one. */
export function keepNewest(records: readonly JournalRecord[], most = mostCalls): readonly JournalRecord[] {
  const runs = newestFirst(records.filter((record) => record.kind === 'run'));
  const chosen = new Set<JournalRecord>([
    ...newestCalls(records, most),
    ...lastRuns(runs.filter(isSandbox)),
    ...lastRuns(runs.filter((record) => !isSandbox(record))),
  ]);
  return records.filter((record) => chosen.has(record));
}

/** A day of play with the embedded gateway must not push out what really happened, so it gets a fifth at most. */
function newestCalls(records: readonly JournalRecord[], most: number): readonly JournalRecord[] {
  const calls = newestFirst(records.filter((record) => record.kind === 'call'));
  const sandbox = new Set(calls.filter(isSandbox).slice(0, most / 5));
  return calls.filter((record) => !isSandbox(record) || sandbox.has(record)).slice(0, most);
}

function isSandbox({ sandbox }: JournalRecord): boolean {
  return sandbox !== null;
}

function lastRuns(runs: readonly RunSummaryRecord[]): readonly RunSummaryRecord[] {
  const good = runs.find(({ verdict }) => verdict === 'healthy' || verdict === 'degraded');
  return [...runs.slice(0, 1), ...(good === undefined ? [] : [good])];
}
