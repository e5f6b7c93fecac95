import { latePattern } from '../report/late-pattern.ts';

// Besides Unicode's invisible classes: two code points that XML forbids.
const unsafe = latePattern(String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffe\uffff]`, 'gu');
// No language puts more than eight marks on one sign; what is drawn from there on covers the lines around it.
const piledUp = latePattern(String.raw`(?<=[\p{Mn}\p{Me}]{8})[\p{Mn}\p{Me}]`, 'gu');
const unsafeInJson = latePattern(String.raw`[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffe\uffff]`, 'gu');
// Every sign that is ever escaped is missing here, `#` and `:` too: the common case costs one test.
const harmless = /^[ !"$-9;-~]*$/;
const printable = /^[ -~]*$/;

/**
 * Foreign text made safe for a terminal and for a CI log: one line, nothing invisible, no runner commands.
 * Escapes visibly and never strips, because pieces left over could join to something live. Idempotent.
 */
export function visible(text: string): string {
  if (harmless.test(text)) return text;
  const line = printable.test(text)
    ? text
    : text
        .replace(/[\t\n\r]+/g, ' ')
        .replace(unsafe(), escaped)
        .replace(piledUp(), escaped);
  return withoutRunnerCommands(line);
}

/** Like `visible`, and nothing but ASCII. */
export function visibleAscii(text: string): string {
  return visible(text)
    .replace(/[·–—…←→‘’“”✓✗│]/g, (mark) => plainMarks[mark] ?? mark)
    .replace(/[^ -~]/gu, escaped);
}

const plainMarks: Readonly<Record<string, string>> = {
  '·': '-',
  '–': '-',
  '—': '-',
  '…': '...',
  '←': '<-',
  '→': '->',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '✓': 'ok',
  '✗': 'x',
  '│': '|',
};

/** JSON that is safe to look at: equal after parsing, the unsafe characters written as \uXXXX. */
export function safeJson(value: unknown): string {
  return withoutUnsafe(JSON.stringify(value, undefined, 2));
}

/** The same on one line. */
export function safeJsonLine(value: unknown): string {
  return withoutUnsafe(JSON.stringify(value));
}

function withoutUnsafe(json: string): string {
  return json
    .replace(unsafeInJson(), (character) => character.replace(/[\s\S]/g, unitEscape))
    .replace(/##(?=\[|vso\[|teamcity\[)/gi, '#\\u0023')
    .replace(/(section_(?:start|end)):/g, '$1\\u003a');
}

/**
 * The text up to `max` characters, with the number of those cut off; a text that was cut before keeps counting.
 * Cut only what is masked and visible already.
 */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const before = / \(\+(\d{1,12}) characters\)$/.exec(text);
  const characters = Array.from(before === null ? text : text.slice(0, before.index));
  if (characters.length <= max) return text;
  const gone = characters.length - max + Number(before?.[1] ?? 0);
  return `${characters.slice(0, max).join('')} (+${gone} characters)`;
}

/** A document in which every string, keys too, went through `encode`. What nothing changed is shared, not copied. */
export function everyString<T>(value: T, encode: (text: string) => string): T {
  // The shape stays as it is: strings become strings, and the rest is what it was.
  return encoded(value, encode) as T;
}

function encoded(value: unknown, encode: (text: string) => string): unknown {
  if (typeof value === 'string') return encode(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => encoded(item, encode));
    return items.some((item, place) => item !== value[place]) ? items : value;
  }
  let changed = false;
  const fields = Object.entries(value).map(([name, item]): [string, unknown] => {
    const field: [string, unknown] = [encode(name), encoded(item, encode)];
    changed ||= field[0] !== name || field[1] !== item;
    return field;
  });
  return changed ? Object.fromEntries(fields) : value;
}

/** GitHub acts on `::` at the start of a line and on `##[` anywhere, Azure and TeamCity on `##…[`, GitLab on sections. */
function withoutRunnerCommands(line: string): string {
  if (!['::', '##', 'section_'].some((sign) => line.includes(sign))) return line;
  return line
    .replace(/::/g, (colons, place: number) => (isInAddress(line, place) ? colons : ':\\u003a'))
    .replace(/##(?=\[|vso\[|teamcity\[)/gi, '#\\u0023')
    .replace(/(section_(?:start|end)):/g, '$1\\u003a');
}

// An IPv6 address stays readable: it has hexadecimal digits only, and no runner command is spelled with those.
function isInAddress(line: string, place: number): boolean {
  const before = line.slice(Math.max(0, place - 40), place);
  const after = line.slice(place + 2, place + 42);
  // In a URL it has brackets around it and may end with the colons: [::] is every address of a machine.
  if (/\[[0-9a-f:.]{0,38}$/i.test(before) && after.startsWith(']')) return true;
  return (
    /(?:^|[\s[(/@])[0-9a-f:.]{0,39}$/i.test(before) &&
    /^[0-9a-f][0-9a-f:.]{0,38}(?:[\s\])/%,]|$)/i.test(after)
  );
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : unitEscape(character);
}

function unitEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
