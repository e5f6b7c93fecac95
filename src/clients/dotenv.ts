import type { Path, PlainObject } from '../settings/plain-data.ts';

/**
 * The names and values of a `.env` file; the last of a name counts. Quoted text over several lines is not joined, and
 * nothing is put in for a variable. Source: the documentation of python-dotenv and of dotenv for Node.
 */
export function dotenvFrom(text: string): {
  readonly data: PlainObject;
  readonly lineOf: (path: Path) => number | undefined;
} {
  const data: Record<string, string> = Object.create(null);
  const lines = new Map<string, number>();
  for (const [index, line] of text
    .replace(/^\u{feff}/u, '')
    .split(/\r?\n/)
    .entries()) {
    const [, name, written = ''] = assignment.exec(line) ?? [];
    if (name === undefined) continue;
    data[name] = textIn(written.trim());
    lines.set(name, index + 1);
  }
  return { data, lineOf: ([name]) => lines.get(String(name)) };
}

const assignment = /^\s*(?:export\s+)?([a-z_][\w.-]*)\s*=(.*)$/i;

function textIn(written: string): string {
  const quoted = /^(?:'([^']*)'|"((?:[^"\\]|\\.)*)")/.exec(written);
  if (quoted === null) return written.replace(/(?:^|\s+)#.*$/, '');
  return quoted[1] ?? (quoted[2] ?? '').replace(/\\(["\\])/g, '$1');
}
