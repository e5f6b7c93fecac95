import type { PasteContext } from '../paste.ts';

/** How local time is told from UTC: minutes that it is ahead, a place, or a name that does not settle it. */
export type Zone =
  | { readonly kind: 'offset'; readonly minutes: number }
  | { readonly kind: 'place'; readonly name: string }
  | { readonly kind: 'unclear' };

/** Names that people put an offset behind: `UTC+3`, `МСК+2`. Chats write them in small letters too. */
const bases: Readonly<Record<string, number>> = { utc: 0, gmt: 0, msk: 180, мск: 180, москве: 180 };

/** Minutes ahead of UTC of names that stand for one offset; the American ones as in RFC 5322, section 4.3. */
const named: Readonly<Record<string, number>> = {
  ...{ wet: 0, west: 60, cet: 60, cest: 120, eet: 120, eest: 180, trt: 180, sast: 120 },
  ...{ samt: 240, yekt: 300, omst: 360, krat: 420, novt: 420, irkt: 480, yakt: 540, vlat: 600 },
  ...{ wib: 420, wita: 480, wit: 540, ict: 420, pkt: 300, npt: 345, hkt: 480, myt: 480, sgt: 480 },
  ...{ jst: 540, kst: 540, awst: 480, acst: 570, acdt: 630, aest: 600, aedt: 660, nzst: 720, nzdt: 780 },
  ...{ brt: -180, est: -300, edt: -240, mst: -420, mdt: -360, pst: -480, pdt: -420 },
  ...{ akst: -540, akdt: -480, hst: -600 },
};

/** Names of several zones, hours apart: of India, Israel and Ireland, of Chicago and Shanghai, of London and Dhaka. */
const shared = 'ist cst cdt bst ast adt gst sst wst amt amst ect et ct mt pt'.split(' ');

const places = 'Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific';
const place = String.raw`(?:${places})\/[A-Z]\w{1,30}(?:\/[A-Z]\w{1,30})?`;
const hours = String.raw`[+\-−]\d{1,2}(?::?\d{2})?`;
const bare = String.raw`[+\-−](?:0\d|1[0-4])(?::?(?:00|15|30|45))?(?!\w|[:.]\d)`;
const noWord = String.raw`(?![\wа-яёА-ЯЁ])`;
const inCapitals = [...Object.keys(named), ...shared].map((name) => name.toUpperCase()).join('|');

function zoneSource(basesAndUtc: readonly string[]): string {
  const [utc, ...others] = basesAndUtc;
  const names = String.raw`(?:${others.join('|')})(?:\s?${hours})?|(?:${inCapitals})(?:${hours})?|${utc}`;
  const before = String.raw`\s{0,2}(?:\(|\[(?=(?:${places})\/))?(?:по\s)?`;
  return `(?:${before}(?<zone>(?:${names})${noWord}|${bare}|${place}))?`;
}

/** A zone behind a clock, or nothing; the group is called `zone`. */
export const zonePattern = zoneSource(['[zZ]', ...Object.keys(bases), 'wib'].map(inAnyCase));

/** The same where a word in small letters behind the clock is the name of a machine. */
export const capitalZonePattern = zoneSource(['Z', ...Object.keys(bases).map((name) => name.toUpperCase())]);

const parts = /^(.*?)(?:\s?([+\-−])(\d{1,2}?)(?::?(\d{2}))?)?$/;

/** What a text of that pattern says. */
export function zoneOf(text: string): Zone {
  if (text.includes('/')) return isPlace(text) ? { kind: 'place', name: text } : { kind: 'unclear' };
  const [, name = '', sign, hour = '0', minute = '0'] = parts.exec(text) ?? [];
  const base = name === '' ? 0 : minutesOf(name.toLowerCase(), sign !== undefined);
  const ahead = (sign === '+' ? 1 : -1) * (Number(hour) * 60 + Number(minute));
  const isOffset = Number(minute) < 60 && ahead >= -720 && ahead <= 840;
  if (base === undefined || !isOffset) return { kind: 'unclear' };
  return { kind: 'offset', minutes: base + (sign === undefined ? 0 : ahead) };
}

/** UTC milliseconds of what a clock shows there; without a zone it is the clock of this machine. */
export function instantOf(wallMs: number, zone: Zone | undefined, { offsetMinutes }: PasteContext): number {
  if (zone?.kind === 'offset') return wallMs - zone.minutes * 60_000;
  const ahead = zone?.kind === 'place' ? offsetIn(zone.name) : offsetMinutes;
  // The offset is that of the moment which is looked for, so it is asked twice.
  return wallMs - ahead(wallMs - ahead(wallMs) * 60_000) * 60_000;
}

/** Only some names take an offset: what `EST+1` is, nobody says. */
function minutesOf(name: string, hasOffset: boolean): number | undefined {
  if (name === 'z') return 0;
  return bases[name] ?? (hasOffset ? undefined : named[name]);
}

function inAnyCase(name: string): string {
  return name.startsWith('[') ? name : [...name].map((one) => `[${one}${one.toUpperCase()}]`).join('');
}

function isPlace(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

function offsetIn(timeZone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (atMs) => {
    const name = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const zone = zoneOf(name);
    return zone.kind === 'offset' ? zone.minutes : 0;
  };
}
