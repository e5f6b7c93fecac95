import { isRecord } from '../errors/read-answer.ts';
import { isJournalOff } from '../settings/places.ts';
import type { System } from '../system/system.ts';
import { lockPlace } from './run-place.ts';

/** Held while a process is at work on a run, so that no second one sends its cells too. */
export interface RunLock {
  release(): Promise<void>;
}

const oldestMs = 24 * 60 * 60 * 1000;

/**
 * Takes the lock of a run; `held` while another process has it. Never rejects: where nothing can be written, no
 * run can be gone on with either, and the lock is an empty one.
 */
export async function lockRun(runId: string, system: System): Promise<RunLock | 'held'> {
  const place = lockPlace(runId, system);
  if (place === undefined || isJournalOff(system)) return { release: async () => undefined };
  const release = () => system.files.remove(place).catch(() => undefined);
  const first = await create(place, system);
  if (first !== 'there') return { release };
  if (await isHeld(place, system)) return 'held';
  // Left by a process that was killed.
  await release();
  return (await create(place, system)) === 'there' ? 'held' : { release };
}

async function create(
  place: string,
  { files, processes, clock }: System,
): Promise<'mine' | 'there' | 'nowhere'> {
  const at = new Date(clock.now()).toISOString();
  try {
    await files.writePrivate(place, `${JSON.stringify({ pid: processes.own, at })}\n`, { overwrite: false });
    return 'mine';
  } catch (error) {
    return error instanceof Error && Reflect.get(error, 'code') === 'EEXIST' ? 'there' : 'nowhere';
  }
}

async function isHeld(place: string, { files, processes, clock }: System): Promise<boolean> {
  const read = await files.read(place, { maxBytes: 1024, followLinks: false });
  const holder = read.kind === 'text' ? holderIn(read.text) : undefined;
  if (holder === undefined || clock.now() - holder.atMs > oldestMs) return false;
  // In a container every run has the same pid: a lock of our own number is that of an earlier one.
  return holder.pid !== processes.own && processes.isAlive(holder.pid);
}

function holderIn(text: string): { readonly pid: number; readonly atMs: number } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || typeof value.pid !== 'number' || typeof value.at !== 'string') return undefined;
    const atMs = Date.parse(value.at);
    return Number.isSafeInteger(value.pid) && value.pid > 0 && !Number.isNaN(atMs)
      ? { pid: value.pid, atMs }
      : undefined;
  } catch {
    return undefined;
  }
}
