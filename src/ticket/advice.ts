import { clientIds } from '../errors/clients/words.ts';
import type { EntryText } from '../errors/entry.ts';
import type { TicketAdvice } from '../report/ticket-document.ts';
import type { AdviceFacts, Place } from './advice-facts.ts';
import { foreignHost } from './foreign-host.ts';
import { inSentence } from './in-sentence.ts';
import { timesWords } from './sightings.ts';
import { barePlace, unknownPlace } from './unknown-place.ts';

/** Whether support is the right place at all. A sandbox says so first, because nobody can help there. */
export function adviceOf(facts: AdviceFacts): TicketAdvice {
  const { known, call } = facts;
  const { text, ...place } = placeOf(facts);
  const { retryNote } = known?.entry ?? {};
  return {
    ...place,
    text:
      call.sandbox === null
        ? text
        : `SANDBOX: there is nobody to write to. For a real call: ${inSentence(text)}`,
    owner: known?.entry.owner ?? null,
    retry: known?.entry.retry ?? null,
    ...(retryNote === undefined ? {} : { retryNote }),
  };
}

function placeOf(facts: AdviceFacts): Place {
  const { call, known, profile } = facts;
  const elsewhere = foreignHost(facts);
  if (elsewhere !== undefined && known !== undefined && isSetting(known.id)) {
    const text = `You can solve this yourself: ${inSentence(known.entry.title)}. The request went to ${elsewhere}, which is not ${profile.name}: its support can't see it.`;
    return { place: 'you-first', text, host: elsewhere };
  }
  if (elsewhere !== undefined) {
    // Nobody of this gateway can help, so nobody is named.
    const text = `The request went to ${elsewhere}, which is not ${profile.name}: its support can't see it.`;
    return { place: 'elsewhere', text, host: elsewhere };
  }
  if (known === undefined) return unknownPlace(facts);
  const { id, entry } = known;
  if (isBareStatus(id)) return barePlace(facts, entry);
  if (entry.owner === 'gateway' && (call.speaker === 'edge' || id.startsWith('edge/')))
    return edgePlace(entry);
  switch (entry.owner) {
    case 'you':
      return ownPlace(entry);
    case 'your-network':
      return networkPlace(id, entry);
    case 'gateway':
    case 'upstream':
      return supportPlace(facts, entry);
  }
}

function ownPlace(entry: EntryText): Place {
  return {
    place: 'you-first',
    text: `You can solve this yourself, before you write to support: ${inSentence(entry.title)}.`,
    ...(entry.supportWhen === undefined ? {} : { exception: entry.supportWhen }),
  };
}

/** Those that show themselves that the gateway was not reached; with any other the gateway may have done it. */
const surelyOnTheWay: readonly string[] = [
  'network/documented-host-not-found',
  'network/dns-unavailable',
  'network/unreachable',
  'network/proxy-authentication',
  'network/proxy-refused',
  'network/proxy-failed',
  'edge/login-page',
  'edge/captive-portal',
];

function networkPlace(id: string, { title, supportWhen }: EntryText): Place {
  if (surelyOnTheWay.includes(id)) {
    return {
      place: 'elsewhere',
      text: `This is not the gateway’s error, but one on the way to it: ${inSentence(title)}. Whoever runs your network can act.`,
    };
  }
  return {
    place: 'unclear',
    text: `The cause may lie on the way or at the gateway itself: ${inSentence(title)}. Mostly whoever runs your network can act.`,
    exception: supportWhen ?? 'it stays from another network too',
  };
}

function edgePlace({ title }: EntryText): Place {
  return {
    place: 'elsewhere',
    text: `The gateway’s API did not answer here, something before it did: ${inSentence(title)}.`,
    exception: 'it stays for more than a few minutes, from other networks too',
  };
}

function supportPlace({ timesSeen, isAtLeast, profile }: AdviceFacts, { owner, retry }: EntryText): Place {
  if (profile.support.length === 0) {
    return {
      place: 'unclear',
      text: `The gateway has to act, but ${profile.name} documents no support: keep this ticket.`,
    };
  }
  const head = 'Support is the right place';
  if (timesSeen !== null && timesSeen > 1) {
    return {
      place: 'support',
      text: `${head}: the same error came ${timesWords(timesSeen, isAtLeast)} in 10 minutes.`,
    };
  }
  const why = owner === 'upstream' ? 'the cause is behind the gateway' : 'only the gateway’s side can act';
  const mayPass = retry === 'later' || retry === 'when-told';
  return {
    place: 'support',
    text: mayPass ? `${head} if it repeats; one such error often passes.` : `${head}: ${why}.`,
  };
}

/** What is wrong with the settings of a client is the person's to mend, whoever was called. */
function isSetting(id: string): boolean {
  return clientIds.some((client) => id.startsWith(`${client}/`));
}

function isBareStatus(id: string): boolean {
  return id.startsWith('edge/http-');
}
