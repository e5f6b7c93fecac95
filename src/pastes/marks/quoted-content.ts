import { dropped, type Mark } from '../mark.ts';

/** The words of an error without what a person or a model had written, and that. */
export interface Unquoted {
  readonly words: string;
  readonly writings: readonly string[];
}

const mayQuote = /content|messages?\b|input|prompt|text|parts|query|instructions|system|requestbody/i;

/**
 * Gateways repeat in a refusal what it is about: `Invalid 'messages[0].content': '…'`. The path stays, and the writing
 * behind it goes.
 */
export function withoutQuotedContent(words: string): Unquoted {
  if (!mayQuote.test(words)) return { words, writings: [] };
  const direct = without(words, writingsIn(words));
  const farther = without(direct.words, quotesBehindPath(direct.words));
  return { words: farther.words, writings: [...direct.writings, ...farther.writings] };
}

/** What errors repeat of a prompt or an answer is counted, once where several tell it, and not told. */
export function withoutWritings(marks: readonly Mark[]): readonly Mark[] {
  const counted = new Set<string>();
  return marks.flatMap((mark): Mark | readonly Mark[] => {
    if (mark.kind !== 'failure' || mark.answer.message === undefined) return mark;
    const { words, writings } = withoutQuotedContent(mark.answer.message);
    if (writings.length === 0) return mark;
    const others = writings.filter((writing) => !counted.has(writing));
    for (const writing of others) counted.add(writing);
    const shortened = { ...mark, answer: { ...mark.answer, message: words } };
    return [shortened, ...others.map(() => dropped('prompt', mark.at))];
  });
}

/** A stretch of the words, its quotation marks or brackets included. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

const named = 'messages|prompt|inputs?|contents?|query|instructions|requestBodyValues';
/** Names that stand for a writing only as a key or at the end of a path. */
const keyed = `${named}|text|system|arguments|parts`;
const value = String.raw`(?=[\[({"'\x60])`;

/** What comes before a writing: LiteLLM's `Received Messages=[`, a key of a dict in a sentence, the end of a path. */
const introduction = new RegExp(
  [
    String.raw`\binput_value ?= ?`,
    String.raw`\bparsing failed: Text: `,
    String.raw`\bmessage(?: ?= ?|s? passed in:? |: )(?=\{ ?["']role)`,
    String.raw`(?:\b(?:${named})|["'\x60](?:${keyed})|(?<=[.\]])(?:${keyed}))(?:\[\d{1,6}\]|\.\d{1,6}){0,3}["'\x60]?(?: ?[:=]| \(\w{1,40}\),) ?${value}`,
  ].join('|'),
  'gi',
);
const bareName = new RegExp(`^(?:${named}) ?:`, 'i');

function writingsIn(words: string): readonly Stretch[] {
  const found: Stretch[] = [];
  const search = new RegExp(introduction);
  for (let match = search.exec(words); match !== null; match = search.exec(words)) {
    const [intro] = match;
    const from = match.index + intro.length;
    const to = endOf(words, from, intro);
    const isPath = /[.\]\w'"`]/.test(words[match.index - 1] ?? '');
    // `Invalid input: "model" is required` names a parameter.
    const isName =
      bareName.test(intro) && !isPath && /^["'`][\w.[\]-]{1,60}["'`]$/.test(words.slice(from, to));
    if (to - from > 4 && !isName) found.push({ from, to });
    search.lastIndex = Math.max(to, from);
  }
  return found;
}

function endOf(words: string, from: number, intro: string): number {
  const end = /^input_value/i.test(intro)
    ? words.indexOf(', input_type=', from)
    : /^parsing/i.test(intro)
      ? words.slice(from).search(/\.?\s{1,3}Error message/) + from
      : undefined;
  if (end !== undefined) return end < from ? words.length : end;
  return /["'`]/.test(words[from] ?? '') ? endOfQuote(words, from) : endOfBracket(words, from);
}

/** `messages[0].content`, `contents[0].parts[0].text`, `'prompt'`; a bare word is no path. */
const contentPath =
  /\b[a-z]\w{0,40}(?:\[\d{1,6}\]|\.\w{1,40}){0,10}(?:\.(?:content|text|input|prompt|parts|system|arguments)|\[\d{1,6}\])(?![\w[])|["'`](?:messages|prompt|input|content|contents|instructions|system)["'`]/gi;

/** Sentences in quotation marks anywhere behind a path to a writing. Words for a program have no blanks. */
function quotesBehindPath(words: string): readonly Stretch[] {
  const path = [...words.matchAll(contentPath)].find(
    ([found]) => !/^(?:tools|functions|response_format|metadata)\b/.test(found),
  );
  if (path === undefined) return [];
  const found: Stretch[] = [];
  for (let from = path.index + path[0].length + 1; from < words.length; from += 1) {
    if (!/["'`]/.test(words[from] ?? '') || /\w/.test(words[from - 1] ?? '')) continue;
    const to = endOfQuote(words, from);
    const quoted = words.slice(from + 1, to - 1);
    if (/\S\s+\S/.test(quoted) && quoted.length > 7 && !quoted.startsWith('^')) found.push({ from, to });
    from = to - 1;
  }
  return found;
}

/** Behind the mark that closes it: people write the same mark inside, so those that follow must come in pairs. */
function endOfQuote(words: string, from: number): number {
  const mark = words[from];
  const marks: number[] = [];
  for (let at = from + 1; at < words.length; at += 1) {
    if (words[at] === '\\') at += 1;
    else if (words[at] === mark && !isInWord(words, at)) marks.push(at);
  }
  const closing = marks.find(
    (at, place) => (marks.length - 1 - place) % 2 === 0 && !/\w/.test(words[at + 1] ?? ''),
  );
  return closing === undefined ? words.length : closing + 1;
}

function isInWord(words: string, at: number): boolean {
  return /[\p{L}\d]/u.test(words[at - 1] ?? '') && /[\p{L}\d]/u.test(words[at + 1] ?? '');
}

/** Behind the bracket that closes it, or the end of words that were cut. */
function endOfBracket(words: string, from: number): number {
  let depth = 0;
  for (let at = from; at < words.length; at += 1) {
    const sign = words[at] ?? '';
    if ('[{('.includes(sign)) depth += 1;
    if (']})'.includes(sign)) depth -= 1;
    if (depth === 0) return at + 1;
    if (/["']/.test(sign) && !/\w/.test(words[at - 1] ?? '')) at = endOfText(words, at);
  }
  return words.length;
}

/** The mark that ends a text of an object; the last place where none does. */
function endOfText(words: string, from: number): number {
  for (let at = from + 1; at < words.length; at += 1) {
    if (words[at] === '\\') at += 1;
    else if (words[at] === words[from] && /^(?:\s*[,:}\])]|$)/.test(words.slice(at + 1, at + 8))) return at;
  }
  return words.length;
}

function without(words: string, stretches: readonly Stretch[]): Unquoted {
  const writings = stretches.map(({ from, to }) => words.slice(from, to));
  let kept = '';
  let from = 0;
  for (const stretch of stretches) {
    const mark = /["'`]/.exec(words[stretch.from] ?? '')?.[0] ?? '';
    kept += `${words.slice(from, stretch.from)}${mark}[…]${mark}`;
    from = stretch.to;
  }
  return { words: kept + words.slice(from), writings };
}
