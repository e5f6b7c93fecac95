import type { ExplainDocument, ExplainMatch } from '../../report/documents.ts';
import { cut } from '../escape.ts';
import type { Lines } from '../kind.ts';
import { bodyWidth, displayWidth, type Line, labelled, pad, usableColumns, wrap } from '../layout.ts';
import { asStarted, type Style, symbolsOf } from '../style.ts';
import { table } from '../table.ts';
import { type FixWords, fixWords } from './fix.ts';
import { retryWords, unstopped, whoActs } from './words.ts';

/** Meaning, who acts, whether to retry, what to do; several matches are told apart in words. */
export const explain: Lines<ExplainDocument> = (document, style) => {
  const { matches, note } = document;
  const above = note === undefined ? [] : [...wrap(note, usableColumns(style.columns)), ''];
  const [first, ...others] = matches;
  if (first === undefined) return [...above, ...nothing(document, style)];
  if (first.confidence === 'ambiguous' && others.length > 0) return [...above, ...candidates(matches, style)];
  return [
    ...above,
    ...(first.confidence === 'exact'
      ? []
      : [
          `Not certain: this is the ${first.confidence === 'likely' ? 'likeliest' : 'only possible'} match.`,
          '',
        ]),
    ...entry(first, style),
    ...(others.length === 0 ? [] : ['', ...labelled('Also', names(others, style), style.columns)]),
  ];
};

function entry(match: ExplainMatch, style: Style): string[] {
  const row = (label: string, lines: readonly Line[]) =>
    lines.length === 0 ? [] : labelled(label, lines, style.columns);
  const title = `${style.paint.bold(match.code)} ${symbolsOf(style).dot} ${match.provider}`;
  const retry = `${retryWords[match.retry]}${match.retryNote === undefined ? '' : `: ${match.retryNote}`}`;
  return [
    title,
    ...(match.title === match.summary
      ? []
      : wrap(`${unstopped(match.title)}.`, usableColumns(style.columns))),
    ...wrap(cut(match.summary, 600), usableColumns(style.columns)),
    '',
    ...row('Who acts', [whoActs[match.owner]]),
    ...row('Retry', [retry]),
    ...row('Likely', match.causes),
    ...row(
      'Do',
      numbered(
        match.fixes.map((fix) => fixWords(fix, style)),
        style,
      ),
    ),
    ...row('Check', match.verify === '' ? [] : [{ whole: asStarted(match.verify, style) }]),
    ...row('Support', match.contact.length === 0 ? [] : [match.contact.join(', or ')]),
    ...row('request_id', match.requestId === undefined ? [] : [cut(match.requestId, 80)]),
    ...row(
      'Source',
      match.docs === undefined ? [] : [match.docs.replace(/^https:\/\//, '').replace(/\/$/, '')],
    ),
  ];
}

/** One action as it is; several with numbers, and what to copy aligned where it fits. */
function numbered(fixes: readonly FixWords[], style: Style): Line[] {
  const texts = fixes.map(({ text }, place) => (fixes.length === 1 ? text : `${place + 1}. ${text}`));
  const copied = texts.filter((_, place) => fixes[place]?.copy !== undefined);
  const width = copied.reduce((widest, text) => Math.max(widest, displayWidth(text)), 0);
  return fixes.flatMap(({ copy }, place) => {
    const text = texts[place] ?? '';
    if (copy === undefined) return [text];
    const line = `${pad(text, width)}   ${copy}`;
    const indent = fixes.length === 1 ? '' : '   ';
    const fits = displayWidth(line) <= bodyWidth(style.columns);
    return fits ? [{ whole: line }] : [`${unstopped(text)}:`, { whole: indent + copy }];
  });
}

function candidates(matches: readonly ExplainMatch[], style: Style): string[] {
  const [{ code: example = '' } = {}] = matches;
  const more = matches.map((match) => [match.code, match.title, whoActs[match.owner]]);
  return [
    `This can be one of ${matches.length}, and nothing in it says which:`,
    '',
    ...table(['code', 'meaning', 'who acts'], more, style.columns),
    '',
    ...labelled(
      'Do',
      [
        'look for the code in the answer and explain it, for example:',
        { whole: asStarted(`nexus explain ${example}`, style) },
      ],
      style.columns,
    ),
  ];
}

function names(matches: readonly ExplainMatch[], style: Style): string[] {
  const { dot } = symbolsOf(style);
  const why = { exact: '', likely: ' (likely)', ambiguous: ' (possible)' };
  return matches.map(({ id, title, confidence }) => `${id} ${dot} ${title}${why[confidence]}`);
}

function nothing({ input, nearest }: ExplainDocument, style: Style): string[] {
  return [
    input.text === ''
      ? 'Nothing in the catalogue matches this text.'
      : `Nothing in the catalogue matches "${cut(input.text, 120)}".`,
    ...(nearest.length === 0 ? [] : labelled('Nearest', [nearest.join(', ')], style.columns)),
    ...labelled('Do', [`see every entry:  ${asStarted('nexus explain --list', style)}`], style.columns),
  ];
}
