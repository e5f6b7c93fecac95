/**
 * The text of a URL without what can hold a secret: `https://***@host/path?***`.
 * Works on text that no parser accepts, too. A control character becomes a visible mark.
 */
export function maskUrl(text: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:[\\/]+|https?:)?(.*)$/is.exec(text) ?? [];
  // The parser drops tabs and line breaks, so what it finds in such text stands elsewhere here.
  const at = endOfUserinfo(rest, URL.canParse(text) && !/\p{Cc}/u.test(text));
  const shown = at === -1 ? rest : `***${rest.slice(at)}`;
  const withoutQuery = shown.replace(/([?#]).*$/s, '$1***');
  return (scheme + withoutQuery).replace(/\p{Cc}/gu, '\u{fffd}');
}

/** Where the `@` behind user name and password stands; -1 when there is none. */
function endOfUserinfo(rest: string, isUrl: boolean): number {
  // In text that is no URL nobody knows where a password ends, so everything before the last @ counts as one.
  if (!isUrl) return rest.lastIndexOf('@');
  const endOfHost = rest.search(/[\\/?#]/);
  return (endOfHost === -1 ? rest : rest.slice(0, endOfHost)).lastIndexOf('@');
}
