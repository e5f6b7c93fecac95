import { visible } from './escape.ts';

// Words that no Markdown reader gives a meaning to; everything else goes into a code span, where nothing is read.
const plainWord = /^(?:\p{L}+(?:['’-]\p{L}+)*|\d{1,4}(?:\.\d{1,4})?|[/·]|)$/u;
const hasCommit = /(?:^|['’-])[0-9a-f]{7,40}(?:['’-]|$)/i;
const looksLikeListItem = /^\d+[.)]$/;
const framed = /^(["(]?)(.*?)([.,;:!?)"]{0,3})$/su;

/** Foreign text for GitHub's Markdown outside of tables: no link, no mention, no image, no HTML, only text and code. */
export function inMarkdown(text: string): string {
  let result = '';
  let code: string[] = [];
  const endCode = () => {
    if (code.length > 0) result += codeSpan(code.join(' '));
    code = [];
  };
  for (const word of visible(text)
    .split(/\s+/)
    .filter((part) => part !== '')) {
    const { open, core, close } = partsOf(word);
    const plain = isPlain(core);
    if (plain || open !== '') endCode();
    if (code.length === 0) result += `${result === '' ? '' : ' '}${open}`;
    if (plain) result += core + close;
    else code.push(core);
    if (!plain && close !== '') {
      endCode();
      result += close;
    }
  }
  endCode();
  return result;
}

function partsOf(word: string): { open: string; core: string; close: string } {
  if (looksLikeListItem.test(word)) return { open: '', core: word, close: '' };
  const [, open = '', core = '', close = ''] = framed.exec(word) ?? [];
  return { open, core, close };
}

function isPlain(core: string): boolean {
  return plainWord.test(core) && !hasCommit.test(core);
}

/** A block of finished lines behind a fence that is longer than any run of backticks inside. */
export function fenced(block: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(block) + 1));
  return `${fence}text\n${block.replace(/\n*$/, '')}\n${fence}\n`;
}

/** A whole text as code, for a command to copy; not for a table cell. */
export function asCode(text: string): string {
  return codeSpan(visible(text));
}

function codeSpan(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return fence + pad + text + pad + fence;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/**
 * The same in a table, where a bar ends the cell even inside code, and `\|` is a bar there too. Behind a backslash
 * readers disagree on what `\|` means, so that bar is spelled out.
 */
export function inCell(text: string): string {
  return withoutBars(inMarkdown(text));
}

function withoutBars(text: string): string {
  return text.replace(/(\\*)\|/g, (_, before: string) => (before === '' ? '\\|' : `${before}\\u007c`));
}

/** Foreign text, or a command to copy whole. */
export type Cell = string | { readonly command: string };

/** A table; every cell is foreign text. */
export function markdownTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row.map(shownCell)))];
}

function shownCell(cell: Cell): string {
  return typeof cell === 'string' ? inCell(cell) : withoutBars(asCode(cell.command));
}
