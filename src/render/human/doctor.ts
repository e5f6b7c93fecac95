import type { CheckDocument, DoctorDocument, FindingDocument } from '../../report/documents.ts';
import type { Lines } from '../kind.ts';
import { labelled } from '../layout.ts';
import { type Style, symbolsOf } from '../style.ts';
import { checkRows } from './check-rows.ts';
import { alsoLines, causeBlock, doLines, headline } from './finding.ts';
import { header, originLines } from './header.ts';
import { totals, verdictLines } from './verdict.ts';

/** The chain of checks, then the verdict, its first cause and the one next command. */
export const doctor: Lines<DoctorDocument> = (document, style) => {
  if (style.quiet) return [...verdictLines(document, style), ...shortCause(document, style)];
  return [
    ...header(document, style),
    '',
    ...(style.verbose ? [...originLines(document.endpoint, style), ''] : []),
    ...checkRows(document, style),
    '',
    ...verdictLines(document, style),
    ...wholeCause(document, style),
    ...also(document, style),
    '',
    ...totals(document, style),
  ];
};

function wholeCause(document: DoctorDocument, style: Style): string[] {
  const { firstCause, nextStep, contact = [] } = document;
  const finding = firstCause?.finding ?? null;
  if (finding !== null) return ['', ...causeBlock(finding, { nextStep, contact }, style)];
  const lines = shortCause(document, style);
  return lines.length === 0 ? [] : ['', ...lines];
}

function shortCause(document: DoctorDocument, style: Style): string[] {
  const cause = causeInWords(document);
  const finding = document.firstCause?.finding ?? null;
  return [
    ...(cause === undefined ? [] : labelled('First cause', [cause], style.columns)),
    ...doLines(finding, document.nextStep, style),
  ];
}

function causeInWords({ firstCause, results }: DoctorDocument): string | undefined {
  if (firstCause === null) return undefined;
  if (firstCause.finding !== null) return headline(firstCause.finding);
  const title = results.find(({ id }) => id === firstCause.check)?.title ?? firstCause.check;
  return `no answer from the check "${title}"`;
}

function also(document: DoctorDocument, style: Style): string[] {
  const first = document.firstCause;
  const findings = document.results.flatMap((result) =>
    result.findings.filter((finding) => !isFirst(finding, result, first)),
  );
  if (findings.length === 0) return [];
  const { warn, unknown, fail } = symbolsOf(style);
  const symbol = { error: fail, warning: warn, hint: '-', unknown };
  const lines = findings.flatMap((finding) => {
    const [head, ...rest] = alsoLines(finding, style);
    return [`${symbol[finding.severity].trim()} ${String(head)}`, ...rest];
  });
  return ['', ...labelled('Also', lines, style.columns)];
}

function isFirst(
  finding: FindingDocument,
  { id }: CheckDocument,
  first: DoctorDocument['firstCause'],
): boolean {
  return first?.finding?.id === finding.id && first.check === id;
}
