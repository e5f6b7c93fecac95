import { fact, type Mark } from '../mark.ts';
import { type LiteralRecord, plainOf } from './literal.ts';

/** What is counted or measured. */
const notAStatus =
  /\b(?:took|in|after|port|size|length|bytes|line|pid|id|count|tokens|ms)[^\S\n]\d{3}\D{0,4}$/i;

/** A status that stands alone before a body: `502 {"error":…}`. Before an object without an error only a good one counts. */
export function statusBefore(text: string, at: number, inRecord: readonly Mark[]): readonly Mark[] {
  const before = /(?:^|[\s("'[])([245]\d\d)(?:[^\S\n]?[-–:,])?[^\S\n]{0,2}$/.exec(
    text.slice(Math.max(0, at - 12), at),
  );
  if (before === null || notAStatus.test(text.slice(Math.max(0, at - 24), at))) return [];
  const status = Number(before[1]);
  const failed = inRecord.some(({ kind }) => kind === 'failure');
  return failed === status >= 400 ? [fact('status', status, 'the words', at, 4)] : [];
}

/** What a call that succeeded answered: nothing of an error is left to tell. */
function isWholeAnswer(record: LiteralRecord): boolean {
  const plain = plainOf(record) as Readonly<Record<string, unknown>>;
  if (plain.error !== undefined && plain.error !== null) return false;
  const { object, type, status } = plain;
  if (object === 'response') return status === 'completed';
  if (type === 'message') return plain.stop_reason !== undefined && plain.content !== undefined;
  return object === 'list' || object === 'chat.completion' || Array.isArray(plain.choices);
}

/** Of a stream this is one part, and an error may follow. */
function isEvent(text: string, at: number): boolean {
  return /\bdata: ?$/.test(text.slice(Math.max(0, at - 8), at));
}

/** Parts a body that a model's answer is from what stands around it, so that its id and model stay its own. */
export function answered(text: string, record: LiteralRecord, end: number): readonly Mark[] {
  const { at } = record;
  if (!isWholeAnswer(record) || isEvent(text, at)) return [];
  return [
    { kind: 'break', of: 'answer', at },
    fact('status', 200, 'a whole answer', at, 9),
    { kind: 'break', of: 'record', at: end },
  ];
}
