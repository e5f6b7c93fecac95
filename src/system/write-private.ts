import { promises as fs } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf, failure } from './failure.ts';
import { makePrivateFolder } from './private-folder.ts';

/**
 * Writes a file that only its owner can read: into a new file beside it, to disk, then in its place in one step.
 * Rejects with a code, `EEXIST` when it is there and must not be replaced, `ELOOP` for a link, `EISDIR` and the like.
 */
export async function writePrivate(
  path: string,
  content: string | Uint8Array,
  options: { readonly overwrite: boolean },
): Promise<void> {
  await makePrivateFolder(dirname(path));
  await refuseOddPlace(path, options.overwrite);
  // A name may have 255 bytes, and a letter takes up to three of them.
  const draft = join(dirname(path), `.${basename(path).slice(0, 60)}.${crypto.randomUUID()}.tmp`);
  try {
    await writeDraft(draft, content);
    if (options.overwrite) await replace(draft, path);
    else await placeNew(draft, path);
  } finally {
    await fs.rm(draft, { force: true });
  }
}

async function refuseOddPlace(path: string, overwrite: boolean): Promise<void> {
  const place = await fs.lstat(path).catch(() => undefined);
  if (place === undefined) return;
  if (place.isSymbolicLink()) throw failure('ELOOP');
  if (!place.isFile()) throw failure(place.isDirectory() ? 'EISDIR' : 'EEXIST');
  if (!overwrite) throw failure('EEXIST');
}

async function writeDraft(draft: string, content: string | Uint8Array): Promise<void> {
  // `wx` refuses whatever is there already, links too.
  const file = await fs.open(draft, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Unlike a rename, a hard link never takes the place of something that came in the meantime. */
async function placeNew(draft: string, path: string): Promise<void> {
  try {
    await fs.link(draft, path);
  } catch (error) {
    // Some file systems, those of memory cards for example, have no hard links.
    if (codeOf(error) === 'EEXIST') throw error;
    await refuseOddPlace(path, false);
    await fs.rename(draft, path);
  }
}

/** Windows refuses to replace a file that somebody, mostly a virus scanner, has open for a moment. */
async function replace(draft: string, path: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fs.rename(draft, path);
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'EBUSY' && code !== 'EACCES' && code !== 'EPERM') throw error;
      if (attempt === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
    }
  }
}
