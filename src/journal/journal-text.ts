import { asciiJson } from '../report/ascii-json.ts';
import type { RedactOptions } from '../report/redact.ts';
import type { JournalRecord } from './journal-record.ts';
import { recordFrom } from './record-shape.ts';
import { tidied } from './tidy-records.ts';

/** The records of a journal's text, in its order. */
export interface JournalText {
  readonly records: readonly JournalRecord[];
  readonly brokenLines: number;
}

/** One line a record, without its end. */
export function linesOf(records: readonly JournalRecord[], hiding: RedactOptions): readonly string[] {
  return tidied(records, hiding).flatMap((record) => {
    const known = recordFrom(record);
    return known === undefined ? [] : [asciiJson(known)];
  });
}

/** Reads every line that this version understands. An older line may hold what is hidden today, so it is hidden again. */
export function readLines(text: string, hiding: RedactOptions): JournalText {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const found = lines.flatMap(parsed);
  const records = tidied(found, hiding).flatMap((record) => recordFrom(record) ?? []);
  return { records, brokenLines: lines.length - records.length };
}

function parsed(line: string): JournalRecord[] {
  try {
    const record = recordFrom(JSON.parse(line));
    return record === undefined ? [] : [record];
  } catch {
    return [];
  }
}
