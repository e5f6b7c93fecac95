/** A run of lines with one mark before each: `>` of a mail or an issue, `|` and `│` of a box. */
const markedRun = /^([ \t]{0,8})([>|│])[^\n]*(?:\n\1\2[^\n]*)*$/gm;
/** curl shows with `>` what it sent; there the mark says whose header it is. */
const sentByCurl = /^[ \t]{0,8}> ?(?:GET|POST|PUT|HEAD|DELETE) \/\S*/m;
const answerToCurl = /^[ \t]{0,8}< ?(?:HTTP\/|[\w-]{1,60}:|$)/m;

const onlySpaces = /^[ \t]+$/gm;
const fence = /^[ \t]{0,8}(?:```|~~~)[\w-]{0,20}[ \t]*$/gm;
/** Indented lines between empty ones, or behind a colon: code among words, or everything. */
const indentedBlock = /(?<=^|\n\n|:\n)(?:(?:\t|[ ]{2})[ \t]*[^ \t\n][^\n]*(?:\n|$))+(?![^\n])/g;

/** How often a text may be quoted again; further in nothing is looked for. */
const mostMarks = 6;

/** A text without what people put before each line to show that it is not theirs. Lines keep their numbers. */
export function bareLines(text: string): string {
  let bare = text.replace(onlySpaces, '');
  if (bare.includes('```') || bare.includes('~~~')) bare = bare.replace(fence, '');
  for (let time = 0; time < mostMarks; time += 1) {
    const next = withoutMarks(withoutIndent(bare));
    if (next === bare) break;
    bare = next;
  }
  return bare;
}

function withoutMarks(text: string): string {
  if (!/^[ \t]{0,8}[>|│]/m.test(text)) return text;
  // Once for the whole text: for each run anew, a text of many runs takes quadratic time.
  const hasAnswer = answerToCurl.test(text);
  const isCurl = (part: string) => hasAnswer || sentByCurl.test(part);
  return text.replace(markedRun, (run: string, indent: string, mark: string, at: number) => {
    const isWhole = at === 0 && run.length >= text.trimEnd().length;
    if (mark === '>' && (isWhole ? sentByCurl.test(run) : isCurl(run))) return run;
    const own = indent.length + 1;
    return run
      .split('\n')
      .map((line) => line.slice(line[own] === ' ' ? own + 1 : own))
      .join('\n');
  });
}

/** Takes off what the lines of a block have in common, block by block: a person's own words stand further left. */
function withoutIndent(text: string): string {
  return text.replace(indentedBlock, (block) => {
    const indents = block.match(/^[ \t]+/gm) ?? [];
    const common = indents.reduce(
      (least, indent) => Math.min(least, indent.length),
      Number.POSITIVE_INFINITY,
    );
    return Number.isFinite(common) ? block.replace(new RegExp(`^[ \\t]{${common}}`, 'gm'), '') : block;
  });
}
