import { constants, promises as fs, writeSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure } from './failure.ts';
import { closeToOthers } from './node-own-folder.ts';
import { makePrivateFolder } from './private-folder.ts';
import type { AppendFile } from './system.ts';

const newLine = 0x0a;

/**
 * Opens a file that only its owner can read, to add lines at its end. Only we keep such files, so their folder is ours too.
 * Rejects with a code: `ELOOP` for a link, `EMLINK` for a file of several names, `ENOSPC` and the like.
 */
export async function openAppend(path: string): Promise<AppendFile> {
  await makePrivateFolder(dirname(path));
  await closeToOthers(dirname(path));
  const file = await open(path);
  try {
    await guard(file);
    return appendTo(file, await endsWithinLine(file));
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function open(path: string): Promise<FileHandle> {
  // Windows has neither O_NOFOLLOW nor O_NONBLOCK, so this look is its only guard.
  const place = await fs.lstat(path).catch(() => undefined);
  if (place?.isSymbolicLink()) throw failure('ELOOP');
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  return fs.open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
}

async function guard(file: FileHandle): Promise<void> {
  const stat = await file.stat();
  if (!stat.isFile()) throw failure('EEXIST');
  // The other name may be somebody's precious file.
  if (stat.nlink > 1) throw failure('EMLINK');
  if ((stat.mode & 0o077) !== 0) await file.chmod(0o600);
}

/** `isWithinLine`: what stands at the end is a half line, and the next one must not become part of it. */
function appendTo(file: FileHandle, isWithinLine: boolean): AppendFile {
  let withinLine = isWithinLine;
  return {
    append(line) {
      const bytes = Buffer.from(`${withinLine ? '\n' : ''}${line}\n`);
      // Not appendFile: it writes the rest in a second step, where another run's line may stand between.
      const bytesWritten = writeSync(file.fd, bytes);
      if (bytesWritten > 0) withinLine = bytesWritten < bytes.length;
      if (bytesWritten < bytes.length) throw failure('ENOSPC');
    },
    close: () => file.close(),
  };
}

/** True after a full disk or a power cut. */
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
