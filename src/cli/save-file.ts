import { resolve } from 'node:path';
import { UsageError } from '../errors/usage-error.ts';
import { codeOf } from '../system/failure.ts';
import type { System } from '../system/system.ts';

/** What the person's words say about an existing file. */
export interface SaveOptions {
  /** `--force`: the file may take the place of another. */
  readonly overwrite: boolean;
}

/** Writes a private file (0600) where the person named it; `~` and links are not followed. Throws a UsageError. */
export async function saveFile(
  place: string,
  content: string | Uint8Array,
  { overwrite }: SaveOptions,
  { files, cwd }: Pick<System, 'files' | 'cwd'>,
): Promise<void> {
  try {
    await files.writePrivate(resolve(cwd, place), content, { overwrite });
  } catch (error) {
    const code = codeOf(error) ?? 'unknown';
    throw new UsageError(
      `the file could not be written: ${reasons[code] ?? code}`,
      hints[code] ?? 'name a new file in a folder that you may write to',
    );
  }
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
