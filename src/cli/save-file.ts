import { dirname, resolve } from 'node:path';
import { UsageError } from '../errors/usage-error.ts';
import { codeOf } from '../system/failure.ts';
import type { System } from '../system/system.ts';

/** What the person's words say about an existing file. */
export interface SaveOptions {
  /** `--force`: the file may take the place of another. */
  readonly overwrite: boolean;
}

/**
 * Writes a private file (0600) where the person named it; `~` and links are not followed, and no folder is made: one that
 * is not there may be a slip of the pen. Throws a UsageError.
 */
export async function saveFile(
  place: string,
  content: string | Uint8Array,
  options: SaveOptions,
  machine: Machine,
): Promise<void> {
  await expectFolder(place, machine);
  await saveInNewFolder(place, content, options, machine);
}

/** The same for a file of a folder that is made by it. */
export async function saveInNewFolder(
  place: string,
  content: string | Uint8Array,
  { overwrite }: SaveOptions,
  { files, cwd }: Machine,
): Promise<void> {
  try {
    await files.writePrivate(resolve(cwd, place), content, { overwrite });
  } catch (error) {
    throw refusal(codeOf(error) ?? 'unknown');
  }
}

/** Throws a UsageError where the folder that a place is to be in does not exist. */
export async function expectFolder(place: string, { files, cwd }: Machine): Promise<void> {
  const folder = dirname(resolve(cwd, place));
  if (folder !== resolve(cwd) && !(await files.exists(folder))) throw refusal('ENOENT');
}

type Machine = Pick<System, 'files' | 'cwd'>;

function refusal(code: string): UsageError {
  return new UsageError(
    `the file could not be written: ${reasons[code] ?? code}`,
    hints[code] ?? 'name a new file in a folder that you may write to',
  );
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'one of that name is there',
  EISDIR: 'a folder of that name is there',
  ELOOP: 'a link of that name is there, and links are not followed',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EACCES: 'this folder may not be written to',
  EPERM: 'this folder may not be written to',
  EROFS: 'this disk is read-only',
  ENOSPC: 'the disk is full',
};

const hints: Readonly<Record<string, string>> = {
  EEXIST: 'name another one, or replace it with --force where the command has it',
  ENOSPC: 'make room, or name a file on another disk',
};
