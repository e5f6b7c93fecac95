import { profiles } from '../../providers/index.ts';

/** What a word of the documentation says of an answer: the code, the type or the heading of an error. */
export interface DocumentedWord {
  readonly code?: string;
  readonly type?: string;
  readonly message?: string;
}

const known = new Map<string, DocumentedWord>();
for (const { name, signatures } of Object.values(profiles).flatMap((profile) =>
  Object.values(profile.errors),
)) {
  for (const { code, type } of signatures) {
    if (code?.includes('_')) known.set(code, { code });
    // A word that is a code at one gateway and a type at another says the code.
    else if (type?.includes('_') && !known.has(type)) known.set(type, { type });
  }
  if (/ /.test(name)) known.set(name, { message: name });
}

/** Every documented code, type and heading, as a whole word; one word such as `timeout` is no sign of an error. */
export const documentedWords = new RegExp(`(?<![\\w./-])(?:${[...known.keys()].join('|')})(?![\\w/-])`, 'g');

/** What a match of that expression says. */
export function documentedWord(word: string): DocumentedWord {
  return known.get(word) ?? {};
}
