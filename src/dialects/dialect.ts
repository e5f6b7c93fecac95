import type { DialectId } from '../providers/profile.ts';
import type { AnswerMode, CappedBody, LimitField, OutputLimit } from './output-limit.ts';
import type { StreamReading } from './stream-reading.ts';
import type { Usage } from './usage.ts';

/** The smallest call that proves something. */
export interface SmallRequest {
  readonly model: string;
  /** Of the route, for example `/v1/responses/compact`: one dialect can serve routes with different bodies. */
  readonly path: string;
  readonly mode: AnswerMode;
  readonly limit: OutputLimit;
  /** Without the optional fields, which some gateways refuse: `stream_options` and `store`. */
  readonly bare?: boolean;
}

/** `limit`: the output limit, which is what a small call is expected to run into. */
export type StoppedBy = 'end' | 'limit' | 'other';

/** What a JSON answer to a plain call is. `why` has no foreign text in it. */
export type PlainAnswer =
  | {
      readonly kind: 'answer';
      /** Characters of visible text: 0 when a model thought until the limit. Absent for a compaction, which is no text. */
      readonly textLength?: number;
      readonly stoppedBy: StoppedBy;
      readonly usage?: Usage;
    }
  | { readonly kind: 'wrong'; readonly why: string };

/** One wire format: values in, values out, no I/O and no clock. */
export interface Dialect {
  readonly id: DialectId;
  /** The preferred one first. */
  readonly outputLimitFields: readonly [LimitField, ...LimitField[]];
  request(ask: SmallRequest): CappedBody;
  /** For the parsed body of a success; an error inside a 200 is `wrong` here and named by `errors/read-answer`. */
  readAnswer(json: unknown): PlainAnswer;
  openStream(): StreamReading;
}

export function wrong(why: string): PlainAnswer {
  return { kind: 'wrong', why };
}
