/** What goes over the wire, decided but not yet sent. */
export type Answer =
  | { readonly kind: 'body'; readonly status: number; readonly headers: AnswerHeaders; readonly body: string }
  /** Server-sent events; each write is flushed on its own, with a pause before the next. */
  | { readonly kind: 'events'; readonly writes: readonly string[] }
  /** The first half of a body that was announced whole, then the connection breaks. */
  | { readonly kind: 'cut'; readonly status: number; readonly headers: AnswerHeaders; readonly body: string }
  | { readonly kind: 'flood'; readonly megabytes: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'stall' };

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
