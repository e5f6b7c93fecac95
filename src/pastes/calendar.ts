const months = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** The number of a month from 1, of its name or its number; 0 for another word. */
export function monthOf(written: string): number {
  if (/^\d/.test(written)) return Number(written);
  return months.findIndex((month) => month.startsWith(written.toLowerCase())) + 1;
}

/** Midnight of that day in UTC milliseconds; nothing for a day that no calendar has. */
export function dateMs(year: number, month: number, day: number): readonly number[] {
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  // Of a number out of range the calendar makes another day, and 1970 of the year 70.
  const isThat = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1;
  return isThat && date.getUTCDate() === day ? [ms] : [];
}

/** A clock as it is written: `half` is the letter of AM or PM. */
export interface Clock {
  readonly hour?: string | undefined;
  readonly minute?: string | undefined;
  readonly second?: string | undefined;
  readonly fraction?: string | undefined;
  readonly half?: string | undefined;
}

/** Milliseconds since midnight; undefined for an hour that no clock shows. */
export function clockMs({ hour = '', minute = '', second = '0', fraction, half }: Clock): number | undefined {
  const written = Number(hour);
  // "15:42 PM" means what it says.
  const isTwelve = half !== undefined && written >= 1 && written <= 12;
  const hours = isTwelve ? (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : written;
  // A leap second is a second too.
  if (hours > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6);
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 + ms;
}
