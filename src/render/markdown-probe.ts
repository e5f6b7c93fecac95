import type { ProbeDocument, ProbeRow } from '../report/documents.ts';
import { cut } from './escape.ts';
import { asCode, inMarkdown, markdownTable } from './escape-markdown.ts';
import { groupsOf, listed, mostNotes } from './human/probe-groups.ts';
import { statement } from './human/probe-notes.ts';
import { tally, totalLines } from './human/probe-totals.ts';
import { seconds } from './human/words.ts';
import type { Lines } from './kind.ts';
import { aimLine } from './markdown-aim.ts';
import { grouped, planText } from './plan-text.ts';
import { isPlanned, mostListedRows, needsWords, noteworthy, type Pair, pairsOf } from './probe-cells.ts';
import { asStarted, noPaint, type Style } from './style.ts';

/** A table to paste: the matrix, or its numbers where it is too large for a comment, then what is not fine. */
export const probe: Lines<ProbeDocument> = (document, style) => {
  const plain = { ...style, paint: noPaint, columns: 1000 };
  const { provider, plan, dryRun, findings } = document;
  return [
    `## Probe of ${inMarkdown(provider.name)}: ${tally(document)}`,
    '',
    inMarkdown(aimLine(document)),
    '',
    ...(document.rows.length > mostListedRows ? counts(document) : whole(document)),
    ...findings.map(({ title, summary }) => `- **${inMarkdown(title)}** ${inMarkdown(cut(summary, 300))}`),
    ...(findings.length === 0 ? [] : ['']),
    ...(dryRun ? [inMarkdown(`${planText(plan, plain)} Nothing was sent.`), ''] : []),
    ...totalLines(document, plain).map(inMarkdown),
    ...ending(document, plain),
  ];
};

function whole({ rows, dryRun }: ProbeDocument): string[] {
  if (rows.length === 0) return [];
  const noted = rows.filter(needsWords).map(noteItem);
  const head = ['route', 'model', 'plain', 'streaming', 'first token', 'documented'];
  return [
    ...markdownTable(head, pairsOf(rows).map(dryRun ? plannedCells : cellsOf)),
    '',
    ...noted,
    ...(noted.length === 0 ? [] : ['']),
  ];
}

function plannedCells({ method, path, model, plain, stream }: Pair): string[] {
  const word = (row: ProbeRow | undefined) =>
    row === undefined ? '' : isPlanned(row) ? 'would be sent' : 'left out';
  return [`${method} ${path}`, model, word(plain), word(stream), '', stream?.documented ?? ''];
}

function cellsOf({ method, path, model, plain, stream }: Pair): string[] {
  const firstTokenMs = stream?.timings?.firstTokenMs ?? null;
  const differs = (plain?.mismatch ?? null) !== null || (stream?.mismatch ?? null) !== null;
  return [
    `${method} ${path}`,
    model,
    plain?.verdict ?? '',
    stream?.verdict ?? '',
    firstTokenMs === null ? '' : seconds(firstTokenMs),
    `${stream?.documented ?? ''}${differs ? ', differs' : ''}`,
  ];
}

function noteItem(row: ProbeRow): string {
  const { requestId, clientRequestId } = row;
  const id = requestId ?? clientRequestId;
  const whose = requestId === null || requestId === clientRequestId ? 'our request id' : 'request id';
  const trace = id === null ? '' : `, ${whose} ${asCode(cut(id, 80))}`;
  const words = [statement(row), ...(row.why === undefined ? [] : [row.why])].join('; ');
  return `- **${inMarkdown(row.verdict)}**: ${inMarkdown(words)}${trace}`;
}

function counts(document: ProbeDocument): string[] {
  const noted = noteworthy(document.rows);
  const rest = noted.length - mostNotes;
  const groups = groupsOf(document).map((group) => [
    group.route,
    group.mode,
    group.counts,
    group.differing === 0 ? '' : String(group.differing),
  ]);
  return [
    ...markdownTable(['route', 'mode', 'verdicts', 'differ'], groups),
    '',
    ...(noted.length === 0
      ? []
      : [
          ...markdownTable(
            ['verdict', 'route', 'model', 'mode', 'reason'],
            noted.slice(0, mostNotes).map(listed),
          ),
          '',
        ]),
    ...(rest > 0 ? [`and ${grouped(rest)} more`, ''] : []),
  ];
}

function ending({ interrupted, stopped, nextStep }: ProbeDocument, style: Style): string[] {
  return [
    ...(nextStep === null ? [] : ['', `- **Do**: ${inMarkdown(nextStep.text)}`]),
    ...(nextStep?.command === undefined || nextStep.command === stopped?.command
      ? []
      : [`- **Command**: ${asCode(asStarted(nextStep.command, style))}`]),
    ...(interrupted ? ['', 'Interrupted.'] : []),
    ...(stopped === undefined ? [] : ['', `- **Stopped**: ${inMarkdown(stopped.why)}`]),
    ...(stopped?.command === undefined
      ? []
      : [`- **Go on with**: ${asCode(asStarted(stopped.command, style))}`]),
  ];
}
