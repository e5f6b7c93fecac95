import type { CheckDocument, DoctorDocument } from '../../report/documents.ts';
import { flow, usableColumns, wrap } from '../layout.ts';
import { planText } from '../plan-text.ts';
import { type Style, symbolsOf } from '../style.ts';
import { shownResults } from './check-rows.ts';
import { counted, duration, provenWords, spent } from './words.ts';

/** The verdict in words, and how much of the chain it rests on when that is not all. */
export function verdictLines(document: DoctorDocument, style: Style): string[] {
  const colour = {
    healthy: style.paint.green,
    degraded: style.paint.yellow,
    broken: style.paint.red,
    inconclusive: style.paint.yellow,
  };
  const words = wrap(sentence(document), usableColumns(style.columns)).map((line) =>
    style.paint.bold(colour[document.verdict](line)),
  );
  return [
    ...words,
    ...(document.interrupted
      ? [
          `Interrupted${shownResults(document, style).length === 0 ? ' before anything was checked' : ': what was found until then is above'}.`,
        ]
      : []),
    ...partialWords(document).map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}.`),
  ];
}

/** `partial: only 14 of 24 checks ran`; nothing for a whole run. */
export function partialWords(document: DoctorDocument): string[] {
  if (!document.partial) return [];
  const { results, checksInAll } = document;
  return [`partial: only ${ran(results)} of ${counted(checksInAll, 'check')} ran${unfitting(document)}`];
}

/** Why `--live` made no call, and what it would have been. */
export function noCallLines({ callNotMade, plan }: DoctorDocument, style: Style): string[] {
  if (callNotMade === undefined) return [];
  const planned = plan === undefined ? '' : ` ${planText(plan, style)}`;
  return wrap(`No call was made: ${callNotMade}.${planned}`, usableColumns(style.columns));
}

/** What to look for in the gateway's books: a call whose outcome or cost nobody here knows. */
export function callLines({ call }: DoctorDocument, style: Style): string[] {
  if (call === undefined || (call.why === undefined && !style.verbose)) return [];
  const { clientRequestId, path, why } = call;
  const ending = why === undefined ? '' : `: ${why}`;
  return wrap(`POST ${path} (ours ${clientRequestId})${ending}.`, usableColumns(style.columns));
}

/** `11 checks: 7 passed, 1 warning … · proven: speaks-api · spent: nothing · 0.4 s` */
export function totals(document: DoctorDocument, style: Style): string[] {
  const shown = shownResults(document, style);
  const dot = ` ${symbolsOf(style).dot} `;
  const parts = [
    `${counted(shown.length, 'check')}: ${tally(shown)}`,
    `proven: ${document.proof}`,
    `spent: ${spent(document.spend)}`,
    duration(document.durationMs),
  ];
  return flow(parts, usableColumns(style.columns), dot);
}

function sentence({ verdict, proof, results }: DoctorDocument): string {
  const warnings = number(results, 'warn');
  const open = number(results, 'unknown') + number(results, 'crash');
  switch (verdict) {
    case 'healthy':
      return `Healthy: ${provenWords[proof]}.`;
    case 'degraded':
      return `Works, with ${remarks(warnings, open)}. Proven: ${provenWords[proof]}.`;
    case 'broken':
      return `Broken: ${counted(number(results, 'fail'), 'check')} failed.`;
    case 'inconclusive':
      return `Could not be decided: ${open === 0 ? 'not enough was checked' : `${counted(open, 'check')} gave no answer`}.`;
  }
}

function remarks(warnings: number, open: number): string {
  const parts = [
    warnings > 0 ? counted(warnings, 'warning') : '',
    open > 0 ? counted(open, 'open question') : '',
  ];
  return parts.filter((part) => part !== '').join(' and ') || 'remarks';
}

function tally(results: readonly CheckDocument[]): string {
  const parts = [
    [number(results, 'pass'), 'passed'],
    [number(results, 'warn'), number(results, 'warn') === 1 ? 'warning' : 'warnings'],
    [number(results, 'fail'), 'failed'],
    [number(results, 'unknown'), 'unknown'],
    [number(results, 'crash'), 'crashed'],
    [number(results, 'skip'), 'skipped'],
  ] as const;
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${count} ${word}`)
      .join(', ') || 'none'
  );
}

/** Without a word of them, those that do not apply here would look left out by the person. */
function unfitting({ results }: DoctorDocument): string {
  const none = results.filter(
    ({ status, skipped }) => status === 'skip' && skipped === 'not-applicable',
  ).length;
  return none === 0 ? '' : `; ${none} ${none === 1 ? 'does' : 'do'} not apply here`;
}

function ran(results: readonly CheckDocument[]): number {
  return results.filter(({ status, skipped }) => status !== 'skip' && skipped === undefined).length;
}

function number(results: readonly CheckDocument[], status: CheckDocument['status']): number {
  return results.filter((result) => result.status === status).length;
}
