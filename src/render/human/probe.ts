import type { ProbeDocument } from '../../report/documents.ts';
import type { Lines } from '../kind.ts';
import { labelled, usableColumns, wrap } from '../layout.ts';
import { planText } from '../plan-text.ts';
import { isPlanned, mostListedRows, needsWords, noteworthy, pairsOf, stateOf } from '../probe-cells.ts';
import type { Style } from '../style.ts';
import { alsoLines, causeBlock, doLines, headline, supportLines } from './finding.ts';
import { header, originLines } from './header.ts';
import { groupLines, listLines, mostNotes } from './probe-groups.ts';
import { matrix, plannedMatrix } from './probe-matrix.ts';
import { briefLines, noteLines, reasonLines } from './probe-notes.ts';
import { stopLines, totalLines } from './probe-totals.ts';

/** The matrix, a paragraph for each row that is not fine, what to do, and what it cost. */
export const probe: Lines<ProbeDocument> = (document, style) => {
  const ending = [...totalLines(document, style), ...stopLines(document, style)];
  if (style.quiet) return [...quietLines(document, style), ...ending];
  return inSections([
    header(document, style),
    style.verbose ? originLines(document.endpoint, style) : [],
    ...(document.dryRun ? planSections(document, style) : resultSections(document, style)),
    nextLines(document, style),
    ending,
  ]);
};

function inSections(sections: readonly (readonly string[])[]): string[] {
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, place) => (place === 0 ? section : ['', ...section]));
}

function quietLines(document: ProbeDocument, style: Style): string[] {
  const noted = noteworthy(document.rows).slice(0, mostNotes);
  return [...briefLines(noted, style), ...nextLines(document, style)];
}

function resultSections(document: ProbeDocument, style: Style): string[][] {
  const { rows, findings } = document;
  if (rows.length === 0) return findings.length === 0 ? [['There is nothing to probe.']] : [];
  if (rows.length > mostListedRows) {
    return [groupLines(document, style), listLines(noteworthy(rows), style), reasonLines(rows, style)];
  }
  return [matrix(pairsOf(rows), style), noteLines(rows.filter(needsWords), rows, style)];
}

function planSections(document: ProbeDocument, style: Style): string[][] {
  const { rows, plan } = document;
  const listed =
    rows.length > mostListedRows ? groupLines(document, style) : plannedMatrix(pairsOf(rows), style);
  return [
    listed,
    reasonLines(
      rows.filter((row) => !isPlanned(row)),
      style,
    ),
    [...wrap(planText(plan, style), usableColumns(style.columns)), 'Nothing was sent.'],
  ];
}

function nextLines(document: ProbeDocument, style: Style): string[] {
  const { findings, contact, stopped, sandbox } = document;
  // The way to go on is the last line of all; it need not be said twice.
  const isSaidBelow = stopped?.command !== undefined && stopped.command === document.nextStep?.command;
  const nextStep = isSaidBelow ? null : document.nextStep;
  // What only warns stands in the way of nothing.
  const first = findings.find(({ severity }) => severity !== 'warning');
  const also = findings
    .filter((finding) => finding !== first)
    .flatMap((finding) => alsoLines(finding, style));
  const alsoBlock = also.length === 0 ? [] : labelled('Also', also, style.columns);
  if (first === undefined) {
    const todo = doLines(null, nextStep, style);
    // What stays is what stays after that.
    const ticket = todo.length === 0 ? [] : ticketLines(document, style);
    return [...(style.quiet ? [] : alsoBlock), ...todo, ...ticket];
  }
  if (style.quiet) {
    return [...labelled('First cause', [headline(first)], style.columns), ...doLines(first, nextStep, style)];
  }
  return [...causeBlock(first, { nextStep, contact, sandbox }, style), ...alsoBlock];
}

// Only the gateway can mend what its own answers show.
function ticketLines({ rows, contact, sandbox }: ProbeDocument, style: Style): string[] {
  const theirs = rows.some(
    (row) =>
      stateOf(row) === 'failed' &&
      row.findings.some(({ owner }) => owner === 'gateway' || owner === 'upstream'),
  );
  return theirs ? supportLines({ contact, sandbox }, style) : [];
}
