import { type FactMark, fact, type Mark, nearMsOf } from '../mark.ts';
import type { PasteContext } from '../paste.ts';
import { clockMs, dateMs, monthOf } from './calendar.ts';
import { instantOf, zoneOf } from './zones.ts';

/** The time of an access line, as nginx and Apache write it: https://httpd.apache.org/docs/2.4/logs.html#common */
const accessTime =
  /\[(?<day>\d{2})\/(?<month>[A-Z][a-z]{2})\/(?<year>\d{4}):(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2}) (?<zone>[+-]\d{4})\]/g;

/** A call is written down when it ends, which may be a tick behind its error. */
const sameClockMs = 1000;

/**
 * The sightings, where a clock without a zone shows the same second as an access line that states one: the error log and
 * the access log of one server are written in one zone.
 */
export function withSharedZone(marks: readonly Mark[], text: string, context: PasteContext): readonly Mark[] {
  if (!marks.some((mark) => mark.kind === 'fact' && wallOf(mark, context) !== undefined)) return marks;
  const stated = [...text.matchAll(accessTime)].flatMap(({ groups = {} }) => {
    const { year, month = '', day, zone = '' } = groups;
    const timeMs = clockMs(groups);
    if (timeMs === undefined) return [];
    return dateMs(Number(year), monthOf(month), Number(day)).map((ms) => ({ wallMs: ms + timeMs, zone }));
  });
  if (stated.length === 0) return marks;
  const zoneAt = (wallMs: number) => stated.find((one) => Math.abs(one.wallMs - wallMs) <= sameClockMs)?.zone;
  return marks.map((mark) => {
    const wallMs = mark.kind === 'fact' ? wallOf(mark, context) : undefined;
    const zone = wallMs === undefined ? undefined : zoneAt(wallMs);
    if (mark.kind !== 'fact' || wallMs === undefined || zone === undefined) return mark;
    const ms = instantOf(wallMs, zoneOf(zone), context);
    return fact('timeMs', ms, `${mark.from}, in the zone of the access line`, mark.at, mark.rank);
  });
}

/** What the clock showed, as if it were UTC: of a time without a zone, also of one that seems still to come. */
function wallOf(mark: FactMark, { offsetMinutes }: PasteContext): number | undefined {
  const isLocal =
    mark.fact === 'localTimeMs' || (mark.fact === 'unclearTime' && mark.value.reason === 'to-come');
  const ms = isLocal ? nearMsOf(mark) : undefined;
  return ms === undefined ? undefined : ms + offsetMinutes(ms) * 60_000;
}
