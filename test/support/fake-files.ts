import type { FileRead, Files } from '../../src/system/system.ts';

/** A file as a test states it: its text, its text with a mode or owner, a link, or a thing that can't be read. */
export type FakeFile =
  | string
  | { readonly text: string; readonly mode?: number; readonly ownedByMe?: boolean }
  | { readonly linkTo: string }
  | { readonly refused: Extract<FileRead, { kind: 'refused' }>['why'] };

export interface FakeFiles extends Files {
  /** What `writePrivate` wrote, by path. */
  readonly written: ReadonlyMap<string, string>;
  /** Every path that was read or looked for, in order. */
  readonly asked: readonly string[];
}

/** Files in memory; a path with something below it counts as a folder. */
export function fakeFiles(given: Readonly<Record<string, FakeFile>>, readOnly = false): FakeFiles {
  const files = new Map<string, FakeFile>(Object.entries(given));
  const written = new Map<string, string>();
  const asked: string[] = [];

  async function read(path: string, options: { maxBytes: number; followLinks: boolean }): Promise<FileRead> {
    asked.push(path);
    const file = files.get(path);
    if (file === undefined)
      return isFolder(path) ? { kind: 'refused', why: 'not-a-file' } : { kind: 'absent' };
    if (typeof file === 'string') return textRead(file, options.maxBytes);
    if ('refused' in file) return { kind: 'refused', why: file.refused };
    if ('linkTo' in file) {
      return options.followLinks ? read(file.linkTo, options) : { kind: 'refused', why: 'a-link' };
    }
    return textRead(file.text, options.maxBytes, file.mode, file.ownedByMe);
  }

  function isFolder(path: string): boolean {
    return [...files.keys()].some((known) => known.startsWith(`${path}/`) || known.startsWith(`${path}\\`));
  }

  return {
    written,
    asked,
    read,
    async exists(path) {
      asked.push(path);
      return files.has(path) || isFolder(path);
    },
    async writePrivate(path, text, options) {
      if (readOnly) throw Object.assign(new Error('read-only file system'), { code: 'EROFS' });
      if (!options.overwrite && files.has(path)) {
        throw Object.assign(new Error('file already exists'), { code: 'EEXIST' });
      }
      files.set(path, { text, mode: 0o600 });
      written.set(path, text);
    },
  };
}

function textRead(text: string, maxBytes: number, mode = 0o600, ownedByMe = true): FileRead {
  if (Buffer.byteLength(text) > maxBytes) return { kind: 'refused', why: 'too-large' };
  return { kind: 'text', text, mode, ownedByMe };
}
