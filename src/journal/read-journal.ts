import type { System } from '../system/system.ts';
import { journalPlace } from './journal-place.ts';
import type { Journal } from './journal-record.ts';
import { readLines } from './journal-text.ts';
import { keepNewest, newestFirst } from './keep-newest.ts';
import { readText } from './read-text.ts';
import { hidingOf } from './write-journal.ts';

/** The journal of this machine's person, newest first, sandbox runs among them. Never throws: no file is an empty one. */
export async function readJournal(system: System): Promise<Journal> {
  const place = journalPlace(system);
  if (place === undefined) return { calls: [], runs: [], brokenLines: 0 };
  const text = await readText(place).catch(() => '');
  const { records, brokenLines } = readLines(text ?? '', hidingOf(place));
  const kept = newestFirst(keepNewest(records));
  return {
    calls: kept.filter((record) => record.kind === 'call'),
    runs: kept.filter((record) => record.kind === 'run'),
    brokenLines,
  };
}
