import { agreedFacts, type Told } from './episodes/agreed-facts.ts';
import { type Episode, episodesIn, surestOf } from './episodes/episodes.ts';
import { joinEpisodes } from './episodes/join-episodes.ts';
import { momentOf, pastedError } from './episodes/pasted-error.ts';
import { uniqueErrors } from './episodes/unique-errors.ts';
import { writersOf } from './episodes/writers.ts';
import { fact, type Mark } from './mark.ts';
import { withoutMentions } from './marks/mentions.ts';
import { readNewest } from './newest-sections.ts';
import type { PasteContext, PasteReading } from './paste.ts';
import { lineTeller, plainText, withoutColours } from './plain-text.ts';
import { dayOrderOf } from './time/day-order.ts';
import { withSharedZone } from './time/shared-zone.ts';
import { typedLines } from './typed-lines.ts';
import { withoutTyped } from './without-typed.ts';
import { cutMarks, unwrapped, withoutCutFacts } from './wrapped-lines.ts';

/** Longer texts are scanned first; of one that comes here all the same the end is read. */
const longestText = 4 * 1024 * 1024;

/**
 * Everything that a foreign text tells of errors. Never throws; prompts, answers and credentials are only counted.
 * `lineNumberOf` gives the line that is shown for one of `text`, which may be a part of a longer one; both from 1.
 */
export function readPaste(
  text: string,
  given: PasteContext,
  lineNumberOf: (line: number) => number = (line) => line,
): PasteReading {
  const cut = Math.max(0, text.length - longestText);
  const plain = plainText(text.slice(cut));
  const linesBefore = text.slice(0, cut).split('\n').length - 1;
  const lineInPlain = lineTeller(plain);
  const lineOf = (at: number) => lineNumberOf(lineInPlain(at) + linesBefore);
  const context = { ...given, dayOrder: dayOrderOf(plain) };
  const raw = withoutColours(text.slice(cut));
  const writers = writersOf(raw);
  const writerOf = writers && ((at: number) => writers(lineInPlain(at)));
  const marks = sightingsIn(plain, context);
  const reading = { marks, halves: noMarks, lineInText: lineInPlain, lineOf, writerOf, context };
  const dropped = droppedIn(marks);
  const told = (found: Told): PasteReading =>
    withoutTyped({ ...found, dropped }, marks, () => typedLines(raw, plain, marks, lineInPlain));
  const whole = unwrapped(plain, raw);
  if (whole === undefined) return told(toldBy(reading));
  // Whether a terminal broke these lines nobody knows: what holds either way is told.
  const wholeMarks = sightingsIn(whole.text, context);
  const halves = cutMarks(marks, wholeMarks, whole.placeOf);
  const unbroken = toldBy({
    ...reading,
    marks: wholeMarks,
    lineInText: lineTeller(whole.text),
    writerOf: writerOf && ((at: number) => writerOf(whole.placeBefore(at))),
  });
  return told(agreedFacts(toldBy({ ...reading, halves }), unbroken));
}

interface Sighted {
  readonly marks: readonly Mark[];
  /** Sightings that may be half of a word. */
  readonly halves: ReadonlySet<Mark>;
  readonly lineInText: (at: number) => number;
  /** The line that is shown. */
  readonly lineOf: (at: number) => number;
  readonly writerOf: ((at: number) => string | undefined) | undefined;
  readonly context: PasteContext;
}

function toldBy({ marks, halves, lineInText, lineOf, writerOf, context }: Sighted): Told {
  const groups = marksByWriter(withoutMentions(marks, lineInText), writerOf);
  const { errors, rest } = joinEpisodes(groups.map((group) => episodesIn(group, lineInText)));
  const found = uniqueErrors(errors, {
    momentOf: (error) => momentOf(error, context),
    errorOf: (error) => pastedError(withoutCutFacts(error, halves), lineOf, context),
  });
  // Beside errors, what belongs to none of them belongs to other calls.
  const loose = found.length > 0 ? {} : looseFacts(rest, halves, lineOf, context);
  return { errors: found, loose };
}

const noMarks: ReadonlySet<Mark> = new Set();

function sightingsIn(plain: string, context: PasteContext): readonly Mark[] {
  const marks = withSharedZone(readNewest(plain, context), plain, context);
  return marks.some((mark) => mark.kind === 'fact' && mark.fact === 'requestId')
    ? marks
    : [...marks, ...loneId(plain)];
}

/** The sightings of each writer, in the order of the text; what stands above the first one is a group as well. */
function marksByWriter(marks: readonly Mark[], writerOf: Sighted['writerOf']): readonly (readonly Mark[])[] {
  if (writerOf === undefined) return [marks];
  const groups = new Map<string | undefined, Mark[]>();
  for (const mark of marks) {
    const writer = writerOf(mark.at);
    const group = groups.get(writer);
    if (group === undefined) groups.set(writer, [mark]);
    else group.push(mark);
  }
  return [...groups.values()];
}

const uuid = /(?<![\w/@.-])[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![\w-])/gi;
const ofSomethingElse =
  /[\w-]{0,40}(?:id|trace|session|user|key|token|org|account|conversation|thread|container|pod)["']?\s{0,2}[:=]?\s{0,2}["']?$/i;

/** The only id of a short text without a name: people paste it alone. */
function loneId(text: string): readonly Mark[] {
  if (text.length > 2000) return [];
  const found = [...text.matchAll(uuid)].filter(
    ({ index }) => !ofSomethingElse.test(text.slice(Math.max(0, index - 60), index)),
  );
  const [first] = found;
  if (first === undefined || new Set(found.map(([id]) => id.toLowerCase())).size > 1) return [];
  return [fact('requestId', first[0], 'the words', first.index, 9)];
}

function looseFacts(
  rest: readonly Episode[],
  halves: ReadonlySet<Mark>,
  lineOf: (at: number) => number,
  context: PasteContext,
): PasteReading['loose'] {
  const facts = surestOf(rest.toReversed().flatMap((episode) => episode.facts));
  const { requestId, model, endpoint, time, unclearTime, client, status, host } = pastedError(
    withoutCutFacts({ facts, failures: [], evidence: [], kind: 'other', at: 0 }, halves),
    lineOf,
    context,
  );
  return Object.fromEntries(
    Object.entries({ requestId, model, endpoint, time, unclearTime, client, status, host }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

function droppedIn(marks: readonly Mark[]): PasteReading['dropped'] {
  const counts = new Map<PasteReading['dropped'][number]['kind'], number>();
  for (const mark of marks)
    if (mark.kind === 'dropped') counts.set(mark.what, (counts.get(mark.what) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}
