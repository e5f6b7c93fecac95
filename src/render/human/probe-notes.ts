import type { ProbeRow } from '../../report/documents.ts';
import { cut } from '../escape.ts';
import { displayWidth, flow, pad, usableColumns, wrap } from '../layout.ts';
import { grouped } from '../plan-text.ts';
import { type CellState, stateOf } from '../probe-cells.ts';
import { asStarted, type Style } from '../style.ts';
import { cellWords } from './cell-words.ts';
import { waterfall } from './waterfall.ts';
import { counted, seconds, unstopped } from './words.ts';

const longestMessage = 300;
// Below that the verdict stands above its paragraph.
const narrowestBeside = 72;
const mostReasons = 8;

/** A word and what there is to say about it. */
interface Note {
  readonly word: string;
  readonly state: CellState;
  readonly lines: (width: number) => readonly string[];
}

/** One paragraph for each of these rows, the reasons of what was not asked behind them. */
export function noteLines(rows: readonly ProbeRow[], all: readonly ProbeRow[], style: Style): string[] {
  return laidOut([...rows.map((row) => noteOf(row, style)), ...reasons(all)], style);
}

/** The same without times and ids: one statement for each row. */
export function briefLines(rows: readonly ProbeRow[], style: Style): string[] {
  return laidOut(
    rows.map((row) => ({ ...noteOf(row, style), lines: (width) => wrap(statement(row), width) })),
    style,
  );
}

/** Why rows were not asked, each reason once. */
export function reasonLines(all: readonly ProbeRow[], style: Style): string[] {
  return laidOut(reasons(all), style);
}

/** `POST /v1/responses, gpt-5.4: the stream ended …` */
export function statement(row: ProbeRow): string {
  const route = `${row.method} ${row.path}`;
  const said = cut(row.findings[0]?.summary ?? cellWords[row.verdict], longestMessage);
  // Most summaries name the route themselves; saying it twice helps nobody.
  const rest = said.startsWith(`${route}: `) ? said.slice(route.length + 2) : said;
  const where = [
    ...(rest.includes(route) ? [] : [route]),
    ...namedModel(row),
    ...(row.stream ? [] : ['plain']),
  ];
  return `${where.join(', ')}: ${rest}`;
}

// Where no model fits a route, the row has none.
function namedModel({ model }: ProbeRow): string[] {
  return model === '' ? [] : [cut(model, 80)];
}

function noteOf(row: ProbeRow, style: Style): Note {
  return {
    word: row.verdict,
    state: stateOf(row),
    lines: (width) => {
      const picture = waterfall(row, width, style);
      return [
        ...wrap(statement(row), width),
        ...besides(row).flatMap((line) => wrap(line, width)),
        ...(picture === undefined ? [] : [picture]),
        ...(style.verbose ? flow(numbers(row), width, ', ') : []),
        ...flow(traces(row, style), width),
      ];
    },
  };
}

function besides({ findings, why }: ProbeRow): string[] {
  const others = findings.slice(1).map(({ summary }) => `also: ${cut(summary, longestMessage)}`);
  return why === undefined ? others : [...others, cut(why, longestMessage)];
}

function numbers({ timings, events, attempt }: ProbeRow): string[] {
  if (timings === null) return [];
  const named = [
    ['connect', timings.connectMs],
    ['TLS', timings.tlsMs],
    ['headers', timings.headersMs],
    ['first token', timings.firstTokenMs],
    ['last event', timings.lastEventMs],
    ['longest gap', timings.longestGapMs],
    ['total', timings.totalMs],
  ] as const;
  return [
    ...named.flatMap(([name, ms]) => (ms === null ? [] : [`${name} ${seconds(ms)}`])),
    counted(events, 'event'),
    ...(attempt > 1 ? [`sent ${attempt} times`] : []),
  ];
}

function traces(row: ProbeRow, style: Style): string[] {
  const { requestId, clientRequestId, findings } = row;
  const id = findings[0]?.id;
  return [
    ...(requestId === null ? [] : [`request_id ${cut(requestId, 80)}`]),
    ...(clientRequestId === null || clientRequestId === requestId
      ? []
      : [`ours ${cut(clientRequestId, 80)}`]),
    ...(id === undefined ? [] : [`explain: ${asStarted(`nexus explain ${id}`, style)}`]),
  ];
}

function reasons(all: readonly ProbeRow[]): Note[] {
  const byReason = new Map<string, ProbeRow[]>();
  for (const row of all) {
    if (row.verdict !== 'skipped' || row.why === undefined) continue;
    const known = byReason.get(row.why);
    if (known === undefined) byReason.set(row.why, [row]);
    else known.push(row);
  }
  const notes = [...byReason].map(
    ([why, rows]) => `${placesOf(rows)}: ${cut(unstopped(why), longestMessage)}`,
  );
  const rest = notes.length - mostReasons;
  const shown = rest > 0 ? [...notes.slice(0, mostReasons), `for ${counted(rest, 'other reason')}`] : notes;
  return shown.map((text) => ({ word: 'skipped', state: 'skipped', lines: (width) => wrap(text, width) }));
}

function placesOf(rows: readonly ProbeRow[]): string {
  const places = new Set(rows.map((row) => [`${row.method} ${row.path}`, ...namedModel(row)].join(', ')));
  const [only = ''] = places;
  if (places.size > 1) return `${grouped(rows.length)} requests`;
  return rows.length > 1 ? only : `${only}, ${rows[0]?.stream ? 'streaming' : 'plain'}`;
}

function laidOut(notes: readonly Note[], style: Style): string[] {
  const usable = usableColumns(style.columns);
  const beside = usable >= narrowestBeside;
  const indent = beside ? notes.reduce((widest, { word }) => Math.max(widest, displayWidth(word)), 0) + 2 : 2;
  return notes.flatMap(({ word, state, lines }) => {
    const [first = '', ...rest] = lines(usable - indent);
    const label = paintOf(state, style)(word);
    const indented = (line: string) => ' '.repeat(indent) + line;
    if (!beside) return [label, ...[first, ...rest].map(indented)];
    return [label + pad('', indent - displayWidth(word)) + first, ...rest.map(indented)];
  });
}

function paintOf(state: CellState, { paint }: Style): (text: string) => string {
  return { fine: paint.yellow, failed: paint.red, open: paint.yellow, skipped: paint.dim }[state];
}
