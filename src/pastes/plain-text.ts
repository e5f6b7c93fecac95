import { bareLines } from './bare-lines.ts';

/** A text without what people and terminals put around it; lines keep their numbers. */
export function plainText(text: string): string {
  return mendedIds(unquoted(bareLines(withoutColours(text))));
}

/** A text without colours and with one kind of line end; lines keep their numbers. */
export function withoutColours(text: string): string {
  return text
    .replace(ansi, (found) => (styles.test(found) ? '' : ' '))
    .replace(/\r\n?/g, '\n')
    .replace(/[\0\u200b\u2060\ufeff]/g, '')
    .replace(/\u00a0/g, ' ');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours and links of terminals begin with it.
const ansi = /\x1b(?:\[[0-?]{0,30}[ -/]{0,4}[@-~]|\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\)|[@-Z\\^_])/g;

/** Colours, links and the end of a line leave a word whole; what moves the place of writing does not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with it.
const styles = /^\x1b(?:\[[\d;:]*[mK]|\]|[=>\\()])/;

const gap = String.raw`\n[ \t│|]{0,12}`;
const brokenId = new RegExp(
  String.raw`(?<![\w-])(?:[\da-f][\da-f-]{1,35}${gap}[\da-f-]{1,35}|req_\w{1,24}${gap}\w{1,24})(?![\w-])`,
  'gi',
);
const wholeId = /^(?:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|req_\w{24})$/i;

/** A terminal breaks an id in two where its line ends. Both halves go onto the first line, and the lines keep their numbers. */
function mendedIds(text: string): string {
  return text.replace(brokenId, (found) => {
    const whole = found.replace(/[\s│|]+/g, '');
    return wholeId.test(whole) ? `${whole}\n` : found;
  });
}

const container = /^[\w.-]{1,60}\s{0,30} \| ?/gm;
const mail = /^(?:> ?){1,4}/gm;

/** Takes off what a mail or `docker compose logs` puts before each line, and makes the quotes of a word processor straight. */
function unquoted(text: string): string {
  const bare = /^[\w.-]{1,60}\s{0,30} \| {0,40}[\w'"}{[]/m.test(text) ? text.replace(container, '') : text;
  const isMail = /^(?:> ?){1,4}["{}]/m.test(bare) && !/^(?:> (?:GET|POST) |< )/m.test(bare);
  const plain = isMail ? bare.replace(mail, '') : bare;
  return /[{,]\s{0,9}[“”„][\w-]{1,60}[“”]/.test(plain) ? plain.replace(/[“”„]/g, '"') : plain;
}

/** Tells the line of a place, from 1. */
export function lineTeller(text: string): (at: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (at) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
