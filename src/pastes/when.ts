import type { PasteContext } from './paste.ts';

/** A moment in milliseconds since 1970, and whether its zone stood there. */
export interface Moment {
  readonly ms: number;
  readonly zone: 'stated' | 'assumed-local';
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Minutes ahead of UTC of the zones that logs name by letters. */
const namedZones: Readonly<Record<string, number>> = { z: 0, utc: 0, gmt: 0, msk: 180, wib: 420 };

const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?`;
const zone = String.raw`(?:\s{0,2}(Z|UTC|GMT|MSK|WIB)(?![\w])(?:([+-]\d{2}):?(\d{2}))?|\s?([+-]\d{2}):?(\d{2})(?![\dA-Za-z]))?`;

/** The ways a moment is written; the groups are named once here and read below. */
export const momentForms = {
  iso: new RegExp(String.raw`(?<!\d)(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ]|, )\s?${clock}${zone}`, 'gi'),
  http: new RegExp(String.raw`(?<!\d)(\d{1,2})[ /-]([A-Z][a-z]{2})[ /-](\d{4})[ :]${clock}${zone}`, 'g'),
  script: new RegExp(String.raw`\b([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) ${clock}${zone}`, 'g'),
  dotted: new RegExp(String.raw`(?<![\d.])(\d{1,2})\.(\d{2})\.(\d{4}),?\s{1,2}(?:в\s)?${clock}${zone}`, 'gi'),
  syslog: new RegExp(String.raw`\b([A-Z][a-z]{2}) {1,2}(\d{1,2}) ${clock}(?![:\d])`, 'g'),
} as const;

export type MomentForm = keyof typeof momentForms;

/** Stands in every form, and in few other texts. */
export const hasClock = /\d:\d\d/;

// Without the flag `g` a pattern keeps no place, and needs no copy for each use. The keys of the table are its forms.
const forms = Object.entries(momentForms).map(
  ([form, { source, flags }]) => [form as MomentForm, new RegExp(source, flags.replace('g', ''))] as const,
);

/** What one of the forms found; undefined for a date that does not exist. */
export function momentOf(
  form: MomentForm,
  match: RegExpMatchArray,
  context: PasteContext,
): Moment | undefined {
  const [, first = '', second = '', third = ''] = match;
  const time = match.slice(form === 'syslog' ? 3 : 4);
  const day = {
    iso: [third, second, first],
    http: [first, second, third],
    script: [second, first, third],
    dotted: [first, second, third],
    syslog: [second, first, ''],
  }[form];
  const [date = '', month = '', year = ''] = day;
  const monthIndex = /^\d/.test(month) ? Number(month) - 1 : months.indexOf(month.toLowerCase());
  if (monthIndex < 0 || monthIndex > 11 || Number(date) < 1 || Number(date) > 31) return undefined;
  const wall = (inYear: number) => wallMs(inYear, monthIndex, Number(date), time);
  if (year !== '') return zoned(wall(Number(year)), time, context);
  const thisYear = new Date(context.nowMs).getUTCFullYear();
  const dayMs = 86_400_000;
  const own = wall(thisYear) <= context.nowMs + dayMs ? thisYear : thisYear - 1;
  return zoned(wall(own), time, context);
}

/** A moment of any form that a field or a header may hold: epoch seconds or milliseconds too. */
export function readMoment(value: string | number, context: PasteContext): Moment | undefined {
  if (typeof value === 'number' || /^\d{9,13}(?:\.\d{1,6})?$/.test(value)) return ofEpoch(Number(value));
  const short = value.slice(0, 80);
  if (!hasClock.test(short)) return undefined;
  for (const [form, pattern] of forms) {
    const match = pattern.exec(short);
    const moment = match === null ? undefined : momentOf(form, match, context);
    if (moment !== undefined) return moment;
  }
  return undefined;
}

/** Between 2001 and 2096, in seconds or in milliseconds. */
function ofEpoch(value: number): Moment | undefined {
  if (value >= 1e9 && value < 4e9) return { ms: Math.round(value * 1000), zone: 'stated' };
  return value >= 1e12 && value < 4e12 ? { ms: Math.round(value), zone: 'stated' } : undefined;
}

function wallMs(
  year: number,
  month: number,
  day: number,
  [hour = '', minute = '', second, fraction]: readonly string[],
): number {
  const ms = fraction === undefined ? 0 : Number(`0.${fraction}`) * 1000;
  return Date.UTC(year, month, day, Number(hour), Number(minute), Number(second ?? 0), Math.floor(ms + 1e-6));
}

function zoned(
  ms: number,
  [, , , , name, behindName, itsMinutes, ahead, minutes]: readonly string[],
  context: PasteContext,
): Moment {
  const hours = behindName ?? ahead;
  if (hours !== undefined) {
    const sign = hours.startsWith('-') ? -1 : 1;
    return {
      ms: ms - (Number(hours) * 60 + sign * Number(itsMinutes ?? minutes ?? 0)) * 60_000,
      zone: 'stated',
    };
  }
  const named = name === undefined ? undefined : namedZones[name.toLowerCase()];
  if (named !== undefined) return { ms: ms - named * 60_000, zone: 'stated' };
  return { ms: ms - context.offsetMinutes(ms) * 60_000, zone: 'assumed-local' };
}
