import type { ReportDocument } from '../../report/documents.ts';
import type { Lines } from '../kind.ts';
import { bodyWidth, displayWidth, type Line, labelled, usableColumns, wrap } from '../layout.ts';
import type { Style } from '../style.ts';
import {
  adviceLines,
  bannerOf,
  factRows,
  otherRows,
  type TicketPart,
  type TicketRow,
  textOf,
} from '../ticket-rows.ts';

/** The five facts, whose move it is, and whom to send them to. */
export const report: Lines<ReportDocument> = (document, style) => {
  const banner = bannerOf(document);
  const wrapped = (text: string) => wrap(text, usableColumns(style.columns));
  const rows = otherRows(document, style);
  return [
    ...(banner === undefined ? [] : [...wrapped(banner).map((line) => style.paint.yellow(line)), '']),
    ...factRows(document, style).flatMap((row) => rowLines(row, style)),
    '',
    ...adviceLines(document).flatMap(wrapped),
    ...(style.quiet ? rows.slice(-1) : rows).flatMap((row) => rowLines(row, style)),
  ];
};

function rowLines({ label, lines, areSteps }: TicketRow, style: Style): string[] {
  const shown = areSteps && lines.length > 1 ? lines.map(numbered) : lines;
  return labelled(
    label,
    shown.flatMap((parts) => linesOf(parts, style)),
    style.columns,
  );
}

const numbered = (parts: readonly TicketPart[], place: number): readonly TicketPart[] => [
  { words: `${place + 1}.` },
  ...parts,
];

/** One line, and what is to be copied in one of its own where it does not fit beside its words. */
function linesOf(parts: readonly TicketPart[], style: Style): readonly Line[] {
  const whole = parts.map(textOf).join(' ');
  const copied = parts.find((part) => 'copy' in part);
  if (copied === undefined) return [whole];
  if (displayWidth(whole) <= bodyWidth(style.columns)) return [{ whole }];
  const words = parts.filter((part) => part !== copied).map(textOf);
  return [words.join(' '), { whole: `  ${textOf(copied)}` }];
}
