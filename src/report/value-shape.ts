import { latePattern } from './late-pattern.ts';

// Longer than this is no word, and a rule that has to look at it again and again would not be linear.
const longestWords = 80;

// One part of a plain word: `required`, `Invalid`, `MISSING`, `JavaScript`, `v2`, `4o`.
const plainPart =
  /^(?:[a-zа-яё]{1,15}|[A-ZА-ЯЁ]{1,15}|[A-ZА-ЯЁ]?[a-zа-яё]{2,15}(?:[A-Z][a-z]{2,15}){0,4}|[a-z]\d{1,3}|\d{1,8}[a-z]{0,2})$/;
const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const sha256 = /^[\da-f]{64}$/i;
const placeholder =
  /^(?:\$\{?(?:env:)?[A-Z][A-Z\d_]*\}?|%\w+%|\{+[A-Za-z_][\w .-]*\}*|[*•.…]+|x{3,}|(?:your|my)[-_][a-z_-]+|null|none|undefined|true|false|missing|required)$/i;

/** What stands in place of a key: `$NAME`, `%NAME%`, `{key}`, `***`, `your-key`, `null`. */
export function isPlaceholder(found: string): boolean {
  return found.length <= longestWords && placeholder.test(found);
}

/** Behind a name that only a secret has: anything but plain words, an address, and a placeholder. */
export function isValue(found: string): boolean {
  if (found.length > longestWords) return true;
  if (isPlaceholder(found) || /^(?:https?:\/\/|data:)/i.test(found)) return false;
  const parts = found.split(/[-_.:/!?|()+~=]+/).filter((part) => part !== '');
  const areWords = parts.every((part) => plainPart.test(part));
  return parts.length > 0 && !(areWords && /[A-Za-zА-Яа-яЁё]/.test(found));
}

const noKey =
  /^(?:not[-_]?needed|not[-_]?required|no[-_]?key|empty|dummy|test|ollama|nothing|anything|string|object)$/i;

/** Where a gateway says what it got for a key: all but the words that people write where they have none. */
export function isEcho(found: string): boolean {
  return !isPlaceholder(found) && !noKey.test(found) && /\p{L}/u.test(found);
}

/** Where only a word such as "key" announces it: letters and digits mixed as no word, model id, request id or hash has them. */
export function isRandom(found: string): boolean {
  if (uuid.test(found) || sha256.test(found) || /^(?:req|chatcmpl|msg|resp)[-_]/.test(found)) return false;
  return found
    .split(/[^A-Za-z\d]+/)
    .some((run) => run.length >= 10 && /\d/.test(run) && /[A-Za-z]/.test(run));
}

const userAndPassword = latePattern(String.raw`^[^:\p{Cc}\ufffd]+:[^\p{Cc}\ufffd]+$`, 'u');

/** The credentials of RFC 7617: base64 of a user, a colon and a password. */
export function isUserAndPassword(found: string): boolean {
  return userAndPassword().test(decoded(found));
}

/** Base64 of a key that would be hidden as it is. */
export function isEncodedKey(found: string): boolean {
  return /^(?:bearer )?n?sk[-_][\w-]{8,}/i.test(decoded(found));
}

function decoded(found: string): string {
  return Buffer.from(found, 'base64').toString('utf8');
}
