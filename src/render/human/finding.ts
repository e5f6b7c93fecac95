import { clientIds } from '../../errors/clients/words.ts';
import type { Fix } from '../../errors/entry.ts';
import type { FindingDocument, NextStep } from '../../report/documents.ts';
import { cut } from '../escape.ts';
import { bodyWidth, displayWidth, type Line, labelled } from '../layout.ts';
import { asStarted, type Style } from '../style.ts';
import { type FixWords, fixWords } from './fix.ts';
import { unstopped, whoseMove } from './words.ts';

const longestMessage = 300;

/** What stands in the block besides the finding itself. */
export interface CauseContext {
  readonly nextStep: NextStep | null;
  readonly contact: readonly string[];
  /** The scenario, for a run of the embedded gateway. */
  readonly sandbox: string | null;
}

/** First cause, whose move, what was seen, what is likely, what to do: the block that people read first. */
export function causeBlock(finding: FindingDocument, context: CauseContext, style: Style): string[] {
  const row = (label: string, lines: readonly string[]) => labelled(label, lines, style.columns);
  return [
    ...row('First cause', [headline(finding)]),
    ...row('Whose move', [whoseMove[finding.owner]]),
    ...row('Seen', [seen(finding)]),
    ...(finding.causes.length === 0 ? [] : row('Likely', [likely(finding, style)])),
    ...doLines(finding, context.nextStep, style),
    ...(style.verbose ? more(finding, style) : []),
    ...ifItStays(finding, context, style),
  ];
}

/** The one next step, or the first fix where there is none. */
export function doLines(finding: FindingDocument | null, nextStep: NextStep | null, style: Style): string[] {
  const fix = finding?.fixes[0];
  const lines =
    nextStep === null
      ? fix === undefined
        ? []
        : joined(fixWords(fix, style), style)
      : step(fix, nextStep, style);
  const rows = labelled('Do', lines, style.columns);
  return lines.length === 0 ? [] : rows;
}

function step(fix: Fix | undefined, { command, text }: NextStep, style: Style): Line[] {
  const line = fix?.kind === 'set' ? fixWords(fix, style).copy : undefined;
  const copy = command === undefined ? undefined : asStarted(command, style);
  // Not "check again, then: nexus doctor": the command is what checks again.
  const saysAgain = fix === undefined || fix.kind === 'run' || /check again$/.test(text);
  const hasThen = !saysAgain && /\bthen\b|check again/.test(text);
  if (hasThen && copy !== undefined) return [text, { whole: copy }];
  if (line === undefined) return joined({ text, copy }, style, saysAgain ? ':' : ', then:');
  return [
    ...joined({ text, copy: line }, style),
    ...(copy === undefined ? [] : [{ whole: `then:  ${copy}` }]),
  ];
}

/** A finding that is not the first cause, in one or two lines. */
export function alsoLines(finding: FindingDocument, style: Style): [string, ...Line[]] {
  const fix = finding.fixes[0];
  const details = style.verbose
    ? [seen(finding), ...finding.causes.map((cause) => `likely: ${cause}`), `id: ${finding.id}`]
    : [];
  return [
    `${headline(finding)}${unconfirmed(finding, style)}`,
    ...[...details, ...(fix === undefined ? [] : joined(fixWords(fix, style), style))].map(indented),
  ];
}

function indented(line: Line): Line {
  return typeof line === 'string' ? `  ${line}` : { whole: `  ${line.whole}` };
}

/** The title with the code behind it, where a gateway gave one. */
export function headline({ id, title }: FindingDocument): string {
  const [origin = '', code = ''] = id.split('/');
  const ours = ['local', 'network', 'edge', 'stream', ...clientIds].includes(origin);
  return ours || title.includes(code) ? title : `${title}: ${code}`;
}

// A foreign message may name the request itself; saying it twice helps nobody.
function seen({ summary, requestId, seenAt }: FindingDocument): string {
  const parts = [cut(summary, longestMessage)];
  if (requestId !== undefined && !summary.includes(requestId)) parts.push(`request_id ${cut(requestId, 80)}`);
  const time = /T(\d\d:\d\d:\d\d)/.exec(seenAt ?? '')?.[1];
  if (time !== undefined) parts.push(`${time} UTC`);
  return parts.map((part, place) => (place < parts.length - 1 ? unstopped(part) : part)).join(', ');
}

function likely({ causes }: FindingDocument, style: Style): string {
  const named = style.verbose ? causes : causes.slice(0, 3);
  const [last = '', ...others] = named.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')}, or ${last}`;
}

function more(finding: FindingDocument, style: Style): string[] {
  const others = finding.fixes.slice(1).flatMap((fix) => joined(fixWords(fix, style), style));
  return [
    ...(others.length === 0 ? [] : labelled('Or', others, style.columns)),
    ...(finding.docs === undefined ? [] : labelled('Read', [finding.docs], style.columns)),
    ...(finding.unconfirmed ? labelled('Note', ['not confirmed on the live gateway'], style.columns) : []),
    // What `explain` takes, and what an issue about this line can name.
    ...labelled('Id', [finding.id], style.columns),
  ];
}

function unconfirmed(finding: FindingDocument, style: Style): string {
  return style.verbose && finding.unconfirmed ? ' (not confirmed on the live gateway)' : '';
}

function ifItStays(finding: FindingDocument, context: CauseContext, style: Style): string[] {
  return finding.owner === 'your-network' ? [] : supportLines(context, style);
}

/** The command that makes the ticket, and whom it goes to; nothing where nobody is documented. */
export function supportLines(
  { contact, sandbox }: Pick<CauseContext, 'contact' | 'sandbox'>,
  style: Style,
): string[] {
  if (contact.length === 0) return [];
  const command = asStarted(sandbox === null ? 'nexus report' : `nexus report --sandbox ${sandbox}`, style);
  const send = `makes the ticket for the support: ${contact.join(', or ')}`;
  return labelled('If it stays', [{ whole: command }, send], style.columns);
}

/** Words and what to copy on one line if it fits; otherwise the thing to copy gets a line of its own. */
function joined({ text, copy }: FixWords, style: Style, link = ':'): Line[] {
  if (copy === undefined) return [text];
  if (text === '') return [{ whole: copy }];
  const line = `${unstopped(text)}${link}  ${copy}`;
  const fits = displayWidth(line) <= bodyWidth(style.columns);
  return fits ? [{ whole: line }] : [`${unstopped(text)}${link}`, { whole: copy }];
}
