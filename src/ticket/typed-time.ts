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

const shape =
  /^(?:(\d{4})-(\d\d)-(\d\d)[T\s]\s*)?(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,3})\d*)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i;

const dayMs = 86_400_000;
// A clock that is a little fast is no reason to refuse a time.
const toleranceMs = 120_000;

/**
 * `09:42`, `2026-11-22 09:42` or ISO-8601. Without a zone it is local time, without a date the last time that the
 * clock showed it. Undefined for anything else and for a time to come.
 */
export function typedTime(text: string, clock: LocalClock): TypedTime | undefined {
  const [, year, month, day, hour, minute, second, fraction, zone] = shape.exec(text.trim()) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const offset = zone === undefined ? undefined : minutesOf(zone);
  const today = new Date(clock.nowMs + (offset ?? clock.offsetMinutes(clock.nowMs)) * 60_000);
  const date =
    year === undefined
      ? [today.getUTCFullYear(), today.getUTCMonth() + 1, today.getUTCDate()]
      : [Number(year), Number(month), Number(day)];
  const time = [Number(hour), Number(minute), Number(second ?? 0), Number((fraction ?? '').padEnd(3, '0'))];
  const shown = shownMs(date, time);
  if (shown === undefined) return undefined;
  const atMs = offset === undefined ? fromLocal(shown, clock) : shown - offset * 60_000;
  const isToCome = atMs > clock.nowMs + toleranceMs;
  if (isToCome && year !== undefined) return undefined;
  return {
    value: new Date(isToCome ? atMs - dayMs : atMs).toISOString(),
    zone: zone === undefined ? 'assumed-local' : 'stated',
  };
}

/** Undefined for a day or an hour that does not exist: the calendar would roll on to the next one. */
function shownMs(
  [year = 0, month = 0, day = 0]: readonly number[],
  time: readonly number[],
): number | undefined {
  const [hour = 0, minute = 0, second = 0, ms = 0] = time;
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return undefined;
  return at + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

/** The offset depends on the moment that is looked for, so it is asked twice. */
function fromLocal(shown: number, { offsetMinutes }: LocalClock): number {
  const near = shown - offsetMinutes(shown) * 60_000;
  return shown - offsetMinutes(near) * 60_000;
}

function minutesOf(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
