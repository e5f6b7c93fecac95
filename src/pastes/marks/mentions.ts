import type { FailureMark, Mark } from '../mark.ts';

/** How a program leads up to the name of an error: a field, an exception, the level of a log. */
const leadsUp = [
  /(?:^|[\s("'[{,])(?:\w*error|\w*exception|err|code|type|reason|failed|failure)["']?(?: code)?\s{0,3}[:=]\s{0,3}["'([]{0,3}$/i,
  /^[\s>|⎿●■✗×*-]*(?:(?:api|http|error|status|code|request|failed|unexpected)[\s:=(]{1,3}){0,4}[45]\d\d[\s:,({–-]{1,4}["']?$/i,
  /^(?:[^\s"]{1,60}\s{1,4}){0,6}\[?(?:ERROR|ERR|WARN|WARNING|FATAL|CRITICAL)\b|\blevel["']?[=:]\s?["']?(?:error|warn|fatal)/,
];

const longestLead = 300;

/** Whether an error is named in the middle of a sentence, as people do; a program names it after a sign, or alone. */
export function isMention(text: string, at: number, length: number): boolean {
  const lead = text.slice(Math.max(0, at - longestLead), at);
  const head = lead.slice(lead.lastIndexOf('\n') + 1);
  const behind = text.slice(at + length, at + length + 40);
  const isAlone = /^[\s>|"'`*([-]*$/.test(head) && /^["'`*)\].:,]{0,3}[ \t]*(?:\n|$|[:({])/.test(behind);
  return !isAlone && !leadsUp.some((pattern) => pattern.test(head));
}

/**
 * The sightings without the errors that only a sentence names, where the text shows others. What stands beside such a
 * name goes with it, unless an error that is shown has the same name.
 */
export function withoutMentions(marks: readonly Mark[], lineOf: (at: number) => number): readonly Mark[] {
  const mentions = marks.filter(isMentioned);
  const shown = marks.filter(isShown);
  if (mentions.length === 0 || shown.length === 0) return marks;
  const names = new Set(shown.flatMap((mark) => (mark.kind === 'failure' ? namesOf(mark) : [])));
  const shownLines = new Map<number, 'in a body' | 'in words'>();
  for (const mark of shown) {
    const line = lineOf(mark.at);
    const isBody = mark.kind === 'failure' && mark.answer.body === 'api-error';
    if (isBody || !shownLines.has(line)) shownLines.set(line, isBody ? 'in a body' : 'in words');
  }
  const left = new Set<Mark>();
  const leftLines = new Set<number>();
  for (const mention of mentions) {
    const line = lineOf(mention.at);
    const place = shownLines.get(line);
    if (place === 'in words') continue;
    left.add(mention);
    if (place === undefined && !namesOf(mention).some((name) => names.has(name))) leftLines.add(line);
  }
  const failedLines = new Set(shown.flatMap((mark) => (mark.kind === 'failure' ? [lineOf(mark.at)] : [])));
  const alone = new Set(mentions.map(({ at }) => lineOf(at)).filter((line) => !failedLines.has(line)));
  return partedLines(marks, alone, lineOf).filter((mark) => {
    const isBeside = mark.kind === 'fact' && mark.fact !== 'client' && leftLines.has(lineOf(mark.at));
    return !left.has(mark) && !isBeside;
  });
}

/** A sentence with a status in it is an error of its own: what stands above and below tells of others. */
function partedLines(
  marks: readonly Mark[],
  lines: ReadonlySet<number>,
  lineOf: (at: number) => number,
): readonly Mark[] {
  let isInside = false;
  return marks.flatMap((mark): readonly Mark[] => {
    const wasInside = isInside;
    isInside = lines.has(lineOf(mark.at));
    return isInside === wasInside ? [mark] : [{ kind: 'break', of: 'record', at: mark.at }, mark];
  });
}

function isMentioned(mark: Mark): mark is FailureMark {
  return mark.kind === 'failure' && mark.mentioned === true;
}

/** A failure that stands there itself, or a bad status that is no number in a sentence. */
function isShown(mark: Mark): boolean {
  if (mark.kind === 'failure') return mark.mentioned !== true;
  return mark.kind === 'fact' && mark.fact === 'status' && mark.value >= 400 && mark.rank <= 5;
}

function namesOf({ answer: { code, type, message } }: FailureMark): readonly string[] {
  return [code, type, message].filter((name) => name !== undefined);
}
