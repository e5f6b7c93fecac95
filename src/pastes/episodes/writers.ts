/** What a log puts before a line to tell which process wrote it; the first group names it. */
const prefixes: readonly RegExp[] = [
  // docker compose: `api-1  | …`
  /^([\w.-]{1,60})\s{0,30} \| /,
  // kubectl logs --prefix: `[pod/name/container] …`, and `pod/name …`
  /^\[?(pods?\/[\w.-]{1,80}(?:\/[\w.-]{1,80})?)\]?\s/,
  // syslog and strace: `app[101]: …`, `[pid 17] …`
  /^(?:\S{1,40}\s{1,3}){0,5}?([\w./-]{1,40}\[\d{2,9}\]):\s/,
  /^(?:\S{1,40}\s{1,3}){0,3}?\[(pid[ :=]{0,2}\d{1,9})\]/i,
  // gunicorn: `[2026-11-22 12:42:07 +0000] [17] [ERROR] …`
  /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}\] (\[\d{1,9}\]) \[/,
  // Names with a number, before the words of the line: `2026-11-22T09:42:00Z INFO worker-1 …`
  /^(?:\S{1,40}\s{1,3}){0,4}?[[(]?((?:worker|thread|process|proc|task|job|pid)[-_ #:=]{0,2}\d{1,6})[\])]?(?=[\s:|])/i,
];

/** Only the head of a line can tell its writer. */
const longestHead = 200;

/**
 * Tells the writer of a line, from 1, where a text is a log of several that write at the same time; undefined for all
 * others. A line without a prefix goes on with the one above it, until an empty one.
 */
export function writersOf(text: string): ((line: number) => string | undefined) | undefined {
  const lines = text.split('\n');
  const prefix = prefixes.find((one) => new Set(lines.flatMap((line) => nameIn(line, one) ?? [])).size > 1);
  if (prefix === undefined) return undefined;
  let current: string | undefined;
  const writers = lines.map((line) => {
    current = line.trim() === '' ? undefined : (nameIn(line, prefix) ?? current);
    return current;
  });
  return (line) => writers[line - 1];
}

function nameIn(line: string, prefix: RegExp): string | undefined {
  return prefix.exec(line.slice(0, longestHead))?.[1]?.toLowerCase();
}
