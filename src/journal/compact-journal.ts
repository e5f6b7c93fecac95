import type { RedactOptions } from '../report/redact.ts';
import { lockFile } from '../report/run-lock.ts';
import { removeDrafts } from '../settings/drafts.ts';
import { type JournalPlace, journalName } from './journal-place.ts';
import { linesOf, readLines } from './journal-text.ts';
import { keepNewest, mostCalls } from './keep-newest.ts';
import { readText } from './read-text.ts';

const mostLines = 700;
const mostBytes = 448 * 1024;
/** Below this no file has too many lines, so it is not even read. */
const fewBytes = 192 * 1024;
const keptBytes = 320 * 1024;

/** No process needs longer for one append, or for the whole of this. */
const appendMs = 30;
const oldestLockMs = 10_000;
const waitMs = 10;
const longestWaitMs = 300;

/** The size of the journal after everything too old was taken out of it, where there was too much. Rejects with a code. */
export async function makeRoom(place: JournalPlace, hiding: RedactOptions): Promise<number> {
  const bytes = await sizeOf(place);
  if (bytes < fewBytes) return bytes;
  const text = bytes > mostBytes ? undefined : await readText(place);
  if (text !== undefined && text.split('\n').length <= mostLines) return bytes;
  await compact(place, hiding).catch(() => undefined);
  return sizeOf(place);
}

/** Whether nobody makes the journal smaller just now. Waits for one who does, but never for long: he may be dead. */
export async function isUnlocked({ machine, lock }: JournalPlace): Promise<boolean> {
  const { clock, files, interrupt } = machine;
  for (let waitedMs = 0; await files.exists(lock); waitedMs += waitMs) {
    if (waitedMs >= longestWaitMs || interrupt.aborted) return false;
    await clock.wait(waitMs, interrupt);
  }
  return true;
}

/** Writes the newest records into a new file and puts it in the place of the old one. */
async function compact(place: JournalPlace, hiding: RedactOptions): Promise<void> {
  const { machine, file, lock } = place;
  const held = await lockFile(lock, oldestLockMs, machine);
  if (held === 'held') return;
  try {
    // Whoever saw no lock may be about to append: what comes after the reading would be lost.
    await machine.clock.wait(appendMs, machine.interrupt);
    const text = await readText(place);
    if (text === undefined) return;
    const { records } = readLines(text, hiding);
    let most = mostCalls;
    let lines = linesOf(keepNewest(records, most), hiding);
    while (bytesOf(lines) > keptBytes && most > 1) {
      most = Math.floor(most / 2);
      lines = linesOf(keepNewest(records, most), hiding);
    }
    await machine.files.writePrivate(file, lines.map((line) => `${line}\n`).join(''), { overwrite: true });
    await removeDrafts(file, oldestLockMs, machine);
  } finally {
    await held.release();
  }
}

async function sizeOf({ machine, folder }: JournalPlace): Promise<number> {
  const found = (await machine.files.list(folder)).find(({ name }) => name === journalName);
  return found?.bytes ?? 0;
}

function bytesOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
