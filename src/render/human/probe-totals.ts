import type { ProbeDocument, ProbeRow } from '../../report/documents.ts';
import { flow, labelled, usableColumns, wrap } from '../layout.ts';
import { grouped } from '../plan-text.ts';
import { outcomeOf, type PairOutcome, pairsOf } from '../probe-cells.ts';
import { asStarted, type Style, symbolsOf } from '../style.ts';
import { spent, unstopped } from './words.ts';

/** `5 routes: 4 as documented, 1 differs · spent: 9 calls, 41 output tokens` */
export function totalLines(document: ProbeDocument, style: Style): string[] {
  const parts = [...(document.rows.length === 0 ? [] : [tally(document)]), `spent: ${spent(document.spend)}`];
  return flow(parts, usableColumns(style.columns), ` ${symbolsOf(style).dot} `).flatMap((line) =>
    wrap(line, usableColumns(style.columns)),
  );
}

/** `5 routes: 4 as documented, 1 differs` */
export function tally({ rows, dryRun }: ProbeDocument): string {
  const pairs = pairsOf(rows);
  const outcomes = pairs.map(outcomeOf);
  const number = (outcome: PairOutcome) => outcomes.filter((one) => one === outcome).length;
  const parts = (
    [
      ['as documented', 'as documented'],
      ['answers', number('answers') === 1 ? 'answers' : 'answer'],
      ['not documented', 'not documented'],
      ['not offered', 'not offered'],
      ['undecided', 'undecided'],
      ['failed', 'failed'],
      ['skipped', 'skipped'],
      ['differs', number('differs') === 1 ? 'differs' : 'differ'],
    ] as const
  ).filter(([outcome]) => number(outcome) > 0);
  const words = parts.map(([outcome, word]) => `${grouped(number(outcome))} ${word}`).join(', ');
  return dryRun || words === '' ? sizeOf(rows) : `${sizeOf(rows)}: ${words}`;
}

function sizeOf(rows: readonly ProbeRow[]): string {
  const pairs = pairsOf(rows).length;
  const routes = new Set(rows.map(({ path }) => path)).size;
  // With several models on a route, "routes" would count something else than the lines above.
  if (pairs === routes) return `${grouped(routes)} ${routes === 1 ? 'route' : 'routes'}`;
  return `${grouped(pairs)} pairs of route and model`;
}

/** Why the sweep ended early, and how to go on. */
export function stopLines({ interrupted, stopped }: ProbeDocument, style: Style): string[] {
  const why = stopped === undefined ? [] : labelled('Stopped', [unstopped(stopped.why)], style.columns);
  const words = wrap('Interrupted: what was found until then is above.', usableColumns(style.columns));
  return [
    ...(interrupted ? words : why),
    ...(stopped?.command === undefined
      ? []
      : labelled('Go on with', [{ whole: asStarted(stopped.command, style) }], style.columns)),
  ];
}
