import { type Mark, nearMsOf } from './mark.ts';
import { readText } from './marks/read-text.ts';
import { readTimes } from './marks/read-times.ts';
import type { PasteContext } from './paste.ts';
import { soughtText } from './sought-text.ts';

/** Large enough for what tells of one error, small enough that a long log is not read for what nobody is shown. */
const sectionLength = 65_536;
/** A section shows its time at its beginning or its end. */
const sampleLength = 2048;
/** Errors that differ; joined ones are fewer, and there must be more of them than an answer holds. */
const enough = 90;

/** Workers that write into one log are not always in step. */
const outOfOrderMs = 60_000;

interface Section {
  readonly start: number;
  readonly end: number;
}

/**
 * The sightings of a text. A long log with many errors is read from its newest section on, until there are enough; its
 * first lines tell the program all the same.
 */
export function readNewest(text: string, context: PasteContext): readonly Mark[] {
  const sections = sectionsOf(text);
  if (sections.length < 3) return readText(text, context);
  const read = new Map<Section, readonly Mark[]>();
  const told: { readonly oldestMs: number; readonly names: ReadonlySet<string> }[] = [];
  const order = newestFirst(sections, text, context);
  for (const [turn, { section, oldestMs }] of order.entries()) {
    const marks = readText(text.slice(section.start, section.end), context);
    read.set(section, movedBy(section.start, marks));
    told.push({ oldestMs, names: new Set(marks.flatMap(errorNameOf)) });
    // What may be older than the newest of the next section does not count yet.
    const nextMs = order[turn + 1]?.newestMs ?? Number.NEGATIVE_INFINITY;
    const sure = told.filter((one) => one.oldestMs >= nextMs - outOfOrderMs);
    if (sure.reduce((sum, { names }) => sum + names.size, 0) >= enough) break;
  }
  return [
    ...clientsAbove(sections[0], text, read, context),
    ...sections.flatMap((one) => read.get(one) ?? []),
  ];
}

/** Cut where a line begins that goes on with nothing above it; an object over several lines stays whole. */
function sectionsOf(text: string): readonly Section[] {
  const sections: Section[] = [];
  const lineOfItsOwn = /\n(?=[\w[<"]|\{")/g;
  for (let start = 0; start < text.length; ) {
    lineOfItsOwn.lastIndex = start + sectionLength;
    const end = (lineOfItsOwn.exec(text)?.index ?? text.length - 1) + 1;
    sections.push({ start, end });
    start = end;
  }
  return sections;
}

interface TimedSection {
  readonly section: Section;
  readonly newestMs: number;
  readonly oldestMs: number;
}

/** Most logs end with their newest lines, some begin with them, and of several in one text any may be the newest. */
function newestFirst(
  sections: readonly Section[],
  text: string,
  context: PasteContext,
): readonly TimedSection[] {
  let newestMs = Number.NEGATIVE_INFINITY;
  let oldestMs = Number.NEGATIVE_INFINITY;
  const timed = sections.map((section) => {
    const times = [
      ...timesIn(text.slice(section.start, section.start + sampleLength), context),
      ...timesIn(text.slice(section.end - sampleLength, section.end), context),
    ];
    if (times.length > 0) {
      newestMs = Math.max(...times);
      oldestMs = Math.min(...times);
    }
    return { section, newestMs, oldestMs };
  });
  return timed.toSorted((one, other) =>
    one.newestMs === other.newestMs
      ? other.section.start - one.section.start
      : other.newestMs > one.newestMs
        ? 1
        : -1,
  );
}

function timesIn(sample: string, context: PasteContext): readonly number[] {
  return readTimes(soughtText(sample), context).flatMap((mark) =>
    mark.kind === 'fact' ? (nearMsOf(mark) ?? []) : [],
  );
}

/** The marks were made for this reading, and nobody else holds them: thousands of copies would take as long as the reading. */
function movedBy(distance: number, marks: readonly Mark[]): readonly Mark[] {
  for (const mark of marks as readonly { at: number }[]) mark.at += distance;
  return marks;
}

function errorNameOf(mark: Mark): readonly string[] {
  if (mark.kind !== 'failure') return [];
  const { requestId, code, type, message } = mark.answer;
  return [requestId ?? JSON.stringify([code, type, message])];
}

/** Of a beginning that was left out: which program wrote the log. */
function clientsAbove(
  first: Section | undefined,
  text: string,
  read: ReadonlyMap<Section, readonly Mark[]>,
  context: PasteContext,
): readonly Mark[] {
  if (first === undefined || read.has(first)) return [];
  const marks = readText(text.slice(0, sampleLength), context);
  return marks.filter((mark) => mark.kind === 'fact' && mark.fact === 'client');
}
