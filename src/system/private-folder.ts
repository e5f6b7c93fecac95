import { promises as fs } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from './failure.ts';

/**
 * Makes a folder, and those above it, that only its owner can enter; one that is there stays as it is.
 * Step by step, because Node's `recursive` never returns where a folder says ENOENT for a new one, as /proc does.
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  const place = await fs.stat(folder).catch(() => undefined);
  if (place?.isDirectory()) return;
  const above = dirname(folder);
  if (above !== folder) await makePrivateFolder(above);
  await fs.mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    // Another run was faster, or something else stands there, and then opening a file in it tells.
    if (codeOf(error) !== 'EEXIST') throw error;
  });
}
