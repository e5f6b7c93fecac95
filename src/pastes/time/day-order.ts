import { momentForms } from './time-forms.ts';

/** In which order a text writes day and month as numbers. */
export type DayOrder = 'day-first' | 'month-first';

/** A day of a month, from 1 both. */
export interface DayAndMonth {
  readonly day: number;
  readonly month: number;
}

/** What `22/11` and `11/22` may mean: one or two readings, none for numbers that are no date. */
export function readingsOf(first: number, second: number): readonly (DayAndMonth & { order: DayOrder })[] {
  const dayFirst = { day: first, month: second, order: 'day-first' } as const;
  if (first === second) return [dayFirst];
  const readings = [dayFirst, { day: second, month: first, order: 'month-first' } as const];
  return readings.filter(({ day, month }) => month >= 1 && month <= 12 && day >= 1 && day <= 31);
}

/** The order of all dates of a text that can be read in one way only; undefined where they differ or there is none. */
export function dayOrderOf(text: string): DayOrder | undefined {
  let order: DayOrder | undefined;
  for (const { groups } of text.matchAll(momentForms.slashed)) {
    const [first, second] = [Number(groups?.first), Number(groups?.other)];
    const [only, more] = readingsOf(first, second);
    if (only === undefined || more !== undefined || first === second) continue;
    if (order !== undefined && order !== only.order) return undefined;
    order = only.order;
  }
  return order;
}
