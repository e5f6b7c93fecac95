import type { CommandDocument } from '../../src/report/documents.ts';

// These words steer the program: it never takes them from outside.
const ours = new Set([
  'command',
  'status',
  'kind',
  'severity',
  'owner',
  'retry',
  'verdict',
  'proof',
  'confidence',
  'streams',
  'source',
  'skipped',
  'method',
  'documented',
  'mismatch',
]);

/** The document with a text put behind the string at one of its places. */
export function planted(document: CommandDocument, place: number, text: string): CommandDocument {
  let at = -1;
  return JSON.parse(
    JSON.stringify(document, (name, value: unknown) => {
      if (typeof value !== 'string' || ours.has(name)) return value;
      at += 1;
      return at === place ? value + text : value;
    }),
  ) as CommandDocument;
}

/** How many places of a document can hold a text from outside. */
export function placesIn(document: CommandDocument): number {
  let count = 0;
  JSON.stringify(document, (name, value: unknown) => {
    if (typeof value === 'string' && !ours.has(name)) count += 1;
    return value;
  });
  return count;
}
