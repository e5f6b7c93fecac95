import type { TicketFact } from '../report/ticket-document.ts';

/** One word: `req_51f`, a UUID. */
export function requestIdFrom(text: string): string | undefined {
  return shaped(text, /^[\w.:/=+-]{1,200}$/);
}

/** One word: `gpt-5.4`, `anthropic/claude-sonnet-4-6`, `[官]gpt-5.4` of a relay. */
export function modelFrom(text: string): string | undefined {
  return shaped(text, /^[\p{L}\p{N}_./:@+[\]-]{1,120}$/u);
}

/** Name and version of a program, at most 80 characters of one line. */
export function clientFrom(text: string): string | undefined {
  return shaped(text, /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]{1,80}$/u);
}

/** A code, a type or another name that a gateway gives; it begins like a word. */
export function nameFrom(text: string | null | undefined): string | null {
  return shaped(text ?? '', /^[\p{L}\p{N}_][\p{L}\p{N}_ .,:/()-]{0,99}$/u) ?? null;
}

/** A host with its port, as URLs have it. */
export function hostFrom(text: string | null | undefined): string | null {
  return shaped(text ?? '', /^[\w.-]{1,253}(?::\d{1,5})?$|^\[[0-9a-f:.]{2,45}\](?::\d{1,5})?$/i) ?? null;
}

const longestMessage = 300;
const longestNote = 2000;

/** The message in at most 300 characters. */
export function messageFrom(text: string | null | undefined): string | null {
  return inOneLine(text ?? '', longestMessage);
}

/** The person's own words in one line of at most 2,000 characters. */
export function noteFrom(text: string | undefined): string | null {
  return inOneLine(text ?? '', longestNote);
}

/** Says that a note is longer than a ticket keeps; undefined for one that is kept whole. */
export function noteCutWords(text: string | undefined): string | undefined {
  const { length } = collapsed(text ?? '');
  if (length <= longestNote) return undefined;
  return `The note was cut: the ticket has the first ${longestNote} of its ${length} characters.`;
}

/** Cut between two words: half of a key could not be told for a key any more. */
function inOneLine(text: string, longest: number): string | null {
  const line = collapsed(text);
  if (line.length <= longest) return line === '' ? null : line;
  const kept = line.slice(0, longest);
  return `${kept.slice(0, Math.max(0, kept.lastIndexOf(' ')))} […]`.trim();
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The fact where its value has the right shape. */
export function factFrom(
  found: TicketFact | undefined,
  shape: (text: string) => string | undefined,
): TicketFact | null {
  const value = found === undefined ? undefined : shape(found.value);
  return found === undefined || value === undefined ? null : { value, from: found.from };
}

function shaped(text: string, shape: RegExp): string | undefined {
  const trimmed = text.trim();
  return shape.test(trimmed) ? trimmed : undefined;
}
