/** A key with signs in it that every encoding spells differently, and of no known shape, so that only knowing it hides it. */
export const canary = 'zq7Kd0P4/+=xVb81.LmNfT5sWcYh';

/** Characters of the beginning or the end that already count as the key. */
const pieceLength = 12;

/**
 * How somebody may spell a key. Written without a look at the program's own list: one that forgets a spelling must
 * not excuse the other.
 */
export function spellingsOf(key: string): Readonly<Record<string, string>> {
  const bytes = Buffer.from(key);
  const escaped = (to: (code: number) => string) =>
    key.replace(/[^A-Za-z0-9._-]/g, (sign) => to(sign.charCodeAt(0)));
  return {
    plain: key,
    'URL-encoded': encodeURIComponent(key),
    'URL-encoded in lower case': escaped((code) => `%${code.toString(16)}`),
    'with slashes escaped for JSON': key.replaceAll('/', '\\/'),
    'escaped for JSON': escaped((code) => `\\u${code.toString(16).padStart(4, '0')}`),
    'escaped for HTML': escaped((code) => `&#${code};`),
    'escaped for HTML in hex': escaped((code) => `&#x${code.toString(16).toUpperCase()};`),
    'in hex': bytes.toString('hex'),
    'in upper-case hex': bytes.toString('hex').toUpperCase(),
    'in base64': bytes.toString('base64').replace(/=+$/, '').slice(0, -1),
    'in base64url': bytes.toString('base64url').slice(0, -1),
    'in base64 behind one character': Buffer.from(`:${key}`).toString('base64').slice(2, -3),
    'in base64 behind two characters': Buffer.from(`u:${key}`).toString('base64').slice(3, -3),
  };
}

/** What of a key stands in a text: spelling and piece; empty when nothing does. Fillers between its characters count for nothing. */
export function tracesIn(text: string, key = canary): readonly string[] {
  const bare = text.replaceAll(/[\s\p{Cf}\p{Cc}]/gu, '');
  return Object.entries(spellingsOf(key)).flatMap(([spelling, form]) =>
    [form.slice(0, pieceLength), form.slice(-pieceLength)]
      .filter((piece) => text.includes(piece) || bare.includes(piece))
      .map((piece) => `${spelling}: ${piece}`),
  );
}
