import { latePattern } from '../report/late-pattern.ts';

// Ranges of East Asian wide characters and of emoji, first and last code point.
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x2614, 0x2615],
  [0x26a1, 0x26a1],
  [0x2705, 0x2705],
  [0x274c, 0x274c],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18aff],
  [0x1b000, 0x1b2ff],
  [0x1f1e6, 0x1f1ff],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];
const zeroWidth = latePattern(String.raw`[\p{Mn}\p{Me}]`, 'u');
const asciiOnly = /^[ -~]*$/;

// Narrower than this nothing is aligned any more: the terminal wraps by itself.
const narrowest = 20;

/** Columns that can be laid out; a terminal that claims none counts as 80. */
export function usableColumns(columns: number): number {
  return Number.isFinite(columns) && columns > 0 ? Math.max(narrowest, Math.floor(columns)) : 80;
}

/** Terminal cells that a text takes: wide characters two, combining ones none. */
export function displayWidth(text: string): number {
  if (asciiOnly.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += cellsOf(character);
  return width;
}

function cellsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (zeroWidth().test(character)) return 0;
  return wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/**
 * Lines of at most `width` cells, indented like the first. A word is never split, so that commands, links and ids
 * can be copied whole.
 */
export function wrap(text: string, width: number): string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = '';
  for (const word of text.slice(indent.length).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && indent.length + displayWidth(longer) > width) {
      lines.push(indent + line.trimEnd());
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, indent + line];
}

/** Cells joined by a separator, broken between cells where the next one does not fit. */
export function flow(cells: readonly string[], width: number, separator = '  '): string[] {
  const lines: string[] = [];
  for (const cell of cells) {
    const last = lines.at(-1);
    const longer = `${last}${separator}${cell}`;
    if (last !== undefined && displayWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(cell);
  }
  return lines;
}

/** Text that may be wrapped, or a command, link or line for a shell, which must stay whole to be copied. */
export type Line = string | { readonly whole: string };

/** `Whose move    Yours`: a label in a column of its own and lines beside it; under it where that is too narrow. */
export function labelled(label: string, lines: readonly Line[], columns: number): string[] {
  const beside = usableColumns(columns) >= tooNarrowForLabels;
  const indent = ' '.repeat(beside ? labelWidth : 2);
  const body = lines.flatMap((line) =>
    typeof line === 'string' ? wrap(line, bodyWidth(columns)) : [line.whole],
  );
  const [first = '', ...rest] = body;
  if (!beside) return [label, ...body.map((line) => indent + line)];
  return [pad(label, labelWidth) + first, ...rest.map((line) => indent + line)];
}

const labelWidth = 14;
const tooNarrowForLabels = 40;

/** How wide the lines beside a label may be. */
export function bodyWidth(columns: number): number {
  const usable = usableColumns(columns);
  return usable - (usable >= tooNarrowForLabels ? labelWidth : 2);
}
