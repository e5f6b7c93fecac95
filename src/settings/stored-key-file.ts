import type { FileRead, System } from '../system/system.ts';
import { openFolderAbove } from './open-to-everybody.ts';
import { pathForShell, pathRules, settingsFolder, shownPath } from './places.ts';
import type { FileProblem } from './settings.ts';
import { type StoredKey, storedKeysFrom, textOf } from './stored-key.ts';

/** What `nexus login` kept. With a `problem`, no key of it counts. */
export interface StoredKeys {
  readonly path: string;
  /** With `~` for the home folder. */
  readonly file: string;
  readonly keys: readonly StoredKey[];
  readonly problem?: FileProblem;
  /** What a person's own file with a problem lists: to be forgotten, never to be used. */
  readonly forgettable?: readonly StoredKey[];
}

type Machine = Pick<System, 'env' | 'home' | 'platform' | 'files'>;

const maxBytes = 256 * 1024;

/**
 * Reads the list of kept keys, and those that stand in it in plain text. Undefined where there is no home. Never throws:
 * a file or a folder that others can get at is told as a problem, with the command that mends it.
 */
export async function loadStoredKeys(machine: Machine): Promise<StoredKeys | undefined> {
  const folder = settingsFolder(machine);
  if (folder === undefined) return undefined;
  const path = pathRules(machine).join(folder, 'credentials.json');
  const file = shownPath(path, machine);
  const read = await machine.files.read(path, { maxBytes, followLinks: false });
  if (read.kind === 'absent') return { path, file, keys: [] };
  const keys = read.kind === 'text' ? storedKeysFrom(read.text) : undefined;
  const expected = (await exposureOf(read, path, machine)) ?? (await folderExposure(folder, machine));
  if (expected !== undefined) {
    const isMine = read.kind === 'text' && read.ownedByMe && keys !== undefined;
    return { path, file, keys: [], problem: { file, expected }, ...(isMine ? { forgettable: keys } : {}) };
  }
  if (keys !== undefined) return { path, file, keys };
  const again = `expected what nexus login writes; run: rm ${pathForShell(path, machine)}`;
  return { path, file, keys: [], problem: { file, expected: again } };
}

/** Why no key may be kept in the settings folder: the next run would not use it there. Never throws. */
export async function keysFolderProblem(machine: Machine): Promise<FileProblem | undefined> {
  const folder = settingsFolder(machine);
  const expected = folder === undefined ? undefined : await folderExposure(folder, machine);
  if (folder === undefined || expected === undefined) return undefined;
  return { file: shownPath(folder, machine), expected };
}

/** Replaces the list; without any key the file goes. Rejects with a code. */
export async function writeStoredKeys(
  keys: readonly StoredKey[],
  { path }: Pick<StoredKeys, 'path'>,
  { files }: Pick<System, 'files'>,
): Promise<void> {
  if (keys.length === 0) return files.remove(path);
  await files.writePrivate(path, textOf(keys), { overwrite: true });
}

/** Windows has no such bits; there the rights of the folder decide. */
async function exposureOf(read: FileRead, path: string, machine: Machine): Promise<string | undefined> {
  const shown = pathForShell(path, machine);
  if (read.kind === 'refused') {
    if (read.why === 'not-a-file' && (await machine.files.folder(path)) !== undefined) {
      // What else is in it is not known, so it is moved and not removed.
      const aside = pathForShell(`${path}.old`, machine);
      return `expected a file that nexus login wrote, not a folder; run: mv ${shown} ${aside}`;
    }
    return read.why === 'a-link'
      ? `expected a file of its own, not a link; run: rm ${shown}`
      : `expected a file that nexus login wrote; run: rm ${shown}`;
  }
  if (read.kind === 'absent' || machine.platform === 'win32') return undefined;
  if (!read.ownedByMe) return `expected a file that belongs to you; run: rm ${shown}`;
  return (read.mode & 0o077) === 0
    ? undefined
    : `expected a file that only you can read; run: chmod 600 ${shown}`;
}

/** Who may write to the folder could put another file in the place of this one. */
async function folderExposure(folder: string, machine: Machine): Promise<string | undefined> {
  if (machine.platform === 'win32') return undefined;
  const found = await machine.files.folder(folder);
  if (found === undefined) return undefined;
  const shown = pathForShell(folder, machine);
  if (!found.ownedByMe) return 'expected a folder that belongs to you, because keys are kept in it';
  if ((found.mode & 0o022) !== 0)
    return `expected a folder that only you can write to; run: chmod 700 ${shown}`;
  const above = await openFolderAbove(folder, machine);
  if (above === undefined) return undefined;
  return `expected that only you can write to the folders above it; run: chmod o-w ${pathForShell(above, machine)}`;
}
