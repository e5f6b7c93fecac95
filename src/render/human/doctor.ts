import type { DoctorDocument } from '../../report/documents.ts';
import type { Lines } from '../kind.ts';
import { labelled } from '../layout.ts';
import { type Style, symbolsOf } from '../style.ts';
import { checkRows } from './check-rows.ts';
import { alsoLines, causeBlock, doLines, headline } from './finding.ts';
import { header, originLines } from './header.ts';
import { callLines, noCallLines, totals, verdictLines } from './verdict.ts';

/** The chain of checks, then the verdict, its first cause and the one next command. */
export const doctor: Lines<DoctorDocument> = (document, style) => {
  if (style.quiet)
    return [
      ...verdictLines(document, style),
      ...noCallLines(document, style),
      ...callLines(document, style),
      ...shortCause(document, style),
    ];
  const rows = checkRows(document, style);
  return [
    ...header(document, style),
    '',
    ...(style.verbose ? [...originLines(document.endpoint, style), ''] : []),
    ...(rows.length === 0 ? [] : [...rows, '']),
    ...verdictLines(document, style),
    ...noCallLines(document, style),
    ...callLines(document, style),
    ...wholeCause(document, style),
    ...also(document, style),
    '',
    ...totals(document, style),
  ];
};

function wholeCause(document: DoctorDocument, style: Style): string[] {
  const { firstCause, nextStep, contact = [], sandbox } = document;
  const finding = firstCause?.finding ?? null;
  if (finding !== null) return ['', ...causeBlock(finding, { nextStep, contact, sandbox }, style)];
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

function also({ firstCause, results }: DoctorDocument, style: Style): string[] {
  // Several checks may meet the same answer; it is said once.
  const others = new Map(results.flatMap(({ findings }) => findings).map((finding) => [finding.id, finding]));
  others.delete(firstCause?.finding?.id ?? '');
  if (others.size === 0) return [];
  const { warn, unknown, fail } = symbolsOf(style);
  const symbol = { error: fail, warning: warn, hint: '-', unknown };
  const lines = [...others.values()].flatMap((finding) => {
    const [head, ...rest] = alsoLines(finding, style);
    return [`${symbol[finding.severity].trim()} ${head}`, ...rest];
  });
  return ['', ...labelled('Also', lines, style.columns)];
}
