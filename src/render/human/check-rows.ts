import type { CheckDocument, CheckStatus, DoctorDocument } from '../../report/documents.ts';
import { displayWidth, pad, usableColumns, wrap } from '../layout.ts';
import { type Style, symbolsOf } from '../style.ts';
import { inAreas } from './areas.ts';
import { duration, midSentence } from './words.ts';

interface Row {
  readonly status: CheckStatus;
  readonly title: string;
  readonly fact: string;
  readonly id: string;
  readonly durationMs: number;
}

/** Every check under its area: symbol, statement, and the measured fact in a column of its own. */
export function checkRows(document: DoctorDocument, style: Style): string[] {
  const titles = new Map(document.results.map(({ id, title }) => [id, title]));
  const groups = inAreas(shownResults(document, style)).map(({ area, results }) => ({
    area,
    rows: results.map((result) => rowOf(result, titles)),
  }));
  const column = factColumn(
    groups.flatMap(({ rows }) => rows),
    style,
  );
  return groups.flatMap(({ area, rows }) => [
    style.paint.bold(area),
    ...rows.flatMap((row) => rowLines(row, column, style)),
  ]);
}

/** The results that are worth a row: one that does not apply is shown with --verbose only. */
export function shownResults(document: DoctorDocument, style: Style): CheckDocument[] {
  // A page of checks that never began, say after Ctrl-C at a question, tells nothing.
  if (document.interrupted && document.results.every(({ status }) => status === 'skip')) return [];
  return document.results.filter((result) => style.verbose || !isNotApplicable(result, document));
}

/** That the key could not be told from others is news, also where a call was answered all the same. */
const isAboutKey: ReadonlySet<string> = new Set(['gateway.requires-a-key', 'key.is-accepted']);

function isNotApplicable(
  { id, status, skipped, blockedBy }: CheckDocument,
  { interrupted }: DoctorDocument,
): boolean {
  if (status !== 'skip' || isAboutKey.has(id)) return false;
  return skipped === undefined ? blockedBy === undefined && !interrupted : skipped === 'not-applicable';
}

function rowOf(result: CheckDocument, titles: ReadonlyMap<string, string>): Row {
  const { status, title, id, durationMs } = result;
  return { status, title, id, durationMs, fact: factOf(result, titles) };
}

function factOf(result: CheckDocument, titles: ReadonlyMap<string, string>): string {
  const { status, blockedBy, why = '', fact, findings } = result;
  if (status === 'skip')
    return blockedBy === undefined ? why : `needs: ${midSentence(titles.get(blockedBy) ?? blockedBy)}`;
  if (status === 'crash') return why === '' ? 'the check itself failed' : `the check itself failed: ${why}`;
  return fact ?? (status === 'pass' ? '' : (findings[0]?.summary ?? why));
}

function factColumn(rows: readonly Row[], style: Style): number {
  const start = indent(style);
  const longest = rows.reduce(
    (width, row) => (row.fact === '' ? width : Math.max(width, displayWidth(row.title))),
    0,
  );
  return Math.min(start + longest + 2, Math.floor(usableColumns(style.columns) * 0.55));
}

function indent(style: Style): number {
  return 2 + displayWidth(symbolsOf(style).pass) + 1;
}

function rowLines(row: Row, column: number, style: Style): string[] {
  const { paint } = style;
  const columns = usableColumns(style.columns);
  const symbol = symbolsOf(style)[row.status];
  const fact = shortened(row.fact, columns, style);
  const left = pad(`  ${symbol} ${row.title}`, column - 2);
  const beside = displayWidth(left) + 2 + displayWidth(fact) <= columns;
  const dimmed = row.status === 'skip' ? paint.dim : (text: string) => text;
  const head = beside && fact !== '' ? `${left}  ` : left.trimEnd();
  const first = paintedSymbol(head, symbol, row.status, style) + (beside ? paint.dim(fact) : '');
  const under = beside
    ? []
    : wrap(fact, columns - indent(style) - 2).map((line) => paint.dim(' '.repeat(indent(style) + 2) + line));
  return [dimmed(first), ...under, ...(style.verbose ? [detail(row, style)] : [])];
}

function paintedSymbol(line: string, symbol: string, status: CheckStatus, { paint }: Style): string {
  const colour = {
    pass: paint.green,
    warn: paint.yellow,
    fail: paint.red,
    unknown: paint.yellow,
    skip: paint.dim,
    crash: paint.red,
  };
  return `  ${colour[status](symbol)}${line.slice(2 + symbol.length)}`;
}

function detail({ id, status, durationMs }: Row, style: Style): string {
  const took = status === 'skip' ? '' : ` ${symbolsOf(style).dot} ${duration(durationMs)}`;
  return style.paint.dim(`${' '.repeat(indent(style) + 2)}${id}${took}`);
}

// The whole text follows in the block below, or in the JSON: a row has two lines at most.
function shortened(fact: string, columns: number, style: Style): string {
  const most = Math.max(30, columns - 10);
  if (displayWidth(fact) <= most) return fact;
  return `${Array.from(fact)
    .slice(0, most - 3)
    .join('')
    .trimEnd()}${symbolsOf(style).ellipsis}`;
}
