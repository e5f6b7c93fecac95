import type { AnswerFacts } from '../../errors/answer.ts';
import { readAnswer } from '../../errors/read-answer.ts';
import { type FailureMark, fact, type Mark } from '../mark.ts';
import { type Hinted, matchesOf, type SoughtText } from '../sought-text.ts';
import { documentedWord, documentedWords } from './documented-words.ts';
import { failureSigns } from './failure-signs.ts';
import { isMention } from './mentions.ts';
import { withoutKeys } from './private-parts.ts';

const longestMessage = 600;

/** What exceptions and messages of clients tell of a failure; bodies and headers are read elsewhere. */
export function readFailures(sought: SoughtText): readonly Mark[] {
  const marks: Mark[] = [...pagesIn(sought), ...codesIn(sought)];
  for (const sign of failureSigns) {
    const { speaker, from, followsUp } = sign;
    for (const match of matchesOf(sought, sign)) {
      const { status, code, type, words } = match.groups ?? {};
      const said = messageOf(words);
      const answer: AnswerFacts = {
        ...(status === undefined ? {} : { status: Number(status) }),
        ...(code === undefined ? {} : { code }),
        ...(type === undefined ? {} : { type }),
        ...(said === undefined ? {} : { message: said }),
        body: type === undefined ? 'text' : 'api-error',
      };
      const isNotice = isRetryNotice(sought.text, match.index);
      // What stands above it, such as a banner, is of all attempts.
      if (isNotice)
        marks.push({ kind: 'break', of: 'record', at: sought.text.lastIndexOf('\n', match.index) + 1 });
      // What is sent on with a good status is no failure.
      if (status === undefined || Number(status) >= 400)
        marks.push({
          kind: 'failure',
          answer,
          speaker,
          from,
          at: match.index,
          ...(followsUp === undefined ? {} : { followsUp }),
          ...(isNotice ? { triesAgain: true as const } : {}),
        });
      if (status !== undefined) marks.push(fact('status', Number(status), from, match.index, 3));
    }
  }
  return marks;
}

/** Codex: `Reconnecting... 2/5 (stream disconnected …)`. */
function isRetryNotice(text: string, at: number): boolean {
  return /Reconnecting\.{3} ?\d{1,3}\/\d{1,3} ?\($/.test(text.slice(Math.max(0, at - 40), at));
}

/** The sentence, without the trailing parts that are facts of their own; undefined where only a body follows. */
export function messageOf(words: string | undefined): string | undefined {
  const said = withoutKeys(words ?? '')
    .replace(/\s{2,}[\s\S]*$/, '')
    .replace(/<(?:!doctype html|html)\b[\s\S]*$/i, '')
    .replace(/[\s,:–-]+$/, '')
    .trim();
  return said.length < 3 ? undefined : said.slice(0, longestMessage);
}

const codeField: Hinted = {
  hints: ['code', 'type'],
  pattern:
    /(?<![\w-])(?:error[_-]?)?(code|type)["']?\s?[=:]\s?["']?([a-z][a-z0-9]{1,30}(?:_[a-z0-9]{1,30}){1,6})\b/g,
};

/** Codes that a log names in its own words, and the status that stands right before one. */
function codesIn(sought: SoughtText): readonly Mark[] {
  const { text } = sought;
  const found = new Map<number, FailureMark>();
  const statuses: Mark[] = [];
  const named = (answer: AnswerFacts, at: number): FailureMark => ({
    kind: 'failure',
    answer,
    speaker: 'gateway',
    from: 'the words',
    at,
  });
  for (const { 0: word, index } of text.matchAll(documentedWords)) {
    const mark = named({ ...documentedWord(word), body: 'api-error' }, index);
    found.set(index, isMention(text, index, word.length) ? { ...mark, mentioned: true } : mark);
    const status = statusBefore.exec(text.slice(Math.max(0, index - 8), index))?.[1];
    if (status !== undefined) statuses.push(fact('status', Number(status), 'the words', index, 6));
  }
  for (const { 1: field, 2: word = '', index, 0: whole } of matchesOf(sought, codeField)) {
    const at = index + whole.length - word.length;
    found.set(
      at,
      named(field === 'code' ? { code: word, body: 'api-error' } : { type: word, body: 'api-error' }, at),
    );
  }
  return [...found.values(), ...statuses];
}

const statusBefore = /(?:^|[\s("'[])([45]\d\d)[\s(:–-]{1,3}$/;

/** A page needs a closer look; nobody pastes hundreds. */
const mostOfPages = 300;
const page: Hinted = { hints: ['<html', '<!doctype html'], pattern: /<(?:!doctype html|html)\b/gi };

/** Web pages in place of an answer: whoever made them stands on the way to the gateway. */
function pagesIn(sought: SoughtText): readonly Mark[] {
  const marks: Mark[] = [];
  for (const { index } of matchesOf(sought, page)) {
    const last = marks.at(-1);
    if (last !== undefined && index - last.at < 40) continue;
    if (marks.length > mostOfPages) break;
    const answer = readAnswer({ status: 400, headers: {}, body: sought.text.slice(index, index + 20_000) });
    if (answer.kind !== 'not-api') continue;
    const title = answer.pageTitle;
    const status = /(?<![\d.])([45]\d\d)(?![\d.])/.exec(title ?? '')?.[1];
    if (status !== undefined) marks.push(fact('status', Number(status), 'the title of the page', index, 6));
    marks.push({
      kind: 'failure',
      answer: { ...(title === undefined ? {} : { message: title }), body: 'html' },
      speaker: 'edge',
      from: 'the page',
      at: index,
    });
    marks.push({ kind: 'evidence', text: `html page${title === undefined ? '' : `: ${title}`}`, at: index });
  }
  return marks;
}
