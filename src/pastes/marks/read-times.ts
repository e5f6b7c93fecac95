import { type FactMark, fact, type Mark } from '../mark.ts';
import type { PasteContext } from '../paste.ts';
import { type Hinted, matchesOf, type SoughtText } from '../sought-text.ts';
import { momentForms } from '../time/time-forms.ts';
import { hasClock, type Moment, momentOf, pastMoment, readMoment } from '../time/when.ts';

/** What may stand between the beginning of a log line and its time: a container, a level, a bracket, an address. */
const before =
  /^[\s[("|<>]{0,12}(?:[\w.@-]{1,60}\s{1,4}\|\s{0,4})?(?:<\d{1,3}>\d? ?)?(?:[\d.:a-f]{3,45} \S{1,40} \S{1,60} \[)?(?:(?:time|ts|timestamp|t|@timestamp)["']?[=:]["'\s]{0,2})?(?:\[?[A-Za-z]{1,12}[\]:]?\s{0,4}(?:\d{1,9} {1,4}- |[[|])?)?(?:(?:time|ts|timestamp)=["']?)?$/;
const notThen =
  /(?:reset\w*|expires?|until|after|before|modified|valid|since|start|renew\w*|refresh\w*)(?: date| at| on)?["']?[\s:=]{0,4}["']?(?:[A-Z][a-z]{2}, )?$/i;
const longestLead = 120;
const levelLine = /^(?:\[?(?:INFO|DEBUG|WARNING|WARN|ERROR|CRITICAL|FATAL|TRACE)\]?)(?=[:\s|])/gm;
const epochLine = /^\[?(\d{13}|\d{10}(?:\.\d{1,9})?)\]?(?=[\s|])/gm;
const epoch: Hinted = {
  hints: ['ts', 'time'],
  pattern: /(?<![\w])(?:ts|time|timestamp)["']?[=:]\s?["']?(\d{13}|\d{10}(?:\.\d{1,9})?)(?!\d)/g,
};

/** Origins of a time that is only near the moment of the failure. */
export const vagueWords = 'the words, which say about when';
export const aloneWords = 'a line with nothing but a time';

const isVague = /\b(?:around|about|sekitar)\b|около|примерно|где-то|~/i;

const forms = Object.values(momentForms);

/** Moments of a text. One that begins a line begins a record of a log. */
export function readTimes(sought: SoughtText, context: PasteContext): readonly Mark[] {
  const { text } = sought;
  const marks: Mark[] = [];
  for (const pattern of hasClock.test(text) ? forms : []) {
    for (const match of text.matchAll(pattern)) {
      const { index } = match;
      // A long line is no log line with its time at the end: only what stands near is looked at.
      const near = text.slice(Math.max(0, index - longestLead), index);
      const lead = near.slice(near.lastIndexOf('\n') + 1);
      const moment = notThen.test(lead) ? undefined : momentOf(match, context);
      if (moment === undefined) continue;
      const begins = lead.length < longestLead && before.test(lead);
      // Nothing on the line happened then: it is what `date` prints, or the heading of a chat.
      const behind = text.slice(index + match[0].length, index + match[0].length + 20);
      const isAlone = /^[ \t]*(?:\p{L}{2,3}[.,]? {1,3})?$/u.test(lead) && /^[ \t]*(?:\n|$)/.test(behind);
      if (begins) marks.push({ kind: 'break', of: 'record', at: index - lead.length });
      marks.push(
        timeMark(
          pastMoment(moment, context),
          isVague.test(match[0])
            ? vagueWords
            : isAlone
              ? aloneWords
              : begins
                ? 'the time of the line'
                : 'the words',
          index,
          begins && !isAlone ? 3 : 8,
        ),
      );
    }
  }
  for (const { 1: value = '', index } of text.matchAll(epochLine)) {
    const moment = readMoment(value, context);
    if (moment === undefined) continue;
    marks.push(
      { kind: 'break', of: 'record', at: index },
      timeMark(moment, 'the time of the line', index, 3),
    );
  }
  for (const { index } of text.matchAll(levelLine)) marks.push({ kind: 'break', of: 'record', at: index });
  for (const { 1: value = '', index } of matchesOf(sought, epoch)) {
    const moment = readMoment(value, context);
    if (moment !== undefined) marks.push(timeMark(moment, 'the words', index, 4));
  }
  return marks;
}

/** A moment as a fact; one without a zone is kept apart from one that states it, and so is one that is not clear. */
export function timeMark(moment: Moment, from: string, at: number, rank: number): FactMark {
  const { ms } = moment;
  if (moment.zone === 'assumed-local') return fact('localTimeMs', ms, from, at, rank);
  if (moment.zone === 'unclear') {
    const { words, reason } = moment;
    return fact('unclearTime', { words, reason, nearMs: ms }, from, at, rank);
  }
  const { writer } = moment;
  return fact('timeMs', ms, writer === undefined ? from : `${from}, in UTC as ${writer} writes it`, at, rank);
}
