import { bestOf, type Episode } from './episodes/episodes.ts';
import type { FactMark, FactName, FailureMark, Mark } from './mark.ts';

/** Longer texts come from files, which no terminal has wrapped. */
const longestText = 100_000;
/** Narrower lines are no window of a terminal. */
const narrowest = 20;

/** Where a line begins something of its own, and goes on with nothing above it. */
const beginsAnew =
  /^(?:$|[IWEF]\d{4} \d\d:|[A-Z][a-z]{2} [ \d]\d \d\d:|[<>*](?: |$)|\d{4}-\d\d-\d\d|[{}[\]]|\s{2,}|at |File "|HTTP\/|curl |[■⚠✗✘●⏺⎿›❯•]|(?:INFO|DEBUG|WARN|WARNING|ERROR|FATAL)\b)/;

const header = /^(?:HTTP\/|[\w-]{2,60}:(?: |$))/;

/** A text with the lines put together that a terminal may have broken, and the places where that was done. */
export interface Unwrapped {
  readonly text: string;
  /** The place in it of a place of the text before. */
  readonly placeOf: (at: number) => number;
  /** The other way round. */
  readonly placeBefore: (at: number) => number;
}

/** Undefined where no line is as long as a line that was broken would be. `raw` has the lines as they were pasted. */
export function unwrapped(plain: string, raw: string): Unwrapped | undefined {
  if (plain.length > longestText) return undefined;
  const lines = plain.split('\n');
  const rawLines = raw.split('\n');
  const sources = rawLines.length === lines.length ? [rawLines, lines] : [lines];
  const isFull = sources.map(fullLines);
  const seams: number[] = [];
  let at = 0;
  for (const [index, line] of lines.entries()) {
    at += line.length;
    const next = lines[index + 1];
    if (
      next !== undefined &&
      isFull.some((full) => full(index)) &&
      !beginsAnew.test(next) &&
      !isAlike(line, next)
    )
      seams.push(at);
    at += 1;
  }
  if (seams.length === 0) return undefined;
  const starts = [0, ...seams.map((seam) => seam + 1)];
  return {
    text: starts.map((start, index) => plain.slice(start, seams[index])).join(''),
    placeOf: (place) => {
      const piece = starts.findLastIndex((start) => start <= place);
      return place - piece;
    },
    placeBefore: (place) => place + starts.findLastIndex((start, index) => start - index <= place),
  };
}

/** Two lines of one log begin with the same kinds of letters; a header stands behind a header. */
function isAlike(one: string, other: string): boolean {
  return shapeOf(one) === shapeOf(other) || (header.test(one) && header.test(other));
}

function shapeOf(line: string): string {
  return line.slice(0, 10).replace(/\d/g, '0').replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A');
}

/** Lines of the greatest length, and of every length that comes more than once. */
function fullLines(lines: readonly string[]): (index: number) => boolean {
  const counts = new Map<number, number>();
  for (const { length } of lines) counts.set(length, (counts.get(length) ?? 0) + 1);
  const longest = Math.max(...counts.keys());
  return (index) => {
    const { length } = lines[index] ?? '';
    return length >= narrowest && (length === longest || (counts.get(length) ?? 0) > 1);
  };
}

/** The sightings that the text with its lines put together does not show at the same place: nobody knows where they end. */
export function cutMarks(
  marks: readonly Mark[],
  whole: readonly Mark[],
  placeOf: Unwrapped['placeOf'],
): ReadonlySet<Mark> {
  const shown = new Set(whole.flatMap((mark) => namesOf(mark, mark.at)));
  return new Set(marks.filter((mark) => namesOf(mark, placeOf(mark.at)).some((name) => !shown.has(name))));
}

function namesOf(mark: Mark, at: number): readonly string[] {
  if (mark.kind === 'fact') return [JSON.stringify([at, mark.fact, mark.value])];
  if (mark.kind !== 'failure') return [];
  const { code, type, requestId, status } = mark.answer;
  const named = Object.entries({ code, type, requestId, status });
  return named.flatMap((one) => (one[1] === undefined ? [] : [JSON.stringify([at, ...one])]));
}

const times: readonly FactName[] = ['timeMs', 'localTimeMs', 'unclearTime'];

/** An error without the facts whose surest sighting may be half of a word: a weaker one would be a guess. */
export function withoutCutFacts(episode: Episode, cut: ReadonlySet<Mark>): Episode {
  if (cut.size === 0) return episode;
  const { facts, failures } = episode;
  const names = [...new Set(facts.map(({ fact }) => fact))];
  const isLost = (name: FactName) => {
    const best = bestOf(name, facts);
    return best !== undefined && cut.has(best);
  };
  const lost = new Set(names.filter(isLost));
  if (times.some((name) => lost.has(name))) for (const name of times) lost.add(name);
  const isKept = (mark: FactMark) => !lost.has(mark.fact) && !cut.has(mark);
  return {
    ...episode,
    facts: facts.filter(isKept),
    failures: failures.map((failure) => (cut.has(failure) ? withoutNames(failure) : failure)),
  };
}

function withoutNames(failure: FailureMark): FailureMark {
  const { code: _, type: __, requestId: ___, status: ____, ...answer } = failure.answer;
  return { ...failure, answer };
}
