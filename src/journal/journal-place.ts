import { pathRules, stateFolder } from '../settings/places.ts';
import type { System } from '../system/system.ts';

/** Where the journal is, and the machine that it is on. */
export interface JournalPlace {
  readonly machine: Pick<
    System,
    'env' | 'home' | 'platform' | 'hostName' | 'files' | 'processes' | 'clock' | 'interrupt'
  >;
  readonly folder: string;
  readonly file: string;
  /** Held while the file is made smaller. */
  readonly lock: string;
}

export const journalName = 'journal.jsonl';

/** Around a sandbox it is the person's own journal too. Undefined without a home. */
export function journalPlace(system: System): JournalPlace | undefined {
  const { hostName, processes, clock, interrupt } = system;
  const { env, home, platform, files } = system.outside ?? system;
  const machine = { env, home, platform, hostName, files, processes, clock, interrupt };
  const folder = stateFolder(machine);
  if (folder === undefined) return undefined;
  const { join } = pathRules(machine);
  return { machine, folder, file: join(folder, journalName), lock: join(folder, 'journal.lock') };
}
