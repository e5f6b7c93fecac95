/** A small text file as it was found. `mode` has the permission bits only; root's files count as mine. */
export type FileRead =
  | { readonly kind: 'text'; readonly text: string; readonly mode: number; readonly ownedByMe: boolean }
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'refused';
      readonly why: 'not-a-file' | 'a-link' | 'too-large' | 'unreadable' | 'not-utf8';
    };

export interface Files {
  /** Reads at most `maxBytes`; never throws. `followLinks` is for files that the person named. */
  read(
    path: string,
    options: { readonly maxBytes: number; readonly followLinks: boolean },
  ): Promise<FileRead>;
  /** Where a path leads when every link on the way is followed; undefined when nothing is there. Never throws. */
  realPath(path: string): Promise<string | undefined>;
  /** Permission bits (with the sticky one) and owner of a folder; undefined when there is none. Never throws. */
  folder(path: string): Promise<{ readonly mode: number; readonly ownedByMe: boolean } | undefined>;
  /** Makes a folder of our own 0700; a link, and what is somebody else's or not there, stays. Never throws. */
  closeToOthers(folder: string): Promise<void>;
  /** Whether something of that name is there. */
  exists(path: string): Promise<boolean>;
  /** Writes a private file (0600) whole or not at all; a link at the place is never followed. */
  writePrivate(
    path: string,
    content: string | Uint8Array,
    options: { readonly overwrite: boolean },
  ): Promise<void>;
  /**
   * Adds one line, given without its end, to a private file (0600) in a folder of ours (0700), in a single write, so that
   * parallel runs never mix theirs. Starts on a new line after a half one. Rejects with a code, `ELOOP` for a link.
   */
  append(path: string, line: string): Promise<void>;
  /** The same for many lines: looks at the place once, and keeps the file open. Rejects with a code. */
  openAppend(path: string): Promise<AppendFile>;
  /**
   * Reads a large file that the person named, piece by piece; stops when the caller does. Rejects with a code: `EISDIR`
   * for a folder, `EFIFO` for a named pipe, `EDEVICE` for a device, whose end may never come.
   */
  chunks(path: string, chunkBytes: number): AsyncIterable<Uint8Array>;
  /** The plain files of a folder, not those below; empty when it can't be read. Never throws. */
  list(folder: string): Promise<readonly ListedFile[]>;
  /** Removes a file, or the link itself where one stands there; an absent one is fine. Rejects with a code. */
  remove(path: string): Promise<void>;
}

/** A file that is held open to add lines to. */
export interface AppendFile {
  /**
   * Adds one line, or several joined by `\n`, given without the last end, in a single write. Throws with a code. No
   * promise: a request that waits for its line would wait for all else that is going on, and those after it as well.
   */
  append(line: string): void;
  close(): Promise<void>;
}

export interface ListedFile {
  readonly name: string;
  /** Milliseconds since 1970, UTC. */
  readonly modifiedMs: number;
  readonly bytes: number;
}
