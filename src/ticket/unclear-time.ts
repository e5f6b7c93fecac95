import type { UnclearTime } from '../pastes/paste.ts';

/** Why a time that stands there can't be told in UTC. */
export const doubtWords: Readonly<Record<UnclearTime['reason'], string>> = {
  zone: 'its zone does not tell the offset from UTC',
  day: 'either number may be the day',
  'to-come': 'in local time of this machine it is still to come',
};

/** A time that nobody can misread, as a flag takes it. */
export const clearTime = '"2026-11-22 09:42 +03:00"';

/** Said in place of a time. The words are a date, a clock and a zone, and nothing else of the text. */
export function unclearTimeRemark({ value, reason }: UnclearTime): string {
  return `the text gives "${value}", and ${doubtWords[reason]}`;
}
