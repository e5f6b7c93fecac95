import type { FindingDocument, ProbeDocument, ProbeRow } from '../report/documents.ts';
import { cellWords } from './human/cell-words.ts';
import { statement } from './human/probe-notes.ts';
import { inFile, seconds, tag, xml } from './junit-xml.ts';
import { needsWords, stateOf } from './probe-cells.ts';

/** One case for each cell of the matrix. What kept it from being probed is a case too: silence would look green. */
export function probeSuite(document: ProbeDocument): string {
  const { rows, verdict, runId } = document;
  const extra = wholeRun(document);
  const number = (state: string) => rows.filter((row) => stateOf(row) === state).length;
  return inFile([
    tag('testsuite', [
      ['name', `nexus probe: ${verdict}`],
      ['id', runId],
      ['tests', rows.length + extra.length],
      ['failures', number('failed')],
      // An open question is not a failure of the gateway, and must not look like a pass either.
      ['errors', number('open') + extra.length],
      ['skipped', number('skipped')],
    ]),
    ...extra,
    ...rows.map(testCase),
  ]);
}

function wholeRun(document: ProbeDocument): string[] {
  const { findings, verdict, rows, dryRun, stopped, nextStep, interrupted, noSpend } = document;
  const first = findings.find(({ severity }) => severity !== 'warning');
  const isGreen = rows.every((row) => ['fine', 'skipped'].includes(stateOf(row)));
  const isOpen = verdict === 'broken' || verdict === 'inconclusive';
  const early = stopped?.why ?? (interrupted ? 'interrupted' : undefined);
  if (
    first === undefined &&
    early === undefined &&
    ((dryRun && noSpend === undefined) || !isGreen || !isOpen)
  )
    return [];
  const message =
    first?.title ?? early ?? (noSpend ? 'no call was made: --no-spend' : nextStep?.text) ?? verdict;
  const error = tag('error', [
    ['message', message],
    ['type', first?.id ?? verdict],
  ]);
  const start = tag('testcase', [
    ['classname', 'probe'],
    ['name', 'The whole matrix can be probed'],
  ]);
  return [`${start}${error}${xml(detailsOf(findings))}</error></testcase>`];
}

function testCase(row: ProbeRow): string {
  const start = tag('testcase', [
    ['classname', `${row.method} ${row.path}`],
    [
      'name',
      `${row.model === '' ? 'no model' : row.model}, ${row.stream ? 'streaming' : 'plain'}: ${row.verdict}`,
    ],
    ['time', seconds(row.timings?.totalMs ?? 0)],
  ]);
  return `${start}${bodyOf(row)}</testcase>`;
}

function bodyOf(row: ProbeRow): string {
  const { findings, verdict, why } = row;
  const [first] = findings;
  const attributes = [
    ['message', statement(row)],
    ['type', first?.id ?? verdict],
  ] as const;
  const details = xml([detailsOf(findings), idsOf(row)].filter(Boolean).join('; '));
  switch (stateOf(row)) {
    case 'fine':
      return needsWords(row)
        ? `<system-out>${xml([statement(row), why].filter(Boolean).join('; '))}</system-out>`
        : '';
    case 'failed':
      return `${tag('failure', attributes)}${details}</failure>`;
    case 'open':
      return `${tag('error', attributes)}${details}</error>`;
    case 'skipped':
      return `${tag('skipped', [['message', why ?? cellWords.skipped]])}</skipped>`;
  }
}

/** The gateway's own id is the one to ask its support about; ours alone is no such id. */
function idsOf({ requestId, clientRequestId }: ProbeRow): string {
  const ours = clientRequestId === requestId ? null : clientRequestId;
  return [
    ...(requestId === null ? [] : [`request_id ${requestId}`]),
    ...(ours === null ? [] : [`ours ${ours}`]),
  ].join(', ');
}

function detailsOf(findings: readonly FindingDocument[]): string {
  return findings.map(({ id, summary, owner }) => `${id}: ${summary} (whose move: ${owner})`).join('; ');
}
