import type { ProbeDocument, ProbeRow } from '../../report/documents.ts';
import { cut } from '../escape.ts';
import { labelled, usableColumns, wrap } from '../layout.ts';
import { grouped } from '../plan-text.ts';
import { isPlanned, tallied } from '../probe-cells.ts';
import { asStarted, type Style, symbolsOf } from '../style.ts';
import { table } from '../table.ts';

/** The longest list of rows in a counted view. */
export const mostNotes = 40;
const mostExplained = 5;

/** One route in one mode, counted. */
export interface Group {
  readonly route: string;
  readonly mode: string;
  /** `980 streams, 12 truncated` */
  readonly counts: string;
  readonly differing: number;
}

/** A large matrix as numbers: what came of each route in each mode, or what would be sent. */
export function groupsOf({ rows, dryRun }: Pick<ProbeDocument, 'rows' | 'dryRun'>): Group[] {
  const byGroup = new Map<string, ProbeRow[]>();
  for (const row of rows) {
    const name = `${row.method} ${row.path}\n${modeOf(row)}`;
    const known = byGroup.get(name);
    if (known === undefined) byGroup.set(name, [row]);
    else known.push(row);
  }
  return [...byGroup].map(([name, members]) => {
    const [route = '', mode = ''] = name.split('\n');
    const words = tallied(members.map(dryRun ? planWord : verdictWord));
    const counts = words.map(([word, count]) => `${grouped(count)} ${word}`).join(', ');
    return { route, mode, counts, differing: members.filter(({ mismatch }) => mismatch !== null).length };
  });
}

function verdictWord({ verdict }: ProbeRow): string {
  return verdict;
}

function planWord(row: ProbeRow): string {
  return isPlanned(row) ? 'would be sent' : 'left out';
}

function modeOf({ stream }: ProbeRow): string {
  return stream ? 'streaming' : 'plain';
}

/** Each route with its modes, verdicts counted. */
export function groupLines(document: ProbeDocument, style: Style): string[] {
  const groups = groupsOf(document);
  const models = (route: string) =>
    new Set(
      document.rows.filter(({ method, path }) => `${method} ${path}` === route).map(({ model }) => model),
    ).size;
  return [...new Set(groups.map(({ route }) => route))].flatMap((route) => [
    ...wrap(`${route}, models: ${grouped(models(route))}`, usableColumns(style.columns)).map(
      style.paint.bold,
    ),
    ...groups.filter((group) => group.route === route).flatMap((group) => modeLines(group, style)),
  ]);
}

function modeLines({ mode, counts, differing }: Group, style: Style): string[] {
  const { paint } = style;
  const differ = `${grouped(differing)} ${differing === 1 ? 'differs' : 'differ'} from the documentation`;
  return [
    ...labelled(`  ${mode}`, [counts], style.columns),
    ...(differing === 0
      ? []
      : labelled('', [differ], style.columns)
          .filter(hasText)
          .map((line) => paint.yellow(line))),
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
  const reason = row.code ?? row.findings[0]?.id ?? (row.status === null ? '' : String(row.status));
  return [row.verdict, row.path, cut(row.model, 80), modeOf(row), cut(reason, 40)];
}
