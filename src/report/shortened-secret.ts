import type { Span } from './find-secrets.ts';

const cut = /(?<![\w-])([\w-]{4,256})(?:\.{2,6}|…|\*{2,64})([\w-]{5,256})(?![\w-])/g;
const mayBeCut = /\.\.|…|\*\*/;

/** Where a text has a secret with its middle left out and more than its last four characters: `first10...last10`. */
export function shortenedSpans(text: string, secrets: readonly string[]): readonly Span[] {
  if (!mayBeCut.test(text)) return [];
  return [...text.matchAll(cut)].flatMap(({ index, 0: found, 1: head = '', 2: tail = '' }) => {
    const secret = secrets.find((one) => one.startsWith(head) && one.endsWith(tail));
    return secret === undefined ? [] : [{ start: index, end: index + found.length, secret }];
  });
}
