// node:fs hands out its promises on first use; importing node:fs/promises would load them at every start.
import { constants, promises as fs } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { appendLine } from './append-line.ts';
import { codeOf, failure } from './failure.ts';
import { closeToOthers } from './node-own-folder.ts';
import { openAppend } from './open-append.ts';
import type { FileRead, Files, ListedFile } from './system.ts';
import { writePrivate } from './write-private.ts';

/** The real file system. */
export const nodeFiles: Files = {
  read,
  realPath,
  folder,
  closeToOthers,
  exists,
  writePrivate,
  append: appendLine,
  openAppend,
  chunks,
  list,
  remove,
};

/** Opens first and looks at what was opened, so that nothing can be swapped in between. */
async function read(
  path: string,
  options: { readonly maxBytes: number; readonly followLinks: boolean },
): Promise<FileRead> {
  let file: FileHandle | undefined;
  try {
    if (!options.followLinks && (await fs.lstat(path)).isSymbolicLink()) return refused('a-link');
    // O_NONBLOCK: opening a FIFO must not wait for a writer. Windows has neither flag.
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
    file = await fs.open(path, O_RDONLY | O_NONBLOCK | (options.followLinks ? 0 : O_NOFOLLOW));
    return await readOpened(file, options.maxBytes);
  } catch (error) {
    return whyNot(error, options.followLinks);
  } finally {
    await file?.close();
  }
}

async function readOpened(file: FileHandle, maxBytes: number): Promise<FileRead> {
  const stat = await file.stat();
  if (!stat.isFile()) return refused('not-a-file');
  if (stat.size > maxBytes) return refused('too-large');
  const bytes = await readUpTo(file, maxBytes + 1);
  if (bytes.length > maxBytes) return refused('too-large');
  const text = decode(bytes);
  if (text === undefined) return refused('not-utf8');
  // What root wrote can be trusted like the machine itself.
  const ownedByMe = isMine(stat.uid) || stat.uid === 0;
  return { kind: 'text', text, mode: stat.mode & 0o777, ownedByMe };
}

/** No stream: reads into one buffer, which the caller has used up before it asks for more. */
async function* chunks(path: string, chunkBytes: number): AsyncGenerator<Uint8Array> {
  // O_NONBLOCK: see `read`. It changes nothing for a plain file.
  const { O_RDONLY, O_NONBLOCK = 0 } = constants;
  const file = await fs.open(path, O_RDONLY | O_NONBLOCK);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw failure(stat.isDirectory() ? 'EISDIR' : stat.isFIFO() ? 'EFIFO' : 'EDEVICE');
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The size that a file states is not to be relied on: it may grow, and those below /proc say 0. */
async function readUpTo(file: FileHandle, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let total = 0; total < limit; ) {
    const buffer = Buffer.allocUnsafe(Math.min(65_536, limit - total));
    const { bytesRead } = await file.read(buffer, 0, buffer.length);
    if (bytesRead === 0) break;
    chunks.push(buffer.subarray(0, bytesRead));
    total += bytesRead;
  }
  return Buffer.concat(chunks);
}

/** Strict, and without a byte order mark. */
function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function realPath(path: string): Promise<string | undefined> {
  return fs.realpath(path).catch(() => undefined);
}

async function folder(path: string): Promise<{ mode: number; ownedByMe: boolean } | undefined> {
  const stat = await fs.stat(path).catch(() => undefined);
  return stat?.isDirectory() ? { mode: stat.mode & 0o1777, ownedByMe: isMine(stat.uid) } : undefined;
}

/** Windows has no owner ids; there the folder's rights decide. */
function isMine(uid: number): boolean {
  return process.getuid === undefined || process.getuid() === uid;
}

function whyNot(error: unknown, followLinks: boolean): FileRead {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'absent' };
    case 'ELOOP':
    case 'EMLINK':
      return refused(followLinks ? 'unreadable' : 'a-link');
    case 'ENXIO':
    case 'EISDIR':
      return refused('not-a-file');
    default:
      return refused('unreadable');
  }
}

function refused(why: Extract<FileRead, { kind: 'refused' }>['why']): FileRead {
  return { kind: 'refused', why };
}

async function exists(path: string): Promise<boolean> {
  return fs.lstat(path).then(
    () => true,
    () => false,
  );
}

async function list(folder: string): Promise<readonly ListedFile[]> {
  const names = await fs.readdir(folder).catch(() => []);
  const files: ListedFile[] = [];
  for (const name of names) {
    // Another run may have removed it since.
    const stat = await fs.lstat(join(folder, name)).catch(() => undefined);
    if (stat?.isFile()) files.push({ name, modifiedMs: stat.mtimeMs, bytes: stat.size });
  }
  return files;
}

function remove(path: string): Promise<void> {
  return fs.rm(path, { force: true });
}
