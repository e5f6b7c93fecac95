import type { Dialect } from '../../src/dialects/dialect.ts';
import type { SseEvent, StreamEnd } from '../../src/dialects/stream-reading.ts';

export const done: SseEvent = { data: '[DONE]' };

/** An event without a name, as chat and completions send them. */
export function unnamed(data: object): SseEvent {
  return { data: JSON.stringify(data) };
}

/** An event whose name is its `type`, as responses and messages send them. */
export function named(type: string, fields: object = {}): SseEvent {
  return { event: type, data: JSON.stringify({ type, ...fields }) };
}

export function readStream(dialect: Dialect, events: readonly SseEvent[]): StreamEnd {
  const reading = dialect.openStream();
  for (const event of events) reading.push(event);
  return reading.finish();
}

export function without<T>(list: readonly T[], position: number): readonly T[] {
  return list.filter((_, index) => index !== position);
}

/** Every beginning of the list that is shorter than the list, the empty one left out. */
export function cuts<T>(list: readonly T[]): readonly (readonly T[])[] {
  return list.slice(1).map((_, index) => list.slice(0, index + 1));
}
