/** What goes over the wire, decided but not yet sent. */
export type Answer =
  | { readonly kind: 'body'; readonly status: number; readonly headers: AnswerHeaders; readonly body: string }
  | EventsAnswer
  /** The first half of a body that was announced whole, then the connection breaks. */
  | { readonly kind: 'cut'; readonly status: number; readonly headers: AnswerHeaders; readonly body: string }
  | { readonly kind: 'flood'; readonly megabytes: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'stall' };

/** Status 200 and a body in pieces; each write leaves on its own, after its pause. */
export interface EventsAnswer {
  readonly kind: 'events';
  /** Besides those of a sound event stream, or instead of them. */
  readonly headers?: AnswerHeaders;
  /** The headers leave with the first write, as from a proxy that holds everything back. */
  readonly headersWait?: true;
  readonly writes: readonly Write[];
  /** `never`: the connection stays open. Absent: `proper`. */
  readonly end?: 'proper' | 'cut' | 'never';
}

export interface Write {
  readonly bytes: string | Uint8Array;
  /** The pause before it, in gaps between two writes of a stream; 1 when absent. */
  readonly gaps?: number;
  /** The pause before it, in milliseconds on top of the gaps; 0 when absent. */
  readonly waitMs?: number;
}

/** Lower-case names. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/** An answer with a JSON body. */
export function jsonAnswer(status: number, body: unknown, headers: AnswerHeaders = {}): Answer {
  return {
    kind: 'body',
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
