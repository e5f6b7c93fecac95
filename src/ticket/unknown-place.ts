import type { EntryText } from '../errors/entry.ts';
import type { AdviceFacts, Place } from './advice-facts.ts';
import type { CallFacts } from './call-facts.ts';
import { inSentence } from './in-sentence.ts';
import { timesWords } from './sightings.ts';

/** A bare status does not say who sent it; what it usually means is a guess, and said to be one. */
export function barePlace({ call, timesSeen, isAtLeast }: AdviceFacts, { title, owner }: EntryText): Place {
  const { code, status } = call.error;
  const shown = code === null ? 'The answer has no code' : 'No documentation names this code';
  const usual = status === null ? '' : `, and a bare ${status} does not prove whose error it is`;
  const guess = `${guesses[owner]}: ${inSentence(title)}.`;
  if (call.speaker === 'edge') {
    const text = `The gateway’s API did not answer here, something before it did${status === null ? '' : `, with ${status}`}. ${guess}`;
    return { place: 'elsewhere', text };
  }
  return {
    place: 'unclear',
    text: `${shown}${usual}${lookUpWords(call)}. ${guess}${often(timesSeen, isAtLeast)}`,
  };
}

const guesses: Readonly<Record<EntryText['owner'], string>> = {
  you: 'Mostly you can solve it yourself',
  'your-network': 'Mostly whoever runs your network can act',
  gateway: 'Mostly the gateway’s side can act',
  upstream: 'Mostly the cause is behind the gateway',
};

/** Says what was looked for and what would help: an error that is not recognised has no entry to say it. */
export function unknownPlace({ call, profile, timesSeen, isAtLeast, command }: AdviceFacts): Place {
  const { status, code, type, message } = call.error;
  const name = code ?? type;
  if (name !== null) {
    const text = `Neither ${profile.name} nor a vendor of its wire formats documents "${name}", so nobody can say whose error it is`;
    return { place: 'unclear', text: `${text}${lookUpWords(call)}.${often(timesSeen, isAtLeast)}` };
  }
  if (call.facts.requestId !== null) {
    const head = 'The error itself is not known, so nobody can say whose it is';
    return { place: 'unclear', text: `${head}${lookUpWords(call)}.${often(timesSeen, isAtLeast)}` };
  }
  if (status !== null) {
    return { place: 'unclear', text: `Nothing but the status ${status} is known, which nobody documents.` };
  }
  const words =
    message === null ? 'no known words of a client or system' : 'a message that no documentation has';
  const found = `no status, no code, no request_id, ${words}`;
  const needed = `To say more, paste the whole answer with its headers, or the log around the failure: ${command('nexus report --from -')}`;
  return { place: 'unclear', text: `Nothing here shows an answer of the gateway: ${found}. ${needed}` };
}

function lookUpWords({ facts }: CallFacts): string {
  return facts.requestId === null ? '' : '; support can look the request_id up';
}

function often(timesSeen: number | null, isAtLeast: boolean): string {
  return timesSeen !== null && timesSeen > 1
    ? ` It came ${timesWords(timesSeen, isAtLeast)} in 10 minutes.`
    : '';
}
