import type { CommandDocument, ReportDocument } from '../report/documents.ts';
import { cut, everyString, visible, visibleAscii } from './escape.ts';
import { json } from './json.ts';
import type { Renderer } from './kind.ts';
import type { Style } from './style.ts';
import { adviceLines, bannerOf, factRows, nameOf, otherRows, type TicketRow, textOf } from './ticket-rows.ts';

/** The limit of a Telegram message: https://core.telegram.org/method/messages.sendMessage */
const longestMessage = 4096;
const longestError = 900;

/** What a message can do without, the least important first. The facts, the advice and the addressee always stay. */
const spared = ['Also failed', 'Do', 'Meaning', 'Note', 'Tried', 'Environment', 'Gateway', 'Hidden', 'Retry'];

/** A ticket as one plain chat message. Only a ticket has this form; anything else is JSON. */
export const text: Renderer = (redacted, style) => {
  const encode = style.ascii ? visibleAscii : visible;
  const document: CommandDocument = everyString(redacted, encode);
  if (!('ticket' in document)) return json(redacted, style);
  const whole = messageOf(document, style, []);
  if (whole.length <= longestMessage) return whole;
  const shorter = spared.map((_, last) => messageOf(document, style, spared.slice(0, last + 1)));
  return (
    shorter.find(({ length }) => length <= longestMessage) ??
    `${cut(shorter.at(-1) ?? '', longestMessage - 50)}\n`
  );
};

function messageOf(document: ReportDocument, style: Style, left: readonly string[]): string {
  const banner = bannerOf(document);
  const rows = otherRows(document, style).filter(({ label }) => !left.includes(label));
  return [
    `Support ticket: ${nameOf(document)}`,
    ...(banner === undefined ? [] : [banner]),
    ...factRows(document, style).map((row) => cut(lineOf(row), longestError)),
    '',
    ...adviceLines(document),
    ...rows.map(lineOf),
    ...(left.length === 0 ? [] : ['(shortened to fit one message)']),
    '',
  ].join('\n');
}

function lineOf({ label, lines }: TicketRow): string {
  const texts = lines.map((parts) => parts.map(textOf).join(' '));
  const [first = '', ...rest] = texts;
  return rest.length === 0
    ? `${label}: ${first}`
    : [`${label}:`, ...texts.map((one) => `- ${one}`)].join('\n');
}
