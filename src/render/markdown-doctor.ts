import type { CheckDocument, DoctorDocument, FindingDocument } from '../report/documents.ts';
import { cut } from './escape.ts';
import { asCode, inMarkdown, markdownTable } from './escape-markdown.ts';
import { fixWords } from './human/fix.ts';
import { noCallLines, totals, verdictLines } from './human/verdict.ts';
import { whoseMove } from './human/words.ts';
import type { Lines } from './kind.ts';
import { aimLine } from './markdown-aim.ts';
import { asStarted, noPaint, type Style } from './style.ts';

/** The verdict and its first cause, then every check in a table, then the other findings. */
export const doctor: Lines<DoctorDocument> = (document, style) => {
  const plain = { ...style, paint: noPaint, columns: 1000 };
  const first = document.firstCause?.finding ?? null;
  const others = document.results
    .flatMap(({ findings }) => findings)
    .filter((finding) => finding.id !== first?.id);
  const [sentence = '', ...limits] = verdictLines(document, plain);
  return [
    `## ${inMarkdown(sentence)}`,
    '',
    inMarkdown(aimLine(document)),
    '',
    ...limits.flatMap((line) => [inMarkdown(line), '']),
    ...noCallLines(document, plain).flatMap((line) => [inMarkdown(line), '']),
    ...(first === null ? nextItems(document, plain) : [...cause(first, document, plain), '']),
    ...markdownTable(['result', 'check', 'seen'], document.results.map(row)),
    '',
    ...others.map(
      (finding) => `- **${inMarkdown(finding.title)}**: ${inMarkdown(cut(finding.summary, 300))}`,
    ),
    '',
    ...totals(document, plain).map(inMarkdown),
  ];
};

/** What to do where no finding is the cause: after an interrupt, or where too little was checked. */
function nextItems({ nextStep }: DoctorDocument, style: Style): string[] {
  if (nextStep === null) return [];
  const items = [`- **Do**: ${inMarkdown(nextStep.text)}`, ...commandItem(nextStep.command, style)];
  return [...items, ''];
}

function commandItem(command: string | undefined, style: Style): string[] {
  return command === undefined ? [] : [`- **Command**: ${asCode(asStarted(command, style))}`];
}

function cause(finding: FindingDocument, { nextStep }: DoctorDocument, style: Style): string[] {
  const fix = finding.fixes[0];
  const step = nextStep ?? (fix === undefined ? null : { ...fixWords(fix, style) });
  const command = nextStep?.command ?? (fix?.kind === 'run' ? fix.command : undefined);
  const items = [
    ['First cause', finding.title],
    ['Whose move', whoseMove[finding.owner]],
    ['Seen', cut(finding.summary, 300)],
    ['Request id', finding.requestId ?? ''],
    ['Likely', finding.causes.join('; ')],
    ['Do', step?.text ?? ''],
  ] as const;
  const lines = items
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `- **${label}**: ${inMarkdown(text)}`);
  return [...lines, ...commandItem(command, style)];
}

function row({ status, title, fact, findings, blockedBy, why }: CheckDocument): string[] {
  const seen = blockedBy === undefined ? (fact ?? findings[0]?.summary ?? why ?? '') : `needs ${blockedBy}`;
  return [status, title, cut(seen, 120)];
}
