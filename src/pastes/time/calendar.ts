const months = 'january february march april may june july august september october november december'.split(
  ' ',
);
/** In Russian as a date has them, in Indonesian where they differ from English; each with the short forms in use. */
const otherMonths: readonly (readonly string[])[] = [
  ['января', 'янв', 'januari'],
  ['февраля', 'фев', 'февр', 'februari'],
  ['марта', 'мар', 'maret'],
  ['апреля', 'апр'],
  ['мая', 'май', 'mei'],
  ['июня', 'июн', 'juni'],
  ['июля', 'июл', 'juli'],
  ['августа', 'авг', 'agustus', 'agu', 'agt'],
  ['сентября', 'сен', 'сент'],
  ['октября', 'окт', 'oktober', 'okt'],
  ['ноября', 'ноя', 'нояб'],
  ['декабря', 'дек', 'desember', 'des'],
];

/** Every whole name of a month and its short forms, in small letters, the longest first. */
export const monthNames: readonly string[] = [
  ...months,
  ...months.map((month) => month.slice(0, 3)),
  'sept',
  ...otherMonths.flat(),
].toSorted((one, other) => other.length - one.length);

/** The number of a month from 1, of its name or its number; 0 for another word. */
export function monthOf(written: string): number {
  if (/^\d/.test(written)) return Number(written);
  const name = written.toLowerCase();
  const isCalled = (month: string, index: number) =>
    month.startsWith(name) || otherMonths[index]?.includes(name) === true;
  return months.findIndex(isCalled) + 1;
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
