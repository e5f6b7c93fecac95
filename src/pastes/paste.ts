import type { AnswerFacts } from '../errors/answer.ts';
import type { DayOrder } from './time/day-order.ts';

/** A value that stands in a foreign text, and where it was found: "header x-request-id, line 12". */
export interface Found<T = string> {
  readonly value: T;
  readonly from: string;
}

/** A moment of a foreign text. A time without a zone is read as this machine's local time, and says so. */
export interface FoundTime extends Found {
  /** `value` is UTC ISO-8601; `stated` when the text gives the zone, or its writer is known to write UTC. */
  readonly zone: 'stated' | 'assumed-local';
}

/** A time as it is written, which may be hours or months off: nobody can tell its zone, or its day from its month. */
export interface UnclearTime extends Found {
  /** `to-come`: without a zone, and as local time it has not been yet. */
  readonly reason: 'zone' | 'day' | 'to-come';
}

/** One error that a text tells of, with what support asks for. Foreign words are not yet redacted. */
export interface PastedError {
  readonly requestId?: Found;
  /** The id that the client itself had sent, where it differs. */
  readonly clientRequestId?: Found;
  readonly code?: Found;
  readonly type?: Found;
  readonly message?: Found;
  readonly status?: Found<number>;
  readonly retryAfterSeconds?: Found<number>;
  readonly model?: Found;
  /** Method and path, or the path alone: `POST /v1/responses`. No host, no query. */
  readonly endpoint?: Found;
  readonly stream?: Found<boolean>;
  readonly host?: Found;
  readonly time?: FoundTime;
  /** In place of `time`, where the text gives one that is not clear. */
  readonly unclearTime?: UnclearTime;
  /** Name and version as they are written: `openai-python 1.52.0`, `codex_cli_rs/0.169.0`. */
  readonly client?: Found;
  /** What the catalogue is asked with. */
  readonly answer: AnswerFacts;
  /** Who spoke, where the text shows it: an API error, a page of something on the way, or the client itself. */
  readonly speaker: 'gateway' | 'edge' | 'client' | 'unknown';
  /** Headers and words that tell a limit from a quota, a permission from an edge: `retry-after: 30`, `cf-ray: …`. */
  readonly evidence: readonly string[];
  /** The line of the text where the error begins, from 1. */
  readonly line: number;
}

/** What was read out of a text. */
export interface PasteReading {
  /** Newest first: by time where the text tells it, else the last of the text first. */
  readonly errors: readonly PastedError[];
  /** Facts that stand in the text without an error beside them, such as a lone request id. */
  readonly loose: Pick<
    PastedError,
    'requestId' | 'model' | 'endpoint' | 'time' | 'unclearTime' | 'client' | 'status' | 'host'
  >;
  /** Prompts, answers and credentials that were passed over, by kind; nothing of them is kept. */
  readonly dropped: readonly { readonly kind: 'prompt' | 'answer' | 'credential'; readonly count: number }[];
}

export interface PasteContext {
  /** Milliseconds since 1970: a log line without a year belongs to the last twelve months. */
  readonly nowMs: number;
  /** Minutes that local time is ahead of UTC at that moment. */
  readonly offsetMinutes: (atMs: number) => number;
  /** Where other dates of the text show which of two numbers is the day. */
  readonly dayOrder?: DayOrder | undefined;
}
