import { posix, win32 } from 'node:path';
import type { System } from '../system/system.ts';

type Machine = Pick<System, 'env' | 'home' | 'platform'>;

/** Where the user's settings are kept; undefined when there is no home. */
export function settingsFolder(machine: Machine): string | undefined {
  if (machine.platform === 'win32') return below(machine, machine.env.APPDATA);
  return (
    below(machine, machine.env.XDG_CONFIG_HOME) ?? below(machine, machine.home && `${machine.home}/.config`)
  );
}

/** Where the journal, the runs and the salt are kept; undefined when there is no home. */
export function stateFolder(machine: Machine): string | undefined {
  if (machine.platform === 'win32') return below(machine, machine.env.LOCALAPPDATA);
  return (
    below(machine, machine.env.XDG_STATE_HOME) ??
    below(machine, machine.home && `${machine.home}/.local/state`)
  );
}

/** Path rules of the machine that the System describes, which in tests is not the one that runs. */
export function pathRules(machine: Pick<System, 'platform'>): typeof posix {
  return machine.platform === 'win32' ? win32 : posix;
}

/** The path as people write it, with `~` for the home folder. */
export function shownPath(path: string, machine: Machine): string {
  const { home } = machine;
  const { sep } = pathRules(machine);
  return home !== undefined && path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path;
}

/** The same for a line that is copied into a shell. Inside quotation marks no shell expands the tilde. */
export function pathForShell(path: string, machine: Machine): string {
  const shown = shownPath(path, machine);
  return /^[\w./~-]+$/.test(shown) ? shown : `'${path}'`;
}

/** Whether the person wants nothing to be written into the state folder. */
export function isJournalOff(machine: Pick<System, 'env'>): boolean {
  return !['', '0', undefined].includes(machine.env.NEXUS_NO_JOURNAL);
}

/** The XDG rules count an empty or relative value as unset; otherwise files would land in the current folder. */
function below(machine: Machine, folder: string | undefined): string | undefined {
  const rules = pathRules(machine);
  return folder !== undefined && rules.isAbsolute(folder) ? rules.join(folder, 'nexus') : undefined;
}
