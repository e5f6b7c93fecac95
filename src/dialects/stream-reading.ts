import type { StoppedBy } from './dialect.ts';
import type { Usage } from './usage.ts';

/** One server-sent event. `event` is absent where the stream gives it no name. */
export interface SseEvent {
  readonly event?: string;
  readonly data: string;
}

export interface SeenEvent {
  /** It carries a piece of the answer: text, thinking or a tool call. */
  readonly hasToken: boolean;
  /** The stream is over by its own grammar; whatever follows can only be a fault. */
  readonly ends: boolean;
}

/**
 * What is not as documented, though the end is valid: the official SDKs accept a stream without one, some client
 * may stumble over each.
 * - `no-done`: `data: [DONE]` is missing.
 * - `no-start`: what has to come before the first piece is missing, such as a role or `response.created`.
 * - `no-response-id`: the final response has no id.
 * - `bad-usage`: token counts that the format requires are missing, or are not whole numbers.
 */
export type Deviation = 'no-done' | 'events-after-the-end' | 'no-start' | 'no-response-id' | 'bad-usage';

export type StreamEnd = StreamCounts &
  (
    | { readonly end: 'valid' }
    /** `error` is shaped like the body of an error answer, to be recognised like one. Foreign text. */
    | { readonly end: 'error-event'; readonly why: string; readonly error?: unknown }
    /** `other-grammar`: events that this dialect does not know, so nothing is proven. */
    | {
        readonly end: 'no-terminal-event' | 'no-events' | 'unreadable-event' | 'other-grammar';
        readonly why: string;
      }
  );

export interface StreamCounts {
  readonly events: number;
  readonly tokenEvents: number;
  /** Characters of visible text. */
  readonly textLength: number;
  /** Output tokens as we count them ourselves. */
  readonly estimatedTokens: number;
  /** Present once the gateway said why the answer stopped, whether or not the end was valid. */
  readonly stoppedBy?: StoppedBy;
  readonly usage?: Usage;
  readonly deviations: readonly Deviation[];
}

/** Takes the events of one stream as they come. Its memory does not grow with the stream. */
export interface StreamReading {
  push(event: SseEvent): SeenEvent;
  /** Of the output so far. */
  readonly estimatedTokens: number;
  /** To be called when no more events come, for whatever reason. */
  finish(): StreamEnd;
}
