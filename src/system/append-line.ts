import { constants, promises as fs } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure } from './failure.ts';
import { makePrivateFolder } from './private-folder.ts';

const newLine = 0x0a;

/**
 * Adds one line to a file that only its owner can read, in a single write at the file's end.
 * Rejects with a code: `ELOOP` for a link, `EMLINK` for a file of several names, `ENOSPC` and the like.
 */
export async function appendLine(path: string, line: string): Promise<void> {
  await makePrivateFolder(dirname(path));
  const file = await open(path);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw failure('EEXIST');
    // The other name may be somebody's precious file.
    if (stat.nlink > 1) throw failure('EMLINK');
    if ((stat.mode & 0o077) !== 0) await file.chmod(0o600);
    const start = (await endsWithinLine(file)) ? '\n' : '';
    const bytes = Buffer.from(`${start}${line}\n`);
    // Not appendFile: it writes the rest in a second step, where another run's line may stand between.
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten < bytes.length) throw failure('ENOSPC');
  } finally {
    await file.close();
  }
}

async function open(path: string): Promise<FileHandle> {
  // Windows has neither O_NOFOLLOW nor O_NONBLOCK, so this look is its only guard.
  const place = await fs.lstat(path).catch(() => undefined);
  if (place?.isSymbolicLink()) throw failure('ELOOP');
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  return fs.open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
}

/** After a full disk or a power cut the last line may be a half one, and the next must not become part of it. */
async function endsWithinLine(file: FileHandle): Promise<boolean> {
  const seen = await sizeWithinLine(file);
  if (seen === undefined) return false;
  // A file grows page by page, so this may be another run's line on its way. Only a half one stays as it is.
  await new Promise((resolve) => setTimeout(resolve, 20));
  return (await sizeWithinLine(file)) === seen;
}

/** The size of a file whose last byte does not end a line. */
async function sizeWithinLine(file: FileHandle): Promise<number | undefined> {
  const { size } = await file.stat();
  if (size === 0) return undefined;
  const last = Buffer.alloc(1);
  const { bytesRead } = await file.read(last, 0, 1, size - 1);
  return bytesRead === 1 && last[0] !== newLine ? size : undefined;
}
