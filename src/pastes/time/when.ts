import type { PasteContext, UnclearTime } from '../paste.ts';
import { clockMs, dateMs, monthOf } from './calendar.ts';
import { readingsOf } from './day-order.ts';
import { bareClock, momentForms } from './time-forms.ts';
import { utcWriterAround } from './utc-writers.ts';
import { instantOf, type Zone, zoneOf } from './zones.ts';

/** A moment of a text, in milliseconds since 1970. */
export type Moment =
  /** Its zone stood there, or `writer` is known to write UTC. */
  | { readonly ms: number; readonly zone: 'stated'; readonly writer?: string }
  | { readonly ms: number; readonly zone: 'assumed-local'; readonly words: string }
  /** The words do not settle it: `ms` serves to tell what is near, and is shown to nobody. */
  | {
      readonly ms: number;
      readonly zone: 'unclear';
      readonly words: string;
      readonly reason: UnclearTime['reason'];
    };

/** Stands in every form, and in few other texts. */
export const hasClock = /\d:\d\d|(?:pukul|jam) \d/;

const dayMs = 86_400_000;

// Without the flag `g` a pattern keeps no place, and needs no copy for each use.
const forms = Object.values(momentForms).map(
  ({ source, flags }) => new RegExp(source, flags.replace('g', '')),
);
const wholeForms = forms.map(
  ({ source }) =>
    new RegExp(
      String.raw`^["'[(]?(?:[A-Z][a-z]{2},? )?(?:${source})(?:\s\([^()]{1,60}\)|\[[\w/]{1,60}\]|[\])"'])*$`,
    ),
);

/** What a match of one of the forms tells; undefined for a date or an hour that does not exist. */
export function momentOf(match: RegExpMatchArray, context: PasteContext): Moment | undefined {
  const parts = match.groups ?? {};
  const writer = parts.zone === undefined ? utcWriterAround(match) : undefined;
  const zone = writer === undefined ? zoneIn(parts) : utc;
  const found = candidates(parts, zone, context);
  const [first, other] = found;
  if (first === undefined) return undefined;
  const words = match[0].replace(/\s+/g, ' ').trim().slice(0, 80);
  if (other !== undefined) return { ms: first, zone: 'unclear', words, reason: 'day' };
  if (zone?.kind === 'unclear') return { ms: first, zone: 'unclear', words, reason: 'zone' };
  if (zone === undefined) return { ms: first, zone: 'assumed-local', words };
  return { ms: first, zone: 'stated', ...(writer === undefined ? {} : { writer }) };
}

/** A moment of any form that a field or a header may hold: epoch seconds or milliseconds too. */
export function readMoment(value: string | number, context: PasteContext): Moment | undefined {
  return readIn(forms, value, context);
}

/** The same of a text that is nothing but a moment, however it is bracketed. */
export function readWholeMoment(text: string, context: PasteContext): Moment | undefined {
  return readIn(wholeForms, text.trim(), context);
}

/** The last time until then, in milliseconds since 1970, that a clock showed what the text is. */
export function readBareClock(text: string, untilMs: number, context: PasteContext): Moment | undefined {
  const match = bareClock.exec(text.trim());
  const parts = match?.groups ?? {};
  const [zone, timeMs] = [zoneIn(parts), clockMs(parts)];
  if (match === null || timeMs === undefined) return undefined;
  const todayMs = Math.floor(untilMs / dayMs) * dayMs;
  const days = [1, 0, -1, -2].map((day) => instantOf(todayMs + day * dayMs + timeMs, zone, context));
  const ms = days.find((one) => one <= untilMs);
  if (ms === undefined) return undefined;
  if (zone?.kind === 'unclear') return { ms, zone: 'unclear', words: match[0], reason: 'zone' };
  return zone === undefined ? { ms, zone: 'assumed-local', words: match[0] } : { ms, zone: 'stated' };
}

// A clock that runs fast is no other zone: those are a quarter of an hour apart and more.
const fastClockMs = 600_000;

/** The moment of something that has been: what is still to come in local time was not written in local time. */
export function pastMoment(moment: Moment, { nowMs }: PasteContext): Moment {
  const isToCome = moment.zone === 'assumed-local' && moment.ms > nowMs + fastClockMs;
  return isToCome ? { ...moment, zone: 'unclear', reason: 'to-come' } : moment;
}

function readIn(
  patterns: readonly RegExp[],
  value: string | number,
  context: PasteContext,
): Moment | undefined {
  if (typeof value === 'number' || /^\d{9,19}(?:\.\d{1,9})?$/.test(value)) return ofEpoch(Number(value));
  const short = value.slice(0, 120);
  if (!hasClock.test(short)) return undefined;
  for (const pattern of patterns) {
    const match = pattern.exec(short);
    const moment = match === null ? undefined : momentOf(match, context);
    if (moment !== undefined) return moment;
  }
  return undefined;
}

/** Between 2001 and 2096, in seconds, milliseconds, microseconds or nanoseconds. */
function ofEpoch(value: number): Moment | undefined {
  const unit = [1, 1e3, 1e6, 1e9].find((one) => value >= 1e9 * one && value < 4e9 * one);
  return unit === undefined ? undefined : { ms: Math.round((value / unit) * 1000), zone: 'stated' };
}

type Parts = Readonly<Record<string, string | undefined>>;

const utc: Zone = { kind: 'offset', minutes: 0 };

function zoneIn({ zone }: Parts): Zone | undefined {
  return zone === undefined ? undefined : zoneOf(zone);
}

/** The moments that may be meant, in milliseconds: none, one, or two where either number may be the day. */
function candidates(parts: Parts, zone: Zone | undefined, context: PasteContext): readonly number[] {
  const timeMs = clockMs(parts);
  if (timeMs === undefined) return [];
  const hasBeen = (ms: number) => ms <= context.nowMs + dayMs;
  const at = (dateMs: number) => instantOf(dateMs + timeMs, zone, context);
  const { year, month = '', day } = parts;
  if (parts.first !== undefined) {
    const readings = readingsOf(Number(parts.first), Number(parts.other));
    const inOrder = readings.filter(({ order }) => order === context.dayOrder);
    const possible = readings.length > 1 && inOrder.length > 0 ? inOrder : readings;
    const found = possible.flatMap((one) => dateMs(Number(year), one.month, one.day)).map(at);
    const past = found.filter(hasBeen);
    return past.length === 1 ? past : found;
  }
  const monthNumber = monthOf(month);
  if (year !== undefined) return dateMs(Number(year), monthNumber, Number(day)).map(at);
  const thisYear = new Date(context.nowMs).getUTCFullYear();
  // Of a clock ahead of ours it may be tomorrow already, even next year.
  const years = [thisYear + 1, thisYear, thisYear - 1];
  const found = years.flatMap((one) => dateMs(one, monthNumber, Number(day)).map(at));
  return found.filter(hasBeen).slice(0, 1);
}
