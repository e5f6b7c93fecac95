import type { AnswerFacts } from '../errors/answer.ts';
import type { PasteReading, UnclearTime } from './paste.ts';

export type DroppedKind = PasteReading['dropped'][number]['kind'];
export type Speaker = 'gateway' | 'edge' | 'client' | 'unknown';

/** `nearMs` tells what is near in the same text, and nothing else. */
export interface TimeInWords {
  readonly words: string;
  readonly reason: UnclearTime['reason'];
  readonly nearMs: number;
}

/** The facts of one error that are looked for, as they stand in a text. */
export interface FactValues {
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly status: number;
  readonly retryAfterSeconds: number;
  /** A wait that is written as a moment: UTC milliseconds. */
  readonly retryAtMs: number;
  readonly model: string;
  readonly endpoint: string;
  readonly method: string;
  readonly stream: boolean;
  readonly host: string;
  readonly timeMs: number;
  readonly localTimeMs: number;
  readonly unclearTime: TimeInWords;
  readonly client: string;
  readonly message: string;
}

export type FactName = keyof FactValues;

/** One sighting in a text. `at` is its place; a smaller `rank` is the surer place for that fact. */
export type Mark =
  | {
      [Name in FactName]: {
        readonly kind: 'fact';
        readonly fact: Name;
        readonly value: FactValues[Name];
        readonly from: string;
        readonly at: number;
        readonly rank: number;
      };
    }[FactName]
  /** Something failed here; `answer` has what was said of it. */
  | {
      readonly kind: 'failure';
      readonly answer: AnswerFacts;
      readonly speaker: Speaker;
      readonly from: string;
      readonly at: number;
      /** A sentence names the error; whose call it was, and when, nothing shows. */
      readonly mentioned?: true;
      /** What a program says once more behind an answer that failed. */
      readonly followsUp?: true;
      /** A program says that it tries again because of it. */
      readonly triesAgain?: true;
    }
  | { readonly kind: 'evidence'; readonly text: string; readonly at: number }
  /** `words`: what a person wrote, for as long as the text is read. */
  | { readonly kind: 'dropped'; readonly what: DroppedKind; readonly at: number; readonly words?: string }
  /**
   * `record`: a line or an object that stands for itself. `start`: a request is sent. `answer`: one comes back.
   */
  | { readonly kind: 'break'; readonly at: number; readonly of: 'record' | 'start' | 'answer' };

export type FactMark = Extract<Mark, { kind: 'fact' }>;
export type FailureMark = Extract<Mark, { kind: 'failure' }>;

/** A sighting of one fact. */
export function fact<Name extends FactName>(
  name: Name,
  value: FactValues[Name],
  from: string,
  at: number,
  rank = 5,
): FactMark {
  // A generic name can't be matched to its own member of the union; the signature is the proof.
  return { kind: 'fact', fact: name, value, from, at, rank } as FactMark;
}

/** Something private that is passed over; `words` where an error of the same text may repeat them. */
export function dropped(what: DroppedKind, at: number, words?: string): Mark {
  return { kind: 'dropped', what, at, ...(words === undefined ? {} : { words }) };
}

/** Where the sighting of a time stands among others of its text; what of it is shown, the error says. */
export function nearMsOf(mark: FactMark): number | undefined {
  if (mark.fact === 'unclearTime') return mark.value.nearMs;
  return mark.fact === 'timeMs' || mark.fact === 'localTimeMs' ? mark.value : undefined;
}
