import { monthNames } from './calendar.ts';
import { capitalZonePattern, zonePattern } from './zones.ts';

const clock = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?!\d)(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?`;
const half = String.raw`(?:\s?(?<half>[AaPp])\.?[Mm]\b\.?)?`;
const time = clock + half + zonePattern;
/** What people put between a day and a clock; some say that the clock is not exact. */
const toClock = String.raw`(?:(?:г\.?|года|в|at|around|about|около|примерно|где-то|pukul|jam|sekitar|~),?\s{0,2}){0,4}`;
const anyMonth = monthNames.map((name) => name.replace(/^./, (first) => `[${first}${first.toUpperCase()}]`));
const monthName = '(?<month>[A-Z][a-z]{2,8})';

/**
 * The ways a moment is written; all use the same names for the same parts. `slashed` has two numbers of which either may
 * be the day. `spoken` is what people write in a chat, in English, Russian or Indonesian. `script` is what JavaScript and people write, `syslog` also what `date` and ctime print, with the year
 * at the end. `klog` is the head of https://pkg.go.dev/k8s.io/klog/v2 and, with a year, of glog.
 */
export const momentForms = {
  iso: new RegExp(
    String.raw`(?<!\d)(?<year>\d{4})[-/](?<month>\d{2})[-/](?<day>\d{2})(?:[Tt ]|, | - )\s?(?:в\s)?${time}`,
    'g',
  ),
  http: new RegExp(String.raw`(?<!\d)(?<day>\d{1,2})[ /-]${monthName}[ /-](?<year>\d{4})[ :]${time}`, 'g'),
  script: new RegExp(String.raw`\b${monthName}\.? (?<day>\d{1,2}),? (?<year>\d{4}),?(?: at)? ${time}`, 'g'),
  dotted: new RegExp(
    String.raw`(?<![\d.])(?<day>\d{1,2})\.(?<month>\d{2})\.(?<year>\d{4})(?:,|\s?г\.)?\s{1,2}${toClock}${time}`,
    'g',
  ),
  spoken: new RegExp(
    String.raw`(?<![\d.:,])(?<day>\d{1,2})\s(?<month>${anyMonth.join('|')})(?![A-Za-zА-Яа-яЁё\d])\.?(?:\s(?<year>20\d{2})(?!\d))?,?\s{1,2}${toClock}(?<hour>\d{1,2})[:.](?<minute>\d{2})(?![\d])(?::(?<second>\d{2}))?${half}${zonePattern}`,
    'g',
  ),
  slashed: new RegExp(
    String.raw`(?<![\d/-])(?<first>\d{1,2})(?<between>[/-])(?<other>\d{1,2})\k<between>(?<year>\d{4}),?\s{1,2}(?:(?:at|в)\s)?${time}`,
    'g',
  ),
  syslog: new RegExp(
    String.raw`\b${monthName} {1,2}(?<day>\d{1,2}) ${clock}(?![:\d])${half}${capitalZonePattern}(?: (?<year>20\d{2})(?![\d-]))?`,
    'g',
  ),
  klog: new RegExp(
    String.raw`(?<![\w])[IWEF](?<year>20\d{2})?(?<month>\d{2})(?<day>\d{2}) ${clock} {1,9}\d{1,9} [\w./-]{1,80}:\d{1,6}\]`,
    'g',
  ),
} as const;

/** A clock without a date, as people type it. */
export const bareClock = new RegExp(`^${time}[)\\]]?$`);
