import type { FileRead, System } from '../system/system.ts';
import { isInCi } from './in-ci.ts';
import { pathRules } from './places.ts';

type Machine = Pick<System, 'env' | 'files' | 'platform'>;

const everybodyWrites = 0o002;
const everybodyEnters = 0o001;
/** As on /tmp: everybody adds files there, and nobody moves those of another. */
const sticky = 0o1000;

/**
 * Whether another user of this machine could have written this file, or put one file of its owner in the place of
 * another. The group does not count: where umask is 002 it is each person's own. Never throws.
 */
export async function isOpenToEverybody(
  path: string,
  { mode }: Pick<Extract<FileRead, { kind: 'text' }>, 'mode'>,
  machine: Machine,
): Promise<boolean> {
  // The folder of a job is often open to all, and nobody else is around.
  if (machine.platform === 'win32' || isInCi(machine)) return false;
  const rules = pathRules(machine);
  const folder = rules.dirname(path);
  const bits = (await machine.files.folder(folder))?.mode ?? 0;
  if (!letsMove(bits) && (mode & everybodyWrites) === 0) return false;
  return isReachable(folder, machine);
}

/**
 * The nearest folder above this one in which another user of this machine could put a folder of theirs in its place;
 * undefined where there is none. Never throws.
 */
export async function openFolderAbove(folder: string, machine: Machine): Promise<string | undefined> {
  if (machine.platform === 'win32' || isInCi(machine)) return undefined;
  const above = pathRules(machine).dirname(folder);
  if (above === folder) return undefined;
  const bits = (await machine.files.folder(above))?.mode ?? 0;
  if (letsMove(bits) && (await isReachable(above, machine))) return above;
  return openFolderAbove(above, machine);
}

function letsMove(bits: number): boolean {
  return (bits & (everybodyWrites | sticky)) === everybodyWrites;
}

/** Whether everybody may enter the folder and all those above it: what lies below a closed one is out of reach. */
async function isReachable(folder: string, machine: Machine): Promise<boolean> {
  const bits = (await machine.files.folder(folder))?.mode ?? 0;
  if ((bits & everybodyEnters) === 0) return false;
  const above = pathRules(machine).dirname(folder);
  return above === folder || isReachable(above, machine);
}
