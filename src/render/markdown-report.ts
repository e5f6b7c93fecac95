import type { ReportDocument } from '../report/documents.ts';
import { asCode, inMarkdown } from './escape-markdown.ts';
import type { Lines } from './kind.ts';
import {
  adviceLines,
  bannerOf,
  factRows,
  nameOf,
  otherRows,
  type TicketPart,
  type TicketRow,
  textOf,
} from './ticket-rows.ts';

/** A ticket for an issue or a mail: whatever came from outside stands inside code. */
export const report: Lines<ReportDocument> = (document, style) => {
  const banner = bannerOf(document);
  return [
    `## Support ticket: ${inMarkdown(nameOf(document))}`,
    '',
    ...(banner === undefined ? [] : [`**${inMarkdown(banner)}**`, '']),
    ...factRows(document, style).flatMap(listItem),
    '',
    ...adviceLines(document).flatMap((line) => [inMarkdown(line), '']),
    ...otherRows(document, style).flatMap(listItem),
  ];
};

function listItem({ label, lines }: TicketRow): readonly string[] {
  const texts = lines.map((parts) => parts.map(partInMarkdown).join(' '));
  const [first = '', ...rest] = texts;
  if (rest.length === 0) return [`- **${inMarkdown(label)}**: ${first}`];
  return [`- **${inMarkdown(label)}**:`, ...texts.map((text) => `  - ${text}`)];
}

function partInMarkdown(part: TicketPart): string {
  return 'words' in part ? inMarkdown(part.words) : asCode(textOf(part));
}
