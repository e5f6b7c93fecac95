import { latePattern } from './late-pattern.ts';
import { plainText, plainViewOf } from './plain-view.ts';
import { byteFormsOf, encodingsOf } from './secret-encodings.ts';
import { shortenedSpans } from './shortened-secret.ts';

/** What stands in place of anything hidden. */
export const hiddenMark = '[hidden]';

/** That mark, or one with a tag that tells secrets of one text apart: `[hidden:3f9a]`. */
export function isMark(text: string): boolean {
  return /^\[hidden(?::\w{1,16})?\]$/.test(text);
}

/** A beginning or an end of a secret of this many characters already counts as the secret. */
const pieceLength = 12;
/** The same where each byte takes two to four characters: about eight of them. */
const bytesPieceLength = 28;

// White space and invisible characters do not hide a secret: somebody may take them out again.
const filler = latePattern(String.raw`[\s\p{Cf}\p{Cc}]`, 'u');
const nothingToTakeOut = /^[!-~]*$/;
const fillers = latePattern(String.raw`[\s\p{Cf}\p{Cc}]+`, 'gu');

/** One spelling of a secret. */
interface Form {
  readonly text: string;
  readonly secret: string;
  /** How many characters of its beginning or end count as the secret. */
  readonly piece: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly secret: string;
}

export interface SecretFinder {
  readonly mask: (text: string) => { readonly text: string; readonly count: number };
  readonly finds: (text: string) => boolean;
}

const nothingKnown: SecretFinder = { mask: (text) => ({ text, count: 0 }), finds: () => false };

/** The last guard over finished output: a known secret, or 12 characters of its beginning or end, in any spelling. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return secretFinder(secrets).finds(text);
}

/** Looks for the known secrets in all their spellings, and for pieces of them, in time linear to the text. */
export function secretFinder(
  secrets: readonly string[],
  markOf: (secret: string) => string = () => hiddenMark,
): SecretFinder {
  const forms = secrets.flatMap((secret): Form[] => [
    ...encodingsOf(secret).map((text) => ({ text, secret, piece: pieceLength })),
    ...byteFormsOf(secret).map((text) => ({ text, secret, piece: bytesPieceLength })),
  ]);
  if (forms.length === 0) return nothingKnown;
  const plain = secrets.flatMap(plainFormsOf);
  const spansOf = (text: string) => merged(forms.flatMap((form) => spansOfForm(text, form)));
  return {
    mask: (text) => {
      const bare = withoutFillers(text);
      const spelled = spansOf(bare);
      const inText = bare === text ? spelled : spansInOriginal(text, spelled);
      const plainOnes = looksPlain(text, plain) ? plainSpansOf(text, plain) : [];
      const spans = merged([...inText, ...plainOnes, ...shortenedSpans(text, secrets)]);
      if (spans.length === 0) return { text, count: 0 };
      return { text: replaced(text, spans, markOf), count: spans.length };
    },
    finds: (text) =>
      spansOf(withoutFillers(text)).length > 0 ||
      looksPlain(text, plain) ||
      shortenedSpans(text, secrets).length > 0,
  };
}

type PlainForm = Pick<Form, 'text' | 'secret'>;

/** Shorter than this, letters and digits alone are too common. */
const shortestPlain = 12;

/** A secret as it looks without its escapes and signs, and its bytes in hex in the same way. */
function plainFormsOf(secret: string): readonly PlainForm[] {
  const spelled = [secret, Buffer.from(secret, 'utf8').toString('hex')].map(plainText);
  return spelled.filter((text) => text.length >= shortestPlain).map((text) => ({ text, secret }));
}

function looksPlain(text: string, forms: readonly PlainForm[]): boolean {
  if (forms.every((form) => text.length < form.text.length)) return false;
  const seen = plainText(text);
  return forms.some((form) => seen.includes(form.text));
}

/** The whole secret alone: a piece of it without its signs may be a common word. */
function plainSpansOf(text: string, forms: readonly PlainForm[]): readonly Span[] {
  const { text: seen, places } = plainViewOf(text);
  return forms.flatMap(({ text: form, secret }) => {
    const spans: Span[] = [];
    for (let at = seen.indexOf(form); at !== -1; at = seen.indexOf(form, at + form.length)) {
      const start = places[at]?.start ?? 0;
      spans.push({ start, end: places[at + form.length - 1]?.end ?? text.length, secret });
    }
    return spans;
  });
}

function withoutFillers(text: string): string {
  return nothingToTakeOut.test(text) ? text : text.replace(fillers(), '');
}

function spansOfForm(text: string, { text: form, secret, piece }: Form): Span[] {
  const size = Math.min(piece, form.length);
  const head = form.slice(0, size);
  const tail = form.slice(-size);
  const spans: Span[] = [];
  for (let start = text.indexOf(head); start !== -1; start = text.indexOf(head, start + 1)) {
    let end = start + size;
    while (end - start < form.length && text[end] === form[end - start]) end += 1;
    spans.push({ start, end, secret });
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
    spans.push({ start, end, secret });
  }
  return spans;
}

function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && span.start < last.end) {
      result[result.length - 1] = { ...last, end: Math.max(last.end, span.end) };
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
    if (!filler().test(character))
      for (let unit = 0; unit < character.length; unit += 1) places.push(place + unit);
    place += character.length;
  }
  return spans.map(({ start, end, secret }) => ({
    secret,
    start: places[start] ?? 0,
    end: (places[end - 1] ?? text.length) + 1,
  }));
}

function replaced(text: string, spans: readonly Span[], markOf: (secret: string) => string): string {
  let result = '';
  let from = 0;
  for (const { start, end, secret } of spans) {
    result += text.slice(from, start) + markOf(secret);
    from = end;
  }
  return result + text.slice(from);
}
