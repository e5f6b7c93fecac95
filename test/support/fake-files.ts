import type { FileRead, Files, ListedFile } from '../../src/system/system.ts';

/** A file as a test states it: its text, its text with a mode or owner, a link, a folder's mode, or a thing that can't be read. */
export type FakeFile =
  | string
  | {
      readonly text: string;
      readonly mode?: number;
      readonly ownedByMe?: boolean;
      readonly modifiedMs?: number;
    }
  | { readonly linkTo: string }
  | { readonly folderMode: number }
  | { readonly refused: Extract<FileRead, { kind: 'refused' }>['why'] };

export interface FakeFiles extends Files {
  /** What stands in each file that was written or appended to, by path. */
  readonly written: ReadonlyMap<string, string>;
  /** Every path that was read or looked for, in order. */
  readonly asked: readonly string[];
}

const firstWriteMs = Date.parse('2026-01-02T03:04:05.000Z');

/** Files in memory; a path with something below it counts as a folder. */
export function fakeFiles(given: Readonly<Record<string, FakeFile>>, readOnly = false): FakeFiles {
  const files = new Map<string, FakeFile>(Object.entries(given));
  const written = new Map<string, string>();
  const asked: string[] = [];
  let writes = 0;

  async function read(path: string, options: { maxBytes: number; followLinks: boolean }): Promise<FileRead> {
    asked.push(path);
    const file = files.get(path);
    if (file === undefined)
      return isFolder(path) ? { kind: 'refused', why: 'not-a-file' } : { kind: 'absent' };
    if (typeof file === 'string') return textRead(file, options.maxBytes);
    if ('refused' in file) return { kind: 'refused', why: file.refused };
    if ('folderMode' in file) return { kind: 'refused', why: 'not-a-file' };
    if ('linkTo' in file) {
      return options.followLinks ? read(file.linkTo, options) : { kind: 'refused', why: 'a-link' };
    }
    return textRead(file.text, options.maxBytes, file.mode, file.ownedByMe);
  }

  /** Links at the end of a path only; `asked` keeps what was looked for. */
  function realPath(path: string): string | undefined {
    asked.push(path);
    const file = files.get(path);
    if (typeof file === 'object' && 'linkTo' in file) return realPath(file.linkTo);
    return file !== undefined || isFolder(path) ? path : undefined;
  }

  function isFolder(path: string): boolean {
    return [...files.keys()].some((known) => known.startsWith(`${path}/`) || known.startsWith(`${path}\\`));
  }

  function refuseToWrite(path: string): void {
    if (readOnly) throw failed('EROFS');
    const file = files.get(path);
    if (typeof file === 'object' && 'linkTo' in file) throw failed('ELOOP');
  }

  function put(path: string, text: string): void {
    // Later than all before it.
    files.set(path, { text, mode: 0o600, modifiedMs: firstWriteMs + ++writes });
    written.set(path, text);
  }

  function append(path: string, line: string): void {
    refuseToWrite(path);
    const before = textOf(files.get(path));
    put(path, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${line}\n`);
  }

  function list(folder: string): ListedFile[] {
    return [...files].flatMap(([path, file]) => {
      const name = path.slice(folder.length + 1);
      const below = path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`);
      if (!below || /[\\/]/.test(name) || (typeof file === 'object' && !('text' in file))) return [];
      const modifiedMs = typeof file === 'object' ? (file.modifiedMs ?? 0) : 0;
      return [{ name, modifiedMs, bytes: Buffer.byteLength(textOf(file)) }];
    });
  }

  return {
    written,
    asked,
    read,
    realPath: async (path) => realPath(path),
    async folder(path) {
      const known = files.get(path);
      if (typeof known === 'object' && 'folderMode' in known)
        return { mode: known.folderMode, ownedByMe: true };
      return isFolder(path) ? { mode: 0o700, ownedByMe: true } : undefined;
    },
    closeToOthers: async () => undefined,
    async exists(path) {
      asked.push(path);
      return files.has(path) || isFolder(path);
    },
    async writePrivate(path, content, options) {
      refuseToWrite(path);
      if (!options.overwrite && files.has(path)) throw failed('EEXIST');
      put(path, typeof content === 'string' ? content : Buffer.from(content).toString('latin1'));
    },
    append: async (path, line) => append(path, line),
    async openAppend(path) {
      refuseToWrite(path);
      return { append: (line) => append(path, line), close: async () => undefined };
    },
    async *chunks(path, chunkBytes) {
      asked.push(path);
      const file = files.get(path);
      if (file === undefined) throw failed('ENOENT');
      const bytes = Buffer.from(textOf(file));
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
    list: async (folder) => list(folder),
    async remove(path) {
      if (readOnly) throw failed('EROFS');
      files.delete(path);
      written.delete(path);
    },
  };
}

function failed(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function textOf(file: FakeFile | undefined): string {
  if (typeof file === 'string') return file;
  return file !== undefined && 'text' in file ? file.text : '';
}

function textRead(text: string, maxBytes: number, mode = 0o600, ownedByMe = true): FileRead {
  if (Buffer.byteLength(text) > maxBytes) return { kind: 'refused', why: 'too-large' };
  return { kind: 'text', text, mode, ownedByMe };
}
