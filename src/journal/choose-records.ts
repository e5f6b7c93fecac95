import type { CallRecord } from './journal-record.ts';

/** How many lines one run may add for its calls. */
const mostOfARun = 20;

/** Of many failures those that differ: one of each finding first, then one of each route, then more of the same. Keeps their order. */
export function chosenOf(records: readonly CallRecord[]): readonly CallRecord[] {
  if (records.length <= mostOfARun) return records;
  const ranked = [firstOfEach(records, ({ finding }) => finding), firstOfEach(records, place), records];
  const chosen = new Set([...new Set(ranked.flat())].slice(0, mostOfARun));
  return records.filter((record) => chosen.has(record));
}

function place({ finding, method, path }: CallRecord): string {
  return `${finding} ${method} ${path}`;
}

function firstOfEach(
  records: readonly CallRecord[],
  nameOf: (record: CallRecord) => string | null,
): readonly CallRecord[] {
  return [...new Map(records.toReversed().map((record) => [nameOf(record), record])).values()].toReversed();
}
