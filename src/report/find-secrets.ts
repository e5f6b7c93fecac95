import { encodingsOf } from './secret-encodings.ts';

/** What stands in place of anything hidden. */
export const hiddenMark = '[hidden]';

/** A beginning or an end of a secret of this many characters already counts as the secret. */
const pieceLength = 12;

// White space and invisible characters do not hide a secret: somebody may take them out again.
const filler = /[\s\p{Cf}\p{Cc}]/u;
const nothingToTakeOut = /^[!-~]*$/;
const fillers = /[\s\p{Cf}\p{Cc}]+/gu;

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface SecretFinder {
  readonly mask: (text: string) => { readonly text: string; readonly count: number };
  readonly finds: (text: string) => boolean;
}

/** Looks for the known secrets in all their spellings, and for pieces of them, in time linear to the text. */
export function secretFinder(secrets: readonly string[]): SecretFinder {
  const forms = [...new Set(secrets.flatMap(encodingsOf))];
  const spansOf = (text: string) => merged(forms.flatMap((form) => spansOfForm(text, form)));
  return {
    mask: (text) => {
      const bare = withoutFillers(text);
      const spans = spansOf(bare);
      if (spans.length === 0) return { text, count: 0 };
      return {
        text: replaced(text, bare === text ? spans : spansInOriginal(text, spans)),
        count: spans.length,
      };
    },
    finds: (text) => spansOf(withoutFillers(text)).length > 0,
  };
}

function withoutFillers(text: string): string {
  return nothingToTakeOut.test(text) ? text : text.replace(fillers, '');
}

function spansOfForm(text: string, form: string): Span[] {
  const size = Math.min(pieceLength, form.length);
  const head = form.slice(0, size);
  const tail = form.slice(-size);
  const spans: Span[] = [];
  for (let start = text.indexOf(head); start !== -1; start = text.indexOf(head, start + 1)) {
    let end = start + size;
    while (end - start < form.length && text[end] === form[end - start]) end += 1;
    spans.push({ start, end });
  }
  for (let at = text.indexOf(tail); at !== -1; at = text.indexOf(tail, at + 1)) {
    const end = at + size;
    let start = at;
    while (
      end - start < form.length &&
      start > 0 &&
      text[start - 1] === form[form.length - 1 - (end - start)]
    )
      start -= 1;
    spans.push({ start, end });
  }
  return spans;
}

function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && span.start < last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else {
      result.push(span);
    }
  }
  return result;
}

function spansInOriginal(text: string, spans: readonly Span[]): Span[] {
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    if (!filler.test(character))
      for (let unit = 0; unit < character.length; unit += 1) places.push(place + unit);
    place += character.length;
  }
  return spans.map(({ start, end }) => ({
    start: places[start] ?? 0,
    end: (places[end - 1] ?? text.length) + 1,
  }));
}

function replaced(text: string, spans: readonly Span[]): string {
  let result = '';
  let from = 0;
  for (const { start, end } of spans) {
    result += text.slice(from, start) + hiddenMark;
    from = end;
  }
  return result + text.slice(from);
}
