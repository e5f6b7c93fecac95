/** What a value is that stands where a key belongs, told by its form alone. */
export type NotAKey =
  | 'assignment'
  | 'json'
  | 'url'
  | 'private-url'
  | 'path'
  | 'reference'
  | 'two-keys'
  | 'masked'
  | 'with-tail';

/**
 * What the value is instead of a key; undefined for all that may be one. A gateway may hand out any visible character,
 * so a form counts only where no key is known to have it: `=` at the end, `/` and `+` inside belong to keys.
 */
export function notAKey(value: string, prefixes: readonly string[]): NotAKey | undefined {
  if (value.length > longestLooked) return undefined;
  const [what] = forms.find(([, form]) => form.test(value)) ?? [];
  return what ?? (isTwoKeys(value, prefixes) ? 'two-keys' : undefined);
}

// Keeps the expressions below away from long hostile text.
const longestLooked = 4000;

const forms: readonly (readonly [NotAKey, RegExp])[] = [
  ['json', /^[[{]\s*(?:[{[]\s*)?"/],
  ['json', /^"[\w-]{1,60}"\s*:\s*["{[]/],
  // How shells give a variable its value; the name may be any.
  ['assignment', /^(?:export|setx|set(?: -\w{1,4})?|declare -x|env) +[a-z_]\w{0,80}[ =]\s*\S/i],
  ['assignment', /^\$(?:env:)?[a-z_]\w{0,80}\s*=\s*\S/i],
  // A name that says of itself that it is one of a key. Base64 has `=` at its end only.
  ['assignment', /^(?:[a-z][\w-]{0,80}[_-])?(?:api_?key|key|token|secret|password)\s*(?:=(?!=*$)|:)\s*\S/i],
  ['url', /^(?:https?|wss?|ftp):\/\/[^\s@?#]*$/i],
  // A password or a query may be in it, so it is kept off the screen.
  ['private-url', /^(?:https?|wss?|ftp):\/\//i],
  ['path', /^file:\/\//i],
  ['reference', /^[a-z][a-z0-9+.-]{1,20}:\/\/\S/i],
  ['reference', /^arn:aws[\w-]*:[a-z]+:/],
  ['reference', /^projects\/[\w-]+\/secrets\/\S/],
  ['path', /^@?(?:~|\.{1,2})[\\/]\S/],
  ['path', /^@?(?:[a-z]:[\\/]|\\\\)\S/i],
  // Base64 may begin with `/` too, and has no dot in it.
  ['path', /^@?\/(?:home|Users|root|etc|tmp|var|opt|mnt|run|srv|usr|Volumes|private)\/\S+/],
  ['path', /^@?\/\S*\.(?:txt|key|json|env|pem|ya?ml|toml|conf|cfg)$/i],
  // How a list of keys shows one that it has shown in full only once.
  ['masked', /^[\w-]{2,64}(?:\.{3,8}|\u2026|[*\u2022]{3,}(?:\.{3}|\u2026)?)[\w-]{1,8}$/],
  ['masked', /^[*\u2022]{3,}(?:\.{3}|\u2026)?[\w-]{1,64}$/],
  // What ends a statement or an item of a list, and a line break that was typed.
  ['with-tail', /^[\w-]{8,}(?:[;,]|\\[rn])+$/],
];

/** The same key twice, or two that begin as keys of a vendor do: only then a separator is none of a single key. */
function isTwoKeys(value: string, prefixes: readonly string[]): boolean {
  const half = value.slice(0, value.length / 2);
  if (half.length >= shortestRepeated && half + half === value && new Set(half).size >= 8) return true;
  const parts = value.split(/[ \t]*[,;|][ \t]*|[ \t]+/);
  if (parts.length < 2 || parts.some((part) => part.length < shortestPart)) return false;
  const [first = ''] = parts;
  if (parts.every((part) => part === first)) return true;
  return parts.every((part) => prefixes.some((prefix) => part.startsWith(prefix)));
}

const shortestRepeated = 16;
const shortestPart = 8;

/** What of the value must never be shown: the name in a line or in JSON is a word of manuals, and of ours. */
export function secretPartOf(value: string, instead: NotAKey | undefined): string {
  const key = value.trim();
  if (instead === 'assignment') return unquoted(key.replace(beforeValue, ''));
  if (instead === 'with-tail') return key.replace(/(?:[;,]|\\[rn])+$/, '');
  if (instead !== 'json') return key;
  return key
    .split(/[\s"'{}[\],:]+/)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

const beforeValue =
  /^(?:(?:export|setx|set(?: -\w{1,4})?|declare -x|env) +)?(?:\$(?:env:)?)?[\w-]{1,90}(?:\s*[=:]\s*|\s+)/i;

function unquoted(text: string): string {
  return text.replace(/^["']|["']$/g, '');
}
