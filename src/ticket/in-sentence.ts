import { clientWords } from '../errors/clients/words.ts';

const clientNames = Object.values(clientWords).map(({ name }) => name);

/** A title as the end of a sentence: its first letter small, unless it is a name. */
export function inSentence(title: string): string {
  if (clientNames.some((name) => title.startsWith(`${name} `))) return title;
  return /^[A-Z][a-z]|^A /.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
