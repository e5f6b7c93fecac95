import type { ReportDocument } from '../../report/documents.ts';
import type { Lines } from '../kind.ts';
import { labelled, usableColumns, wrap } from '../layout.ts';
import type { Style } from '../style.ts';
import { adviceLines, bannerOf, factRows, otherRows, type TicketRow } from '../ticket-rows.ts';

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

function rowLines({ label, lines }: TicketRow, style: Style): string[] {
  const texts = lines.map((parts) =>
    parts.map((part) => ('code' in part ? part.code : part.words)).join(' '),
  );
  return labelled(label, texts, style.columns);
}
