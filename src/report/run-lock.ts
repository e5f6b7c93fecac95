import { isRecord } from '../errors/read-answer.ts';
import { isJournalOff } from '../settings/places.ts';
import type { System } from '../system/system.ts';
import { lockPlace } from './run-place.ts';

/** Held while a process is at work on a file, so that no second one is. */
export interface FileLock {
  release(): Promise<void>;
}

/** Who took a lock. Two machines of one name count as one. */
export interface LockHolder {
  readonly pid: number;
  /** Milliseconds since 1970, by the clock of that machine. */
  readonly atMs: number;
  /** The machine's name, as it stands in the lock; null where it could not be told. */
  readonly host: string | null;
}

/** Who has a run, and the file that says so. */
export interface RunHolder extends LockHolder {
  readonly place: string;
  readonly isElsewhere: boolean;
}

const oldestRunMs = 24 * 60 * 60 * 1000;

type LockMachine = Pick<System, 'files' | 'processes' | 'clock' | 'hostName'>;

/**
 * Takes the lock of a run, so that its cells are not sent twice; `held` while another process has it. Never rejects:
 * where nothing can be written, no run can be gone on with either, and the lock is an empty one.
 */
export async function lockRun(runId: string, system: System): Promise<FileLock | 'held'> {
  const place = lockPlace(runId, system);
  if (place === undefined || isJournalOff(system)) return { release: async () => undefined };
  return lockFile(place, oldestRunMs, system);
}

/** Who has a run now; undefined where nobody does, or who it is can't be read. */
export async function runHolder(runId: string, system: System): Promise<RunHolder | undefined> {
  const place = lockPlace(runId, system);
  const holder = place === undefined ? undefined : holderIn(await contentOf(place, system));
  if (place === undefined || holder === undefined) return undefined;
  return { ...holder, place, isElsewhere: isElsewhere(holder, system) };
}

/** Takes a lock file, also one left by a process that is gone or has held it for too long. Never rejects. */
export async function lockFile(
  place: string,
  oldestMs: number,
  machine: LockMachine,
): Promise<FileLock | 'held'> {
  const mine = wordsOf(machine);
  const first = await create(place, mine, machine);
  if (first !== 'there') return lockAt(place, mine, machine);
  const found = await contentOf(place, machine);
  if (isHeld(found, oldestMs, machine)) return 'held';
  return takeOver(place, { mine, found, oldestMs }, machine);
}

/**
 * Of all who found the same lock left behind, one at a time may put its own there, and only while that very lock is
 * still in its place: whoever comes late would else remove the lock of the one before.
 */
async function takeOver(
  place: string,
  { mine, found, oldestMs }: { readonly mine: string; readonly found: string; readonly oldestMs: number },
  machine: LockMachine,
): Promise<FileLock | 'held'> {
  const turn = await lockFile(`${place}.${nameOf(found)}`, oldestMs, machine);
  if (turn === 'held') return 'held';
  try {
    if ((await contentOf(place, machine)) !== found) return 'held';
    await machine.files.remove(place);
    return (await create(place, mine, machine)) === 'there' ? 'held' : lockAt(place, mine, machine);
  } catch {
    return { release: async () => undefined };
  } finally {
    await turn.release();
  }
}

/** After a day somebody else may hold it: only our own is removed. */
function lockAt(place: string, mine: string, machine: LockMachine): FileLock {
  return {
    async release() {
      if ((await contentOf(place, machine)) === mine)
        await machine.files.remove(place).catch(() => undefined);
    },
  };
}

function wordsOf({ processes, clock, hostName }: LockMachine): string {
  const at = new Date(clock.now()).toISOString();
  return `${JSON.stringify({ pid: processes.own, at, host: hostName ?? null })}\n`;
}

async function create(
  place: string,
  mine: string,
  { files }: LockMachine,
): Promise<'mine' | 'there' | 'nowhere'> {
  try {
    await files.writePrivate(place, mine, { overwrite: false });
    return 'mine';
  } catch (error) {
    return error instanceof Error && Reflect.get(error, 'code') === 'EEXIST' ? 'there' : 'nowhere';
  }
}

/** The text of a lock; what is no text file reads as the reason for it, which no lock has in it. */
async function contentOf(place: string, { files }: LockMachine): Promise<string> {
  const read = await files.read(place, { maxBytes: 1024, followLinks: false });
  return read.kind === 'text' ? read.text : read.kind;
}

function isHeld(content: string, oldestMs: number, machine: LockMachine): boolean {
  const { processes, clock } = machine;
  const holder = holderIn(content);
  // Both ways: a clock that was far ahead would else hold everybody up until that day.
  if (holder === undefined || Math.abs(clock.now() - holder.atMs) > oldestMs) return false;
  // On a disk that machines share, the number of another one's process says nothing here.
  if (isElsewhere(holder, machine)) return true;
  // In a container every run has the same pid: a lock of our own number is that of an earlier one.
  return holder.pid !== processes.own && processes.isAlive(holder.pid);
}

function isElsewhere({ host }: LockHolder, { hostName }: Pick<System, 'hostName'>): boolean {
  return host !== (hostName ?? null);
}

/** Part of a file name: two locks of one place have different ones, unless neither can be read. */
function nameOf(content: string): string {
  const holder = holderIn(content);
  return holder === undefined ? 'unreadable' : `${holder.pid}-${holder.atMs}`;
}

function holderIn(text: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || typeof value.pid !== 'number' || typeof value.at !== 'string') return undefined;
    const { pid, host } = value;
    const atMs = Date.parse(value.at);
    return Number.isSafeInteger(pid) && pid > 0 && !Number.isNaN(atMs)
      ? { pid, atMs, host: typeof host === 'string' ? host : null }
      : undefined;
  } catch {
    return undefined;
  }
}
