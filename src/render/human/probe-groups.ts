import type { ProbeRow } from '../../report/documents.ts';
import { cut } from '../escape.ts';
import { labelled, usableColumns, wrap } from '../layout.ts';
import { grouped } from '../plan-text.ts';
import { tallied } from '../probe-cells.ts';
import { asStarted, type Style, symbolsOf } from '../style.ts';
import { table } from '../table.ts';

/** The longest list of rows in a counted view. */
export const mostNotes = 40;
const mostExplained = 5;

/** One route in one mode, counted. */
export interface Group {
  readonly route: string;
  readonly mode: 'plain' | 'streaming';
  /** `980 streams, 12 truncated` */
  readonly counts: string;
  readonly differing: number;
}

/** A large matrix as numbers: what came of each route in each mode. */
export function groupsOf(rows: readonly ProbeRow[]): Group[] {
  const byGroup = new Map<string, ProbeRow[]>();
  for (const row of rows) {
    const name = `${row.path}\n${row.stream}`;
    const known = byGroup.get(name);
    if (known === undefined) byGroup.set(name, [row]);
    else known.push(row);
  }
  return [...byGroup.values()].map(groupOf);
}

function groupOf(rows: readonly ProbeRow[]): Group {
  const verdicts = tallied(rows.map(({ verdict }) => verdict));
  return {
    route: `${rows[0]?.method} ${rows[0]?.path}`,
    mode: rows[0]?.stream ? 'streaming' : 'plain',
    counts: verdicts.map(([verdict, count]) => `${grouped(count)} ${verdict}`).join(', '),
    differing: rows.filter(({ mismatch }) => mismatch !== null).length,
  };
}

/** Each route with its modes, verdicts counted. */
export function groupLines(rows: readonly ProbeRow[], style: Style): string[] {
  const groups = groupsOf(rows);
  const models = (route: string) =>
    new Set(rows.filter(({ method, path }) => `${method} ${path}` === route).map(({ model }) => model)).size;
  return [...new Set(groups.map(({ route }) => route))].flatMap((route) => [
    ...wrap(`${route}, ${grouped(models(route))} models`, usableColumns(style.columns)).map(style.paint.bold),
    ...groups.filter((group) => group.route === route).flatMap((group) => modeLines(group, style)),
  ]);
}

function modeLines({ mode, counts, differing }: Group, style: Style): string[] {
  const { paint } = style;
  const differ = `${grouped(differing)} ${differing === 1 ? 'differs' : 'differ'} from the documentation`;
  return [
    ...labelled(`  ${mode}`, [counts], style.columns),
    ...(differing === 0 ? [] : labelled('', [differ], style.columns).filter(hasText).map(paint.yellow)),
  ];
}

function hasText(line: string): boolean {
  return line.trim() !== '';
}

/** The rows that need words, a line each, and how many more there are. */
export function listLines(noted: readonly ProbeRow[], style: Style): string[] {
  if (noted.length === 0) return [];
  const shown = noted.slice(0, mostNotes);
  const rest = noted.length - shown.length;
  const ids = [...new Set(noted.flatMap(({ findings }) => findings.slice(0, 1)).map(({ id }) => id))];
  const explain = ids
    .slice(0, mostExplained)
    .map((id) => ({ whole: asStarted(`nexus explain ${id}`, style) }));
  return [
    ...table([], shown.map(listed), style.columns),
    ...(rest === 0 ? [] : [`${symbolsOf(style).ellipsis} and ${grouped(rest)} more`]),
    ...(explain.length === 0 ? [] : labelled('Explain', explain, style.columns)),
  ];
}

/** Verdict, route, model and what is known about it in a word. */
export function listed(row: ProbeRow): string[] {
  const mode = row.stream ? 'streaming' : 'plain';
  const reason = row.code ?? row.findings[0]?.id ?? (row.status === null ? '' : String(row.status));
  return [row.verdict, row.path, cut(row.model, 80), mode, cut(reason, 40)];
}
