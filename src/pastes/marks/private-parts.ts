import { dropped, type Mark } from '../mark.ts';
import { blankedIn, type Hinted, holdsAny, type SoughtText } from '../sought-text.ts';
import { blanked } from './literals-in-text.ts';

/** Names whose value is a credential, in lower case without separators. */
export const credentialNames: ReadonlySet<string> = new Set([
  'authorization',
  'proxyauthorization',
  'xapikey',
  'apikey',
  'xgoogapikey',
  'cookie',
  'cookies',
  'setcookie',
]);

const header = `(?:proxy-)?authorization|(?:x-)?(?:goog-)?api-key|(?:set-)?cookie`;
const keyShape = String.raw`(?<![A-Za-z0-9])(?:n?sk[-_]|gsk_|xai-|hf_|AIza)[\w-]{12,}`;

/** Whole header lines, headers in quotes as curl takes them, and credentials in the middle of a line: what stays, what goes. */
const credentials: readonly Hinted[] = [
  ...[
    String.raw`^([ \t]{0,8}(?:\d\d:\d\d:\d\d\.\d{1,6} )?(?:[<>*] ?)?(?:\[HTTP/2\] \[\d{1,9}\] \[)?(?:${header})[ \t]?: ?)(?!["'[{])([^\n]+)`,
    String.raw`("(?:${header}): ?)([^"\n]+)`,
    String.raw`('(?:${header}): ?)([^'\n]+)`,
    String.raw`(\b(?:${header})["'\\]{0,3}[ \t]{0,3}[:=,][ \t]{0,3}["'\\]{0,3})((?:(?:bearer|basic|token|digest)\s{1,3})?[^\s"'\\,;]+)`,
  ].map((pattern) => ({
    hints: ['authorization', 'api-key', 'cookie'],
    pattern: new RegExp(pattern, 'gim'),
  })),
  {
    hints: ['key=', 'token=', 'secret=', 'password='],
    pattern: /([?&](?:api_?key|key|token|secret|password|access_token)=)([^\s&"'<>]+)/gi,
  },
  { hints: ['sk-', 'sk_', 'xai-', 'hf_', 'aiza'], pattern: new RegExp(`()(${keyShape})`, 'g') },
];

/** What a person typed in place of a key: `$NAME`, `%NAME%`, `<key>`, `***`, `[hidden]`. */
const placeholder = /^\s*(?:(?:bearer|basic|token)\s{1,3})?(?:$|[$%<{[*•…]|YOUR|xxx|\.\.\.)/i;

/** Values of fields that hold what somebody wrote or what a model answered, where the object around them can't be read. */
const writing: Hinted = {
  hints: [
    ...['messages', 'content', 'prompt', 'input', 'instructions', 'system', 'text', 'arguments', 'thinking'],
  ],
  pattern:
    /(["'](?:messages|content|prompt|input|instructions|system|text|arguments|thinking)["']\s{0,3}:\s{0,3})("(?:[^"\\\n]|\\[^\n])*"?|'(?:[^'\\\n]|\\[^\n])*'?)/g,
};

/** Of a longer writing the beginning is enough to know it again. */
export const longestWriting = 20_000;

/** The text with spaces where credentials and writings stood, and marks that count them. */
export function withoutPrivateParts(sought: SoughtText): {
  readonly rest: SoughtText;
  readonly marks: readonly Mark[];
} {
  const marks: Mark[] = [];
  let rest = sought.text;
  if (holdsAny(sought, writing.hints)) {
    rest = rest.replace(writing.pattern, (_, name: string, found: string, at: number) => {
      if (found.length > 4) marks.push(dropped('prompt', at, found.slice(1, longestWriting)));
      return name + blanked(found);
    });
  }
  for (const { pattern, hints } of credentials) {
    if (!holdsAny(sought, hints)) continue;
    rest = rest.replace(pattern, (whole: string, name: string, found: string, at: number) => {
      if (found.trim() === '') return whole;
      if (!placeholder.test(found)) marks.push(dropped('credential', at));
      return name + blanked(found);
    });
  }
  return { rest: blankedIn(sought, rest), marks };
}

const keyAnywhere = new RegExp(keyShape, 'g');
const keyAnywhereOnce = new RegExp(keyShape);

/** Whether a word is shaped like a key; such a word is never a fact. */
export function looksLikeKey(word: string): boolean {
  return keyAnywhereOnce.test(word);
}

/** The words of an error without keys and without the queries of addresses. */
export function withoutKeys(words: string): string {
  return words
    .replace(keyAnywhere, '[hidden]')
    .replace(/(https?:\/\/[^\s?#"'<>]{1,500})[?#][^\s"'<>)]*/g, '$1');
}
