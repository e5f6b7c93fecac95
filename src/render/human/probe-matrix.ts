import type { ProbeRow } from '../../report/documents.ts';
import { cut } from '../escape.ts';
import { displayWidth, flow, pad, usableColumns, wrap } from '../layout.ts';
import { isPlanned, type Pair } from '../probe-cells.ts';
import { type Style, symbolsOf } from '../style.ts';
import { table } from '../table.ts';
import { seconds } from './words.ts';

const mark = '<- differs';
const unlimited = 100_000;
// A model that loses more of its name than this is better shown whole, above its cells.
const leastShown = 0.75;

interface Column {
  readonly head: string;
  readonly cells: readonly string[];
}

/** The matrix: route, model, both modes with the time to the first token, and what the documentation says. */
export function matrix(pairs: readonly Pair[], style: Style): string[] {
  return fitted(pairs, [plainColumn(pairs), streamColumn(pairs), documentedColumn(pairs)], style);
}

/** What would be sent: the matrix before it has any results. */
export function plannedMatrix(pairs: readonly Pair[], style: Style): string[] {
  const modes = ({ plain, stream }: Pair) => [
    ...(plain !== undefined && isPlanned(plain) ? ['plain'] : []),
    ...(stream !== undefined && isPlanned(stream) ? ['streaming'] : []),
  ];
  const cells = pairs.map((pair) => modes(pair).join(', ') || 'nothing');
  return fitted(pairs, [{ head: 'would be sent', cells }, documentedColumn(pairs)], style);
}

function plainColumn(pairs: readonly Pair[]): Column {
  return { head: 'plain', cells: pairs.map(({ plain }) => plain?.verdict ?? '') };
}

function streamColumn(pairs: readonly Pair[]): Column {
  const cells = pairs.map(({ stream }) => ({ verdict: stream?.verdict ?? '', time: firstToken(stream) }));
  // Times stand under each other; a verdict without one may reach into their place.
  const width = cells.reduce(
    (widest, { verdict, time }) => (time === '' ? widest : Math.max(widest, verdict.length)),
    0,
  );
  return {
    head: 'streaming',
    cells: cells.map(({ verdict, time }) => (time === '' ? verdict : `${pad(verdict, width)}  ${time}`)),
  };
}

function firstToken(row: ProbeRow | undefined): string {
  const ms = row?.timings?.firstTokenMs ?? null;
  return ms === null ? '' : seconds(ms);
}

function documentedColumn(pairs: readonly Pair[]): Column {
  const cells = pairs.map(({ plain, stream }) => {
    const differs = (plain?.mismatch ?? null) !== null || (stream?.mismatch ?? null) !== null;
    return [stream?.documented ?? '', differs ? mark : ''].filter((part) => part !== '').join(' ');
  });
  return { head: 'documented', cells };
}

/** The longest spelling of the routes with which the table fits; under one another where none does. */
function fitted(pairs: readonly Pair[], columns: readonly Column[], style: Style): string[] {
  const used = columns.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const models = { head: 'model', cells: pairs.map(({ model }) => cut(model, 80)) };
  let excess = 0;
  for (const routes of routeColumns(pairs)) {
    const lines = inColumns([routes, models, ...used]);
    excess = widestOf(lines) - usableColumns(style.columns);
    if (excess <= 0) return lines.map((line) => marked(line, style));
  }
  const routes = routeColumns(pairs).at(-1);
  const shorter = shortened(models, widestOf(models.cells) - excess, style);
  return routes === undefined || shorter === undefined
    ? pairs.flatMap((pair, place) => stacked(pair, used, place, style))
    : inColumns([routes, shorter, ...used]).map((line) => marked(line, style));
}

function inColumns(columns: readonly Column[]): string[] {
  const rows = columns[0]?.cells.map((_, place) => columns.map(({ cells }) => cells[place] ?? '')) ?? [];
  return table(
    columns.map(({ head }) => head),
    rows,
    unlimited,
  );
}

function widestOf(lines: readonly string[]): number {
  return lines.reduce((widest, line) => Math.max(widest, displayWidth(line)), 0);
}

/** Models without their middle; undefined where too little would be left, or two would look the same. */
function shortened({ head, cells }: Column, width: number, style: Style): Column | undefined {
  if (width < widestOf(cells) * leastShown) return undefined;
  if (cells.some((cell) => displayWidth(cell) !== cell.length)) return undefined;
  const { ellipsis } = symbolsOf(style);
  const start = Math.ceil((width - ellipsis.length) / 2);
  const end = width - ellipsis.length - start;
  const short = cells.map((cell) =>
    cell.length <= width ? cell : `${cell.slice(0, start)}${ellipsis}${cell.slice(-end)}`,
  );
  return new Set(short).size === new Set(cells).size ? { head, cells: short } : undefined;
}

function routeColumns(pairs: readonly Pair[]): Column[] {
  const version = '/v1/';
  const whole = {
    head: 'route',
    cells: pairs.map(({ method, path }) => `${method} ${path}`),
  };
  if (!pairs.every(({ method }) => method === 'POST')) return [whole];
  const paths = { head: 'POST', cells: pairs.map(({ path }) => path) };
  if (!pairs.every(({ path }) => path.startsWith(version))) return [whole, paths];
  const ends = { head: `POST ${version}`, cells: pairs.map(({ path }) => path.slice(version.length)) };
  return [whole, paths, ends];
}

function stacked(pair: Pair, columns: readonly Column[], place: number, style: Style): string[] {
  const usable = usableColumns(style.columns);
  const cells = columns
    .map(({ head, cells: all }) => ({ head, cell: all[place] ?? '' }))
    .filter(({ cell }) => cell !== '')
    .map(({ head, cell }) => `${head}: ${cell.replace(/ {2,}/, ' ')}`);
  return [
    ...wrap(
      [`${pair.method} ${pair.path}`, cut(pair.model, 80)].filter((part) => part !== '').join(', '),
      usable,
    ),
    ...flow(cells, usable - 2, ` ${symbolsOf(style).dot} `).flatMap((line) =>
      wrap(`  ${line}`, usable).map((part) => marked(part, style)),
    ),
  ];
}

function marked(line: string, { paint }: Style): string {
  return line.endsWith(mark) ? line.slice(0, -mark.length) + paint.yellow(mark) : line;
}
