import type { SeenEvent } from '../dialects/stream-reading.ts';

/** When the events of a stream came, in milliseconds since the send. Does not grow with the stream. */
export interface EventTimes {
  readonly firstByteMs?: number;
  readonly firstEventMs?: number;
  /** The first event that carries a piece of the answer; an empty first event does not count. */
  readonly firstTokenMs?: number;
  readonly lastTokenMs?: number;
  /** Reads that brought pieces of the answer: pings and empty events have a rhythm of their own. */
  readonly tokenReads: number;
  readonly lastEventMs?: number;
  /** Between two reads that brought events. */
  readonly longestGapMs?: number;
}

/** Keeps the times of one stream: all events of one read came at the same moment. */
export function createEventClock() {
  let nowMs = 0;
  let eventsInRead = 0;
  let tokensInRead = 0;
  const times: { -readonly [Name in keyof EventTimes]: EventTimes[Name] } = { tokenReads: 0 };

  return {
    times: times as EventTimes,
    /** Runs `feed` as one read at that moment. */
    read(elapsedMs: number, feed: () => void): void {
      nowMs = elapsedMs;
      eventsInRead = 0;
      tokensInRead = 0;
      times.firstByteMs ??= nowMs;
      feed();
    },
    event({ hasToken }: SeenEvent): void {
      times.firstEventMs ??= nowMs;
      if (hasToken) {
        times.firstTokenMs ??= nowMs;
        times.lastTokenMs = nowMs;
        tokensInRead += 1;
        if (tokensInRead === 1) times.tokenReads += 1;
      }
      eventsInRead += 1;
      if (eventsInRead > 1) return;
      if (times.lastEventMs !== undefined) {
        times.longestGapMs = Math.max(times.longestGapMs ?? 0, nowMs - times.lastEventMs);
      }
      times.lastEventMs = nowMs;
    },
  };
}
