import type { Dialect } from '../dialects/dialect.ts';
import { type OutputLimit, overrunFactor } from '../dialects/output-limit.ts';
import { createSseReader } from '../dialects/sse.ts';
import type { StreamEnd } from '../dialects/stream-reading.ts';
import type { HttpRequest } from '../system/system.ts';
import { createEventClock, type EventTimes } from './event-clock.ts';

/** Reads the events of one answer as its bytes arrive. */
export interface StreamWatch {
  readonly onChunk: NonNullable<HttpRequest['onChunk']>;
  /** To be called once, when the bytes are over. */
  end(): SeenStream;
}

/** What the bytes of an answer showed, read as an event stream. */
export interface SeenStream {
  readonly events: number;
  readonly end: StreamEnd;
  readonly times: EventTimes;
  /** Why we did not read it to its end. `hung-up`: far beyond the output limit. */
  readonly stopped?: 'hung-up' | 'event-too-large' | 'too-large';
}

/** Far more than the words, the thinking and the keep-alives of the smallest call. */
const mostBytes = 4 * 1024 * 1024;

/** Watches a stream of that dialect. */
export function watchStream(dialect: Dialect, limit: OutputLimit): StreamWatch {
  const reading = dialect.openStream();
  const clock = createEventClock();
  let hasEnded = false;
  let hungUp = false;
  let readBytes = 0;
  const reader = createSseReader({
    onEvent: (event) => {
      const seen = reading.push(event);
      clock.event(seen);
      hasEnded ||= seen.ends;
    },
  });
  return {
    onChunk(bytes, elapsedMs) {
      clock.read(elapsedMs, () => reader.feed(bytes));
      // Each further token is charged, and nothing more can be learned from it.
      hungUp = !hasEnded && reading.estimatedTokens > limit.tokens * overrunFactor;
      readBytes += bytes.length;
      return hungUp || reader.tooLarge || readBytes > mostBytes ? 'enough' : undefined;
    },
    end() {
      const { events, tooLarge } = reader.end();
      const seen = { events, end: reading.finish(), times: clock.times };
      if (hungUp) return { ...seen, stopped: 'hung-up' };
      if (tooLarge) return { ...seen, stopped: 'event-too-large' };
      return readBytes > mostBytes ? { ...seen, stopped: 'too-large' } : seen;
    },
  };
}
