import type { System } from '../system/system.ts';
import { pathRules } from './places.ts';

/**
 * Removes what a process left beside `path` when it was killed in the middle of `writePrivate`: drafts that are older
 * than `minAgeMs`. Gives the names of those that could not be removed. Never throws.
 */
export async function removeDrafts(
  path: string,
  minAgeMs: number,
  machine: Pick<System, 'clock' | 'env' | 'files' | 'platform'>,
): Promise<readonly string[]> {
  const { basename, dirname, join } = pathRules(machine);
  const newestMs = machine.clock.now() - minAgeMs;
  const stuck: string[] = [];
  for (const { name, modifiedMs } of await machine.files.list(dirname(path))) {
    const isDraft = name.startsWith(`.${basename(path)}.`) && name.endsWith('.tmp');
    if (!isDraft || modifiedMs > newestMs) continue;
    await machine.files.remove(join(dirname(path), name)).catch(() => stuck.push(name));
  }
  return stuck;
}
