import { mailRules } from '../report/personal-rules.ts';
import type { RedactOptions } from '../report/redact.ts';
import { keysOfEnvironment } from '../settings/environment-keys.ts';
import { isJournalOff } from '../settings/places.ts';
import type { Secret } from '../settings/secret.ts';
import type { System } from '../system/system.ts';
import { isUnlocked, makeRoom } from './compact-journal.ts';
import { type JournalPlace, journalPlace } from './journal-place.ts';
import type { JournalRecord } from './journal-record.ts';
import { linesOf } from './journal-text.ts';
import { readText } from './read-text.ts';

/** Where it can't be made smaller, a read-only folder say, it ends here. */
const mostBytes = 2 * 1024 * 1024;

/** Adds records, oldest first, one append for each. Never rejects: what can't be written is not recorded. */
export async function writeJournal(
  records: readonly JournalRecord[],
  system: System,
  { secrets }: { readonly secrets: readonly Secret[] },
): Promise<void> {
  const place = journalPlace(system);
  if (place === undefined || isJournalOff(place.machine) || records.length === 0) return;
  const hiding = hidingOf(place, secrets);
  try {
    if ((await makeRoom(place, hiding)) < mostBytes) await appendAll(linesOf(records, hiding), place);
  } catch {
    // A full disk, a read-only home, a link at the place: nothing that the command was asked about.
  }
}

/** What may not stand in a journal: secrets of this run, and keys that the environment holds unused. */
export function hidingOf({ machine }: JournalPlace, secrets: readonly Secret[] = []): RedactOptions {
  const known = [...secrets, ...keysOfEnvironment(machine.env)].map((secret) => secret.reveal());
  return { secrets: [...new Set(known)], home: machine.home, rules: mailRules };
}

async function appendAll(lines: readonly string[], place: JournalPlace): Promise<void> {
  const { files } = place.machine;
  await isUnlocked(place);
  for (const line of lines) await files.append(place.file, line);
  if (!(await files.exists(place.lock)) || !(await isUnlocked(place))) return;
  // The file was replaced meanwhile, perhaps by one that was read before these lines stood in the old one.
  const text = await readText(place);
  for (const line of lines) if (text?.includes(line) === false) await files.append(place.file, line);
}
