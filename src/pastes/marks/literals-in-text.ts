import { type LiteralRecord, readLiteral } from './literal.ts';

/** Characters that may be read in vain: each brace that begins nothing is looked behind once more. */
const mostWork = 12_000_000;
const costOfATry = 40;

/** The objects of a text in their order, and the text without them: the same length, the same lines. */
export interface LiteralsInText {
  readonly records: readonly { readonly record: LiteralRecord; readonly end: number }[];
  readonly rest: string;
}

/** Finds objects by their braces. `{\"…` is left alone: it stands inside of a text that is still to be opened. */
export function literalsInText(text: string): LiteralsInText {
  const records: { readonly record: LiteralRecord; readonly end: number }[] = [];
  const rest: string[] = [];
  let from = 0;
  let work = 0;
  for (let at = text.indexOf('{'); at !== -1 && work < mostWork; at = text.indexOf('{', at + 1)) {
    const { record, end } = readLiteral(text, at);
    if (record === undefined || record.fields.length === 0) {
      work += end - at + costOfATry;
      continue;
    }
    records.push({ record, end });
    rest.push(text.slice(from, at), blanked(text.slice(at, end)));
    from = end;
    at = end - 1;
  }
  if (records.length === 0) return { records, rest: text };
  rest.push(text.slice(from));
  return { records, rest: rest.join('') };
}

/** Spaces of the same length, with the line ends where they were. */
export function blanked(text: string): string {
  return text.replace(/[^\n]+/g, (run) => ' '.repeat(run.length));
}
