import { type FactMark, fact, type Mark } from '../mark.ts';
import { type Hinted, matchesOf, type SoughtText } from '../sought-text.ts';
import { clientSigns, named } from './client-signs.ts';
import { codeCalls } from './code-calls.ts';
import { targetOf } from './endpoint-of.ts';
import { factWords, isModel } from './fact-words.ts';
import { looksLikeKey } from './private-parts.ts';
import { isId } from './read-header.ts';
import { secondsIn, waitInWords } from './read-wait.ts';

/** Facts that stand in plain words, wherever they stand. */
export function readWords(sought: SoughtText): readonly Mark[] {
  const marks: Mark[] = [];
  const settings = new Set<number>();
  for (const row of factWords) {
    for (const match of matchesOf(sought, row)) {
      const word = match[1]?.replace(/[.,:;]+$/, '') ?? '';
      const isSetting = row.from !== undefined;
      const end = isSetting || (row.fact === 'model' && settings.size > 0) ? lineEnd(sought, match) : -1;
      if (isSetting) settings.add(end);
      // A line that sets something is read as nothing else.
      else if (settings.has(end)) continue;
      const mark = markOf(row.fact, word, match.index, row.rank);
      if (mark !== undefined) marks.push(row.from === undefined ? mark : { ...mark, from: row.from });
    }
  }
  for (const sign of clientSigns) {
    // A sign in every line of a log says no more than the first ones; the version may come late.
    let seen = 0;
    for (const match of matchesOf(sought, sign)) {
      const { name, rank } = sign;
      marks.push(fact('client', named(name, match), 'the form of the text', match.index, rank));
      seen += 1;
      if (seen === mostOfASign) break;
    }
  }
  for (const match of matchesOf(sought, waits)) {
    const seconds = secondsIn(match[1] ?? '', 's');
    if (seconds !== undefined) marks.push(fact('retryAfterSeconds', seconds, 'the words', match.index, 7));
  }
  for (const mark of addressesIn(sought)) marks.push(mark);
  for (const mark of codeCalls(sought)) marks.push(mark);
  return marks;
}

function lineEnd({ text }: SoughtText, { 0: found, index }: RegExpExecArray): number {
  const end = text.indexOf('\n', index + found.length);
  return end === -1 ? text.length : end;
}

const waits: Hinted = { hints: ['try', 'wait'], pattern: waitInWords };
const mostOfASign = 2000;

function markOf(name: string, word: string, at: number, rank: number): FactMark | undefined {
  switch (name) {
    case 'requestId':
    case 'clientRequestId':
      return /\d/.test(word) && isId(word) ? fact(name, word, 'the words', at, rank) : undefined;
    case 'model':
      return isModel(word) && !looksLikeKey(word) ? fact('model', word, 'the words', at, rank) : undefined;
    case 'status':
      return fact('status', Number(word), 'the words', at, rank);
    case 'stream':
      return fact('stream', word.toLowerCase() !== 'false', 'the words', at, rank);
    case 'retryAfterSeconds':
      return fact('retryAfterSeconds', Number(word), 'the words', at, rank);
    case 'method':
      return fact('method', word.toUpperCase(), 'the words', at, rank);
    case 'endpoint': {
      const target = targetOf(word);
      return target && fact('endpoint', target.path, 'the words', at, rank);
    }
    case 'host':
      return fact('host', word.toLowerCase(), 'the words', at, rank);
    default:
      return undefined;
  }
}

const address: Hinted = {
  hints: ['http://', 'https://', 'get /', 'post /'],
  pattern:
    /(?:(?<![\w])(GET|POST)[ (:]{1,2}["']?)?(https?:\/\/[^\s"'<>()`\\\]]{4,600}|(?<=(?:GET|POST) )\/[^\s"'<>()`\\\]]{2,300})/g,
};
const wrongPlaces = /(?:^|[/.])(?:github\.com|docs\.[\w.-]+|platform\.\w+\.com|help\.\w+\.com)(?:\/|$)/;

/** Requests of model APIs; the addresses of documents and packages are none. */
function addressesIn(sought: SoughtText): readonly Mark[] {
  const marks: Mark[] = [];
  for (const { 1: method, 2: found = '', index } of matchesOf(sought, address)) {
    const target = wrongPlaces.test(found.slice(0, 120)) ? undefined : targetOf(found);
    if (target === undefined) continue;
    marks.push(...marksOfTarget(target, method, 'the address', index, 5));
  }
  return marks;
}

/** Path, method and host as marks of one place. */
export function marksOfTarget(
  { path, host }: { readonly path: string; readonly host?: string },
  method: string | undefined,
  from: string,
  at: number,
  rank: number,
): readonly Mark[] {
  return [
    fact('endpoint', path, from, at, rank),
    ...(method === undefined ? [] : [fact('method', method.toUpperCase(), from, at, rank)]),
    ...(host === undefined ? [] : [fact('host', host, from, at, rank)]),
  ];
}
