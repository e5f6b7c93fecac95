import type { UnclearTime } from '../pastes/paste.ts';
import { type Moment, readBareClock, readWholeMoment } from '../pastes/time/when.ts';

export interface TypedTime {
  /** UTC ISO-8601. */
  readonly value: string;
  readonly zone: 'stated' | 'assumed-local';
}

export interface LocalClock {
  /** Milliseconds since 1970, UTC. */
  readonly nowMs: number;
  /** Minutes that local time is ahead of UTC at that moment. */
  readonly offsetMinutes: (atMs: number) => number;
}

// A clock that is a little fast is no reason to refuse a time.
const toleranceMs = 120_000;

/**
 * `09:42`, `2026-11-22 09:42`, and every form that is read in a paste, with its zones. Without a zone it is local time,
 * without a date the last time that the clock showed it. Undefined for anything else, for a time to come, and for one
 * that `doubtOf` tells of.
 */
export function typedTime(text: string, clock: LocalClock): TypedTime | undefined {
  const moment = momentIn(text, clock);
  if (moment === undefined || moment.zone === 'unclear') return undefined;
  if (moment.ms > clock.nowMs + toleranceMs) return undefined;
  return { value: new Date(moment.ms).toISOString(), zone: moment.zone };
}

/** Why a text that is a time is not used all the same: it may be hours or months off. */
export function doubtOf(text: string, clock: LocalClock): UnclearTime['reason'] | undefined {
  const moment = momentIn(text, clock);
  return moment?.zone === 'unclear' ? moment.reason : undefined;
}

function momentIn(text: string, clock: LocalClock): Moment | undefined {
  return readWholeMoment(text, clock) ?? readBareClock(text, clock.nowMs + toleranceMs, clock);
}
