import type { AnswerFacts } from '../../errors/answer.ts';
import { isRecord } from '../../errors/read-answer.ts';
import { dropped, type FailureMark, fact, type Mark } from '../mark.ts';
import type { PasteContext } from '../paste.ts';
import { failureOf } from './failure-of-record.ts';
import { fieldFacts } from './field-facts.ts';
import { type Literal, type LiteralRecord, plainOf } from './literal.ts';
import { privacyOf } from './private-fields.ts';
import { longestWriting } from './private-parts.ts';
import type { Side } from './read-header.ts';
import { readHeaderList } from './read-header-list.ts';
import {
  browserOf,
  entryNumber,
  holdsAnswer,
  isEmpty,
  isEntry,
  isHarContent,
  isHarEntry,
  plainContent,
  textsOf,
} from './record-shapes.ts';
import { isReadAsError, readTranscript, roleOf } from './transcript-line.ts';

/** Where a reader of objects stands, and how it hands on what is written inside of a text. */
export interface RecordPlace {
  readonly context: PasteContext;
  readonly side: Side | undefined;
  readonly within: string;
  /** How deep, from 0. */
  readonly depth: number;
  readonly readInner: (text: string, at: number, from: string) => readonly Mark[];
}

const deepest = 14;

/** The facts of an object and of the objects in it, with at most one failure for each that stands for itself. */
export function readRecord(record: LiteralRecord, place: RecordPlace): readonly Mark[] {
  const marks = collect(record, place);
  const failures = marks.filter((mark) => mark.kind === 'failure');
  if (failures.length < 2 || marks.some((mark) => mark.kind === 'break')) return marks;
  const best = failures.toSorted((one, other) => exactness(other) - exactness(one))[0];
  return marks.flatMap((mark): Mark[] =>
    mark.kind !== 'failure' ? [mark] : mark === best ? [withType(mark, failures)] : [],
  );
}

/** The type of an error may stand in an inner copy of it. */
function withType(mark: FailureMark, copies: readonly FailureMark[]): FailureMark {
  const { code, type } = mark.answer;
  const inner = copies.find(({ answer }) => answer.code === code && answer.type !== undefined)?.answer.type;
  return type !== undefined || inner === undefined || code === undefined
    ? mark
    : { ...mark, answer: { ...mark.answer, type: inner } };
}

/** The outermost with a code, else the one with a type, else the one with words. */
function exactness({ answer, speaker }: FailureMark): number {
  const named = answer.code !== undefined ? 4 : answer.type !== undefined ? 2 : 0;
  return (
    named * (speaker === 'client' ? 0.5 : 1) +
    (answer.message === undefined ? 0 : 0.5) +
    (answer.body === 'text' ? 0 : 0.2)
  );
}

function collect(
  record: LiteralRecord,
  place: RecordPlace,
  plain: unknown = plainOf(record),
): readonly Mark[] {
  if (!isRecord(plain) || place.depth > deepest) return [];
  const own = failureOf(record, plain, place);
  const fields = record.fields.filter(([name]) => !isReadAsError(name, plain));
  const inner = fields.flatMap(([name, value]) => readField(name, value, plain, place));
  const sign = recordSigns.find(({ has }) => has.every((name) => Object.hasOwn(plain, name)));
  const client =
    sign?.client === undefined ? [] : [fact('client', sign.client, 'the form of the object', record.at, 3)];
  const words =
    record.words === undefined ? [] : place.readInner(record.words, record.at, `${place.within}the cause`);
  const all = [...client, ...readTranscript(record, plain, place), ...words, ...inner];
  if (own === undefined) return all;
  // What wraps an exact error says less than the error itself.
  const isWrapper =
    !isNamed(own.answer) && all.some((mark) => mark.kind === 'failure' && isNamed(mark.answer));
  return isWrapper ? all : [own, ...all];
}

function isNamed({ code, type }: AnswerFacts): boolean {
  return (code ?? type) !== undefined;
}

/** Fields that only one program writes beside each other. */
const recordSigns: readonly {
  readonly has: readonly string[];
  readonly client: string;
}[] = [{ has: ['modelId', 'providerId'], client: 'Cline' }];

const headerFields = new Set(['headers', 'responseheaders', 'requestheaders', 'reqheaders', 'resheaders']);
const requestSides = new Set([
  'request',
  'req',
  'requestbody',
  'requestbodyvalues',
  'postdata',
  'jsondata',
  'requestheaders',
  'reqheaders',
  'payload',
  'requestdata',
]);
const responseSides = new Set(['response', 'res', 'responsebody', 'responseheaders', 'resheaders', 'resp']);

function readField(
  name: string,
  value: Literal,
  plain: Record<string, unknown>,
  place: RecordPlace,
): readonly Mark[] {
  const key = name.toLowerCase().replace(/[-_ .@$]/g, '');
  const side = requestSides.has(key) ? 'request' : responseSides.has(key) ? 'response' : place.side;
  if (headerFields.has(key)) return readHeaderList(value, { ...place, side });
  if (value.kind === 'record' && isHarContent(key, value))
    return collect(plainContent(value), { ...place, side, depth: place.depth + 1 });
  const privacy = privacyOf(key, roleOf(plain));
  if (privacy !== undefined) {
    if (privacy === 'idle' || isEmpty(value)) return [];
    const writing = privacy === 'prompt' ? textsOf(value).slice(0, longestWriting) : undefined;
    return [
      dropped(privacy, value.at, writing),
      ...(holdsAnswer(value) ? [dropped('answer', value.at)] : []),
    ];
  }
  if (key === 'browser') return browserOf(value);
  if (value.kind === 'record') return collect(value, { ...place, side, depth: place.depth + 1 }, plain[name]);
  if (value.kind === 'list') return readList(value, { ...place, side });
  if (value.value === null) return [];
  return readPlain(name, key, value.value, value.at, { ...place, side });
}

function readPlain(
  name: string,
  key: string,
  value: string | number | boolean,
  at: number,
  place: RecordPlace,
): readonly Mark[] {
  const { side, context, within } = place;
  const label = `${within}${side === 'request' ? 'request ' : ''}field ${name}`;
  const reader = Object.hasOwn(fieldFacts, key) ? fieldFacts[key] : undefined;
  const marks = reader?.(value, { from: label, at, side, context }) ?? [];
  if (marks.length > 0 || typeof value !== 'string') {
    // A number as the code of an error is its status again.
    return key === 'code' && /^[45]\d\d$/.test(String(value))
      ? [fact('status', Number(value), label, at, 4)]
      : marks;
  }
  if (key === 'code' && /^[45]\d\d$/.test(value)) return [fact('status', Number(value), label, at, 4)];
  // A type is no sentence; the error that it names is read as a whole.
  if (key === 'type' || key === 'code' || key === 'name' || value.length < 8) return [];
  return place.readInner(value, at, label);
}

function readList(list: Extract<Literal, { kind: 'list' }>, place: RecordPlace): readonly Mark[] {
  const many = list.items.filter(isEntry).length > 1;
  return list.items.flatMap((item, index): readonly Mark[] => {
    const within = isHarEntry(item) ? `HAR entry ${entryNumber(item, index)}, ` : place.within;
    const next = { ...place, within, depth: place.depth + 1 };
    if (item.kind === 'record') {
      const marks = many ? readRecord(item, next) : collect(item, next);
      return many ? [{ kind: 'break', of: 'record', at: item.at }, ...marks] : marks;
    }
    if (item.kind === 'list') return readList(item, next);
    return item.kind === 'text' && item.value.length > 8
      ? place.readInner(item.value, item.at, `${within}field`)
      : [];
  });
}
