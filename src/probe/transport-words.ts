import type { Transport } from '../gateway/call-result.ts';

type Words = Readonly<Partial<Record<Transport, string>>>;

/** What of a transfer that we did not read on was too large. */
export const tooLargeWords = {
  'event-too-large': 'an event larger than 1 MiB',
  'too-large': 'more than 4 MiB',
} as const satisfies Words;

/** What broke behind a valid end. */
export const cutWords: Words = {
  cut: 'the transfer was cut: fewer bytes came than were announced, or the connection broke',
  undecodable: 'the transfer could not be decoded to its end',
};

/** What else is strange behind a valid end, and hurts nobody who stops there. */
export const lateWords: Words = {
  stalled: 'the connection stayed open after the last event',
  'timed-out': 'the connection stayed open after the last event',
  'event-too-large': 'an event larger than 1 MiB came after the last one',
  'too-large': 'more than 4 MiB came in all',
};

/** Why a stream has no valid end, with how its transfer ended. */
export function endWords(why: string, transport: Transport): string {
  if (transport === 'undecodable') return `${why}, and the rest could not be decoded`;
  return transport === 'complete' ? why : `${why}, and the connection broke`;
}
