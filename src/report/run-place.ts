import { pathRules, stateFolder } from '../settings/places.ts';
import type { System } from '../system/system.ts';

const newestKept = 20;
const runId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ending = '.ndjson';

/** The file of a run; undefined without a home, and for anything but a UUID: an id from outside makes no path. */
export function runPlace(id: string, system: System): string | undefined {
  const folder = runsFolder(system);
  if (folder === undefined || !runId.test(id)) return undefined;
  return pathRules(system).join(folder, id + ending);
}

/** The file that says which process is at work on a run. */
export function lockPlace(id: string, system: System): string | undefined {
  return runPlace(id, system)?.replace(/\.ndjson$/, '.lock');
}

/** The ids of the runs that are kept, newest first. Never throws. */
export async function keptRuns(system: System): Promise<readonly string[]> {
  const folder = runsFolder(system);
  if (folder === undefined) return [];
  return (await system.files.list(folder))
    .filter(({ name }) => name.endsWith(ending) && runId.test(name.slice(0, -ending.length)))
    .toSorted((a, b) => b.modifiedMs - a.modifiedMs)
    .map(({ name }) => name.slice(0, -ending.length));
}

/** Keeps the newest 20 runs and touches nothing else in the folder. Never throws. */
export async function pruneRuns(system: System): Promise<void> {
  for (const id of (await keptRuns(system)).slice(newestKept)) {
    for (const place of [runPlace(id, system), lockPlace(id, system)]) {
      if (place !== undefined) await system.files.remove(place).catch(() => undefined);
    }
  }
}

function runsFolder(system: System): string | undefined {
  const folder = stateFolder(system);
  return folder === undefined ? undefined : pathRules(system).join(folder, 'runs');
}
