import type { ProbeHead, ProbeRow } from '../report/documents.ts';
import type { Redacted } from '../report/redact-by.ts';
import { safeJsonLine } from './escape.ts';
import { kindOf, type Renderer } from './kind.ts';

/**
 * One JSON object on each line. The end of a probe is the rows that were not printed while it ran, then a summary:
 * the document of `--json` without its rows. Any other document is one line that says what it is.
 */
export const ndjson: Renderer = (document) => {
  if (!('rows' in document)) return line({ kind: kindOf(document), ...document });
  const { rows, ...rest } = document;
  return [...rows.map((row) => line({ kind: 'row', ...row })), line({ kind: 'summary', ...rest })].join('');
};

/** The first line of a probe: which run it is, and how many calls it may make. */
export function planLine(head: Redacted<ProbeHead>): string {
  return line({ kind: 'plan', ...head });
}

/** One cell of a probe that is still going on. */
export function rowLine(row: Redacted<ProbeRow>): string {
  return line({ kind: 'row', ...row });
}

function line(record: object): string {
  return `${safeJsonLine(record)}\n`;
}
