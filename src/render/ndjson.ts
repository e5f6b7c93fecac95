import type { CommandDocument, ProbeDocument } from '../report/documents.ts';
import { safeJsonLine } from './escape.ts';
import { kindOf, type Renderer } from './kind.ts';

/**
 * One JSON object on each line: the plan, every row, the summary. Put together again they are the document of
 * `--json`. Any other document is one line that says what it is.
 */
export const ndjson: Renderer = (document) => {
  const records = 'rows' in document ? probeRecords(document) : [{ kind: kindOf(document), ...document }];
  return records.map((record) => `${safeJsonLine(record)}\n`).join('');
};

function probeRecords(document: ProbeDocument & CommandDocument): object[] {
  const { schemaVersion, command, runId, provider, endpoint, sandbox, plan, dryRun, rows, ...summary } =
    document;
  return [
    { kind: 'plan', schemaVersion, command, runId, provider, endpoint, sandbox, plan, dryRun },
    ...rows.map((row) => ({ kind: 'row', ...row })),
    { kind: 'summary', ...summary },
  ];
}
