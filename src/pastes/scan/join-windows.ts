import { countLineEnds } from './scan-text.ts';
import type { ScanWindow } from './scan-windows.ts';

/** A text made of parts of another one. */
export interface JoinedText {
  readonly text: string;
  /** The line of the whole text, from 1, on which a line of `text` stands. */
  readonly lineNumberOf: (line: number) => number;
}

/** Puts windows in the order of the text. Where two overlap, what both have stands once; an empty line marks a gap. */
export function joinWindows(windows: readonly ScanWindow[]): JoinedText {
  const parts: Uint8Array[] = [];
  const seams: { readonly line: number; readonly lineOfWhole: number }[] = [];
  let end = 0;
  let line = 1;
  const add = (bytes: Uint8Array) => {
    parts.push(bytes);
    line += countLineEnds(bytes);
  };
  for (const window of windows.toSorted((one, other) => one.start - other.start)) {
    if (window.end <= end) continue;
    if (window.start > end || parts.length === 0) {
      const last = parts.at(-1);
      if (last !== undefined) add(Buffer.from(last.at(-1) === lineEnd ? '\n' : '\n\n'));
      seams.push({ line, lineOfWhole: window.line });
    }
    add(window.bytes.subarray(Math.max(0, end - window.start)));
    end = window.end;
  }
  return {
    text: Buffer.concat(parts).toString('utf8'),
    lineNumberOf: (asked) => {
      const seam = seams.findLast((each) => each.line <= asked);
      return seam === undefined ? asked : seam.lineOfWhole + asked - seam.line;
    },
  };
}

const lineEnd = 10;
