import type { Mark } from './mark.ts';

/** How a terminal shows what a person typed: `> ` of Claude Code and aider, `› ` of Codex, `❯ ` of shells. */
const prompt = /^[ \t│┃|]{0,8}[>›❯][ \t]{1,4}(?=\S)/;
const quoteMarks = /^(?:[ \t│┃|]{0,8}[>›❯]){1,8}/;
const label = /^[ \t]{0,8}(?:user|human|you|me|prompt)[ \t]?:[ \t]{1,4}(?=\S)/i;
/** Codex writes it above what it was asked. */
const heading = /^(?:\[[^\]\n]{8,40}\] )?(?:user|User instructions):?[ \t]*$/;
const behindHeading =
  /^(?:\[?\d{4}-\d\d-\d\d|-{4}|(?:codex|thinking|assistant|user)$|exec\b|tokens used|(?:stream )?(?:error|warn(?:ing)?)\b|reconnecting|[ \t]*[■⚠✗●⏺⎿•╭╰{[<])/i;
const command =
  /(?:^|[\s;|&(])(?:claude|codex|opencode|aider|cline|crush|goose|gemini|llm|cn)[ \t]{1,4}(?:-{1,2}\w|e(?:xec)?\b|run\b|ask\b|["'“«])/;
const goesOn = /^ {2,}(?![ \t]*[⎿●⏺■⚠✗•])\S/;

/** A longer one is read so far. */
const mostLines = 100;

/**
 * What the lines of a text show to be typed by a person, by the forms of coding agents. `rawText` has the lines as they
 * were pasted, `plainText` without quotes and boxes. A line that tells of a failure was not typed, whatever stands before it.
 */
export function typedLines(
  rawText: string,
  plainText: string,
  marks: readonly Mark[],
  lineOf: (at: number) => number,
): readonly string[] {
  const [raw, plain] = [rawText.split('\n'), plainText.split('\n')];
  const failures = marks.filter((mark) => mark.kind === 'failure' && mark.mentioned !== true);
  const failed = new Set(failures.map(({ at }) => lineOf(at) - 1));
  const linesFrom = (first: number, lines: readonly string[], isIn: (line: string) => boolean) => {
    const end = Math.min(first + mostLines, lines.length);
    let last = first;
    while (last < end && isIn(lines[last] ?? '') && !failed.has(last)) last += 1;
    return lines.slice(first, last).join('\n');
  };
  return plain.flatMap((line, index): readonly string[] => {
    if (heading.test(line)) return [linesFrom(index + 1, plain, (next) => !behindHeading.test(next))];
    if (failed.has(index)) return [];
    if (isPrompt(raw, index)) {
      const quotes = depthOf(raw[index] ?? '') - 1;
      const rest = linesFrom(index + 1, raw, (next) => goesOn.test(withoutMarks(next, quotes)));
      return [`${line}\n${rest}`, ...argumentsIn(line)];
    }
    if (label.test(line)) return [line.replace(label, '')];
    const start = command.exec(line)?.index;
    if (start === undefined) return [];
    const open = openQuote(line.slice(start));
    let isOpen = open !== undefined;
    const rest = linesFrom(index + 1, plain, (next) => {
      const wasOpen = isOpen;
      if (open !== undefined && next.includes(open)) isOpen = false;
      return wasOpen;
    });
    const whole = `${line.slice(start)}\n${rest}`;
    return [whole, ...argumentsIn(whole)];
  });
}

/** One line with a mark more than its neighbours: several in a row are a quotation. */
function isPrompt(raw: readonly string[], index: number): boolean {
  const line = raw[index] ?? '';
  const depth = Math.max(1, depthOf(line));
  if (!prompt.test(withoutMarks(line, depth - 1))) return false;
  return depthOf(raw[index - 1] ?? '') < depth && depthOf(raw[index + 1] ?? '') < depth;
}

function depthOf(line: string): number {
  return quoteMarks.exec(line)?.[0].match(/[>›❯]/g)?.length ?? 0;
}

function withoutMarks(line: string, count: number): string {
  return line.replace(new RegExp(`^(?:[ \\t│┃|]{0,8}[>›❯][ \\t]?){0,${count}}`), '');
}

/** What stands in quotation marks. */
function argumentsIn(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]{1,4000})"|'([^']{1,4000})'/g)].map(([, one, other]) => one ?? other ?? '');
}

/** The quotation mark that a line leaves open. */
function openQuote(line: string): string | undefined {
  // Within a word it is an apostrophe.
  const [mark] = /(?<=[\s=])["']/.exec(line) ?? [];
  return mark !== undefined && line.split(mark).length % 2 === 0 ? mark : undefined;
}
