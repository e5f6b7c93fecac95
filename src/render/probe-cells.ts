import {
  type CellVerdict,
  type FindingDocument,
  notOffered,
  notSent,
  type ProbeRow,
} from '../report/documents.ts';

/** What a cell means for the person. `open`: could not be found out, so neither good nor bad. */
export type CellState = 'fine' | 'failed' | 'open' | 'skipped';

/** Plain and streaming of one route with one model: a line of the matrix. */
export interface Pair {
  readonly method: string;
  readonly path: string;
  readonly model: string;
  readonly plain: ProbeRow | undefined;
  readonly stream: ProbeRow | undefined;
}

/** With more rows than these the matrix is counted instead of listed. */
export const mostListedRows = 60;

const byVerdict: Readonly<Record<CellVerdict, CellState>> = {
  streams: 'fine',
  answers: 'fine',
  buffered: 'failed',
  unproven: 'open',
  truncated: 'failed',
  stalled: 'failed',
  'timed-out': 'failed',
  'error-in-stream': 'failed',
  'not-sse': 'failed',
  'ignored-stream': 'failed',
  'not-supported': 'failed',
  rejected: 'failed',
  'wrong-answer': 'failed',
  unreachable: 'open',
  skipped: 'skipped',
};

export function stateOf(row: ProbeRow): CellState {
  if (row.mismatch === 'documented-but-absent') return 'failed';
  if (isExpectedAbsence(row) || row.why === notOffered) return 'fine';
  const state = byVerdict[row.verdict];
  return state === 'failed' && row.findings[0]?.severity === 'unknown' ? 'open' : state;
}

// That a route does not stream is no fault where nobody promised it.
function isExpectedAbsence({ verdict, stream, documented }: ProbeRow): boolean {
  if (verdict !== 'not-supported' && verdict !== 'ignored-stream') return false;
  return stream ? documented !== 'yes' : documented === 'no';
}

/** A stream that broke where streaming is documented as absent. */
function isUnpromised(row: ProbeRow): boolean {
  return row.stream && row.documented === 'no' && row.verdict !== 'rejected' && stateOf(row) === 'failed';
}

/** In a dry run: a row that would be sent. One that is left out anyway has a reason of its own. */
export function isPlanned({ verdict, why }: ProbeRow): boolean {
  return verdict === 'skipped' && (why === undefined || why === notSent);
}

/** A row about which a table cell does not say enough. Skipped rows are told by their reasons instead. */
export function needsWords(row: ProbeRow): boolean {
  const state = stateOf(row);
  if (state === 'skipped' || (isExpectedAbsence(row) && row.mismatch === null)) return false;
  return (
    state !== 'fine' || row.mismatch !== null || row.why !== undefined || row.findings.some(isMoreThanHint)
  );
}

function isMoreThanHint({ severity }: FindingDocument): boolean {
  return severity !== 'hint';
}

/** Rows that need words: against the documentation first, then failed ones, then open ones. */
export function noteworthy(rows: readonly ProbeRow[]): ProbeRow[] {
  const rank = { failed: 1, open: 2, fine: 3, skipped: 4 };
  const rankOf = (row: ProbeRow) => (row.mismatch === 'documented-but-absent' ? 0 : rank[stateOf(row)]);
  return rows.filter(needsWords).sort((one, other) => rankOf(one) - rankOf(other));
}

/** The lines of the matrix, in the order in which their first row came. */
export function pairsOf(rows: readonly ProbeRow[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const row of rows) {
    const { method, path, model } = row;
    // A visible text has no line break, so no route and model can be taken for another pair.
    const name = `${path}\n${model}`;
    const known = pairs.get(name) ?? { method, path, model, plain: undefined, stream: undefined };
    pairs.set(name, row.stream ? { ...known, stream: row } : { ...known, plain: row });
  }
  return [...pairs.values()];
}

/** What became of a pair, as the words of the last line. */
export type PairOutcome =
  | 'as documented'
  | 'answers'
  | 'not documented'
  | 'not offered'
  | 'undecided'
  | 'failed'
  | 'skipped'
  | 'differs';

export function outcomeOf({ plain, stream }: Pair): PairOutcome {
  const rows = [plain, stream].filter((row) => row !== undefined);
  if (rows.some(({ mismatch }) => mismatch !== null)) return 'differs';
  // Nobody promised it, so nothing failed; what came was not the documented refusal either.
  const promised = rows.filter((row) => !isUnpromised(row));
  if (promised.length < rows.length && !promised.map(stateOf).includes('failed')) return 'differs';
  const states = rows.map(stateOf);
  if (states.includes('failed')) return 'failed';
  if (states.includes('open')) return 'undecided';
  if (!states.includes('fine')) return 'skipped';
  if (rows.every(({ why }) => why === notOffered)) return 'not offered';
  // One half was not sent, or its outcome is unknown: the other half says nothing about it.
  if (states.includes('skipped')) return 'undecided';
  if (stream === undefined) return 'answers';
  return stream.documented === 'unknown' ? 'not documented' : 'as documented';
}

/** How often each value comes, most frequent first. */
export function tallied<T>(values: readonly T[]): (readonly [T, number])[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
