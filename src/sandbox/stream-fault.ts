/**
 * What a route does with `stream: true`. Some kinds break the stream, others only send it in a form that a client
 * must be able to take; each says which. "The text" is what the pretended model says.
 */
export type StreamFault =
  /** Nothing is wrong; also where the documentation offers no streaming. */
  | { readonly kind: 'sound' }
  /** The documented refusal. */
  | { readonly kind: 'refused' }
  /** The connection breaks in the middle of the text. */
  | { readonly kind: 'cut' }
  /** The answer ends properly in the middle of the text. */
  | { readonly kind: 'ends-early' }
  /** The text is whole and its reason to end is told; only the last event is missing. */
  | { readonly kind: 'without-terminal' }
  /** The last event is there, and the blank line that would complete it is not. */
  | { readonly kind: 'without-last-blank-line' }
  /** The headers and two events come, then nothing, and the connection stays. */
  | { readonly kind: 'stall' }
  /** The headers say event stream, and the body is empty. */
  | { readonly kind: 'empty' }
  /** Three keep-alive comments, then the end. */
  | { readonly kind: 'only-comments' }
  /** An error event; `error` is one of the provider by its name in `wire/`, absent: the supplier is overloaded. */
  | { readonly kind: 'error'; readonly after: 'nothing' | 'half-the-text'; readonly error?: string }
  /** Half the text, then the status of the response turns to failed; on the responses routes only. `error`: as above. */
  | { readonly kind: 'failed'; readonly error?: string }
  /** `stream` is ignored: a JSON answer comes. */
  | { readonly kind: 'plain-json' }
  /** A web page with status 200. */
  | { readonly kind: 'web-page' }
  /** One event that never ends, of that many megabytes. */
  | { readonly kind: 'endless-event'; readonly megabytes: number }
  /** Headers and events are held back, then come in one piece. */
  | { readonly kind: 'late-burst'; readonly holdMs: number }
  /** Held back until that many bytes are together. `padEventsTo` fills each event up with a comment. */
  | { readonly kind: 'blocks'; readonly bytes: number; readonly padEventsTo?: number }
  /** For a client that accepts gzip, compressed as a whole and held back; sound for any other. */
  | { readonly kind: 'gzip-buffered'; readonly holdMs: number }
  /** Sound, but everything comes in one piece at once: nobody can tell whether it streams. */
  | { readonly kind: 'at-once' }
  /** Sound, with a pause before the first piece of text. */
  | { readonly kind: 'slow-start'; readonly pauseMs: number }
  /** Sound: characters of several bytes are torn apart between two writes. */
  | { readonly kind: 'split-characters' }
  /** Sound: `crlf-split` also tears the last pair of each write apart. */
  | { readonly kind: 'line-ends'; readonly use: 'cr' | 'crlf' | 'crlf-split' }
  /** Sound: the JSON of each event is spread over several `data:` lines. */
  | { readonly kind: 'multi-line-data' }
  /** Sound: no space behind the colon of a field. */
  | { readonly kind: 'without-space' }
  /** Sound: a byte order mark stands before the first event. */
  | { readonly kind: 'byte-order-mark' }
  /** Sound: comments, `id`, `retry` and an event that nobody documents stand in between. */
  | { readonly kind: 'unknown-events' }
  /** Sound, as `text/plain`. */
  | { readonly kind: 'wrong-content-type' }
  /** Sound up to its end, then one more piece of text comes. */
  | { readonly kind: 'after-the-end' };

/** What one model wants of the output limit, where it differs from the documentation. */
export interface OutputLimitRule {
  /** The only field that it takes; another one is refused with `unsupported_parameter`. */
  readonly field?: string;
  /** In tokens; less is refused. */
  readonly minimum?: number;
  /** Whatever limit it takes, the answer has that many tokens. */
  readonly answersWith?: number;
}
