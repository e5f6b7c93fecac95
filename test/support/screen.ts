/** What a terminal shows and does with the bytes it was sent. */
export interface Screen {
  /** Every row from the first to the last that was written to, without the spaces at its end. */
  readonly rows: readonly string[];
  /** The last title that was set. */
  readonly title: string | undefined;
  /** What was put on the clipboard. */
  readonly clipboard: string | undefined;
  /** Where links lead. */
  readonly links: readonly string[];
  /** What the terminal would type back to the program, or to the shell behind it. */
  readonly asked: readonly string[];
  /** Controls besides a new line and colours, by name: `CSI H`, `BS`. */
  readonly moves: readonly string[];
}

interface Sequence {
  readonly kind: 'text' | 'control' | 'csi' | 'osc' | 'string' | 'escape';
  /** The character, the final byte of a CSI, or what stands between start and end of a string. */
  readonly value: string;
  readonly parameters: string;
}

/* biome-ignore-start lint/suspicious/noControlCharactersInRegex: control characters are what a terminal reads */
// Both spellings of each start, ESC and a letter or one character of C1, as xterm takes them in UTF-8.
// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
const csi = /^(?:\u001b\[|\u009b)([\u0020-\u003f]*)([\u0040-\u007e])/;
const osc = /^(?:\u001b\]|\u009d)([\s\S]*?)(?:\u0007|\u001b\\|\u009c)/;
const otherString = /^(?:\u001b[PX^_]|[\u0090\u0098\u009e\u009f])([\s\S]*?)(?:\u001b\\|\u009c)/;
const otherEscape = /^\u001b([\u0020-\u002f]*[\u0030-\u007e])/;
const control = /^[\u0000-\u001f\u007f-\u009f]/;
/* biome-ignore-end lint/suspicious/noControlCharactersInRegex: control characters are what a terminal reads */

function* sequencesIn(text: string): Generator<Sequence> {
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at, at + 10_000);
    const found = sequenceAt(rest);
    yield found.sequence;
    at += found.length;
  }
}

function sequenceAt(rest: string): { readonly sequence: Sequence; readonly length: number } {
  const forms = [
    ['csi', csi],
    ['osc', osc],
    ['string', otherString],
    ['escape', otherEscape],
    ['control', control],
  ] as const;
  for (const [kind, form] of forms) {
    const [whole, first = '', second = ''] = form.exec(rest) ?? [];
    if (whole === undefined) continue;
    const value = kind === 'csi' ? second : kind === 'control' ? whole : first;
    return { sequence: { kind, value, parameters: first }, length: whole.length };
  }
  const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  return { sequence: { kind: 'text', value: character, parameters: '' }, length: character.length };
}

/** Draws a text as xterm does behind a terminal line, where a new line starts at its left. Wide characters count as one column: tests compare rows. */
export function drawn(text: string, columns = 1_000): Screen {
  const grid: string[][] = [[]];
  const links: string[] = [];
  const asked: string[] = [];
  const moves: string[] = [];
  let row = 0;
  let column = 0;
  let title: string | undefined;
  let clipboard: string | undefined;

  const line = (): string[] => {
    while (grid.length <= row) grid.push([]);
    return grid[row] ?? [];
  };

  function put(character: string): void {
    if (column >= columns) [row, column] = [row + 1, 0];
    const cells = line();
    while (cells.length < column) cells.push(' ');
    cells[column] = character;
    column += 1;
  }

  function act(character: string): void {
    if (character === '\n') [row, column] = [row + 1, 0];
    else if (character === '\r') column = 0;
    else if (character === '\t') column = Math.min(columns - 1, (Math.floor(column / 8) + 1) * 8);
    else if (character === '\b') column = Math.max(0, column - 1);
    else if (character === '\u0085') [row, column] = [row + 1, 0];
    else if (character === '\u008d') row = Math.max(0, row - 1);
    else if ('\u000b\u000c\u0084'.includes(character)) row += 1;
    line();
    if (character !== '\n') moves.push(nameOf(character));
  }

  function obeyCsi(final: string, parameters: string): void {
    if (final === 'm') return;
    moves.push(`CSI ${parameters}${final}`);
    const [first = 0, second = 0] = parameters.split(';').map((part) => Number.parseInt(part, 10) || 0);
    const steps = Math.max(1, first);
    if (final === 'A' || final === 'F') row = Math.max(0, row - steps);
    else if (final === 'B' || final === 'E') row += steps;
    else if (final === 'C') column += steps;
    else if (final === 'D') column = Math.max(0, column - steps);
    else if (final === 'G') column = steps - 1;
    else if (final === 'H' || final === 'f') [row, column] = [steps - 1, Math.max(1, second) - 1];
    else if (final === 'J' && first >= 2) for (const cells of grid) cells.length = 0;
    else if (final === 'K')
      line().splice(first === 0 ? column : 0, first === 1 ? column : Number.POSITIVE_INFINITY);
    else if ('cnx'.includes(final) || (final === 't' && first > 10)) asked.push(`CSI ${parameters}${final}`);
    if (final === 'E' || final === 'F') column = 0;
    line();
  }

  function obeyOsc(value: string): void {
    const [number = '', ...rest] = value.split(';');
    moves.push(`OSC ${number}`);
    if (['0', '1', '2'].includes(number)) title = rest.join(';');
    else if (number === '52') clipboard = rest.slice(1).join(';');
    else if (number === '8' && rest.slice(1).join(';') !== '') links.push(rest.slice(1).join(';'));
    if (rest.at(-1) === '?') asked.push(`OSC ${number}`);
  }

  for (const { kind, value, parameters } of sequencesIn(text)) {
    if (kind === 'text') put(value);
    else if (kind === 'control') act(value);
    else if (kind === 'csi') obeyCsi(value, parameters);
    else if (kind === 'osc') obeyOsc(value);
    else if (kind === 'escape') {
      moves.push(`ESC ${value}`);
      if (value === 'c') for (const cells of grid) cells.length = 0;
      if (value === 'c') [row, column] = [0, 0];
      if (value === 'M') row = Math.max(0, row - 1);
    } else {
      moves.push('string');
      if (value.startsWith('$q') || value.startsWith('+q')) asked.push(`DCS ${value}`);
    }
  }
  return { rows: grid.map((cells) => cells.join('').trimEnd()), title, clipboard, links, asked, moves };
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
