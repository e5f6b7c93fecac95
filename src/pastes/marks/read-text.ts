import { type FailureMark, fact, type Mark } from '../mark.ts';
import type { PasteContext } from '../paste.ts';
import { blankedIn, type Hinted, holdsAny, matchesOf, type SoughtText, soughtText } from '../sought-text.ts';
import { answered, statusBefore } from './answer-bodies.ts';
import type { LiteralRecord } from './literal.ts';
import { blanked, literalsInText } from './literals-in-text.ts';
import { withoutPrivateParts } from './private-parts.ts';
import { withoutWritings } from './quoted-content.ts';
import { readFailures } from './read-failures.ts';
import { readHttpLines } from './read-http-lines.ts';
import { readRecord } from './read-record.ts';
import { readTimes } from './read-times.ts';
import { readWords } from './read-words.ts';

/** JSON in a text in JSON in a line of a log: no form goes deeper. */
const deepest = 4;

/** All sightings of a text, in their order. */
export function readText(text: string, context: PasteContext): readonly Mark[] {
  return withoutWritings(sightings(text, { context, depth: 0, known: new Map() }));
}

interface Reading {
  readonly context: PasteContext;
  readonly depth: number;
  /** What inner texts of one depth tell: a loop that fails writes the same ones thousands of times. */
  readonly known: Map<string, readonly Mark[]>;
}

function sightings(text: string, reading: Reading): readonly Mark[] {
  const { context, depth } = reading;
  const { records, rest } = literalsInText(text);
  const readInner = innerReader(reading);
  const opened = openedObjects(soughtText(rest));
  const open = withoutPrivateParts(opened.rest);
  const http = readHttpLines(open.rest, context);
  const marks: Mark[] = [];
  const add = (found: readonly Mark[]) => {
    for (const mark of found) marks.push(mark);
  };
  add(open.marks);
  add(http.marks);
  add(readTimes(http.rest, context));
  add(readFailures(http.rest));
  add(readWords(http.rest));
  add(streamLines(http.rest));
  for (const { at, text: inner } of opened.objects) add(readInner(inner, at, 'the escaped body'));
  for (const { record, end } of records) {
    if (depth === 0 && isLineOfItsOwn(text, record, end))
      marks.push({ kind: 'break', of: 'record', at: record.at });
    const inRecord = readRecord(record, { context, side: sideOf(record), within: '', depth: 0, readInner });
    add(statusBefore(text, record.at, inRecord));
    add(inRecord);
    if (depth === 0) add(answered(text, record, end));
  }
  // The sort is stable: breaks come first at their place.
  return marks.length < 2
    ? marks
    : marks.sort((one, other) => one.at - other.at || order(one) - order(other));
}

function innerReader({ context, depth, known }: Reading) {
  const inside: Reading = { context, depth: depth + 1, known: new Map() };
  return (text: string, at: number, from: string): readonly Mark[] => {
    if (depth >= deepest) return [];
    const before = known.get(text);
    const marks = before ?? sightings(text, inside);
    if (before === undefined) known.set(text, marks);
    return innerMarks(marks, at, from);
  };
}

/** A break comes before what it parts, and a failure before the facts that stand at its place. */
const order = ({ kind }: Mark) => (kind === 'break' ? 0 : kind === 'failure' ? 1 : 2);

/** What stands in a text of a field belongs to that field; its inner lines begin nothing new. */
function innerMarks(marks: readonly Mark[], at: number, from: string): readonly Mark[] {
  if (marks.length === 0) return marks;
  return marks.flatMap((mark): readonly Mark[] => {
    if (mark.kind === 'break') return [];
    return [
      mark.kind === 'fact'
        ? { ...mark, at, from, rank: mark.rank + (mark.from.startsWith('field') ? 0 : 1) }
        : mark.kind === 'failure'
          ? { ...withoutMention(mark), at }
          : { ...mark, at },
    ];
  });
}

/** Inside of an error even a sentence tells of it. */
function withoutMention({ mentioned: _, ...mark }: FailureMark): FailureMark {
  return mark;
}

/** A line of a log in JSON. */
function isLineOfItsOwn(text: string, record: LiteralRecord, end: number): boolean {
  const names = record.fields.map(([name]) => name.toLowerCase());
  if (!names.some((name) => /^(?:time|ts|timestamp|@timestamp|level|severity|msg|asctime)$/.test(name)))
    return false;
  const before = text.slice(Math.max(0, text.lastIndexOf('\n', record.at - 1) + 1), record.at);
  const after = text.slice(end, end + 2);
  if (/[[,]\s*$/.test(before)) return true;
  return before.length < 80 && !/error|exception/i.test(before) && /^\s*(?:\n|$)/.test(after);
}

function sideOf(record: LiteralRecord): 'request' | undefined {
  const names = new Set(record.fields.map(([name]) => name));
  const asks = names.has('messages') || names.has('prompt') || names.has('input') || names.has('max_tokens');
  return asks && names.has('model') && !names.has('error') && !names.has('id') ? 'request' : undefined;
}

const streamLine: Hinted = {
  hints: ['event:', 'data: '],
  pattern: /^(?:event: ?[a-z_.]{4,60}|data: )/gm,
};

function streamLines(sought: SoughtText): readonly Mark[] {
  const lines = [...matchesOf(sought, streamLine)];
  return lines.map(({ index }) => fact('stream', true, 'the events', index, 6));
}

interface OpenedObjects {
  readonly objects: readonly { readonly at: number; readonly text: string }[];
  readonly rest: SoughtText;
}

/** Objects that were written into a text and escaped there: `{\"error\":…}`, once or twice. */
function openedObjects(sought: SoughtText): OpenedObjects {
  const { text } = sought;
  if (!holdsAny(sought, ['\\'])) return { objects: [], rest: sought };
  const objects: { readonly at: number; readonly text: string }[] = [];
  const rest: string[] = [];
  let from = 0;
  const start = /\{(?:\\[nrt]|\s){0,4}(\\{1,7})["']/g;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const at = match.index;
    const slashes = match[1]?.length ?? 1;
    const end = endOfEscaped(text, at);
    let inner = text.slice(at, end);
    for (let level = slashes; level > 0; level = (level - 1) >> 1) inner = unescapedOnce(inner);
    objects.push({ at, text: inner });
    rest.push(text.slice(from, at), blanked(text.slice(at, end)));
    from = end;
    start.lastIndex = Math.max(end, at + 1);
  }
  return { objects, rest: blankedIn(sought, rest.length === 0 ? text : rest.join('') + text.slice(from)) };
}

/** Up to the quotation mark that ends the outer text, or the end of the line. */
function endOfEscaped(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== '\n' && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

function unescapedOnce(text: string): string {
  return text.replace(
    /\\(["'\\/nrt])/g,
    (_, character: string) => ({ n: '\n', r: '\r', t: '\t' })[character] ?? character,
  );
}
