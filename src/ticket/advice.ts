import type { EntryText } from '../errors/entry.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { TicketAdvice } from '../report/ticket-document.ts';
import type { CallFacts } from './call-facts.ts';
import type { Known } from './meaning.ts';

export interface AdviceFacts {
  readonly call: CallFacts;
  readonly known: Known | undefined;
  readonly profile: ProviderProfile;
  /** Other gateways that are known by their hosts. */
  readonly profiles: readonly ProviderProfile[];
  readonly timesSeen: number | null;
}

type Place = Pick<TicketAdvice, 'place' | 'text' | 'exception'>;

/** Whether support is the right place at all. A sandbox says so first, because nobody can help there. */
export function adviceOf(facts: AdviceFacts): TicketAdvice {
  const { known, call } = facts;
  const { text, ...place } = placeOf(facts);
  const { retryNote } = known?.entry ?? {};
  return {
    ...place,
    text: call.sandbox === null ? text : `SANDBOX: there is nobody to write to. For a real call: ${text}`,
    owner: known?.entry.owner ?? null,
    retry: known?.entry.retry ?? null,
    ...(retryNote === undefined ? {} : { retryNote }),
  };
}

function placeOf(facts: AdviceFacts): Place {
  const { call, known, profile } = facts;
  const elsewhere = foreignHost(facts);
  if (elsewhere !== undefined) {
    // Nobody of this gateway can help, so nobody is named.
    const text = `The request went to ${elsewhere}, which is not ${profile.name}: its support can't see it.`;
    return { place: 'elsewhere', text };
  }
  if (known === undefined) return unknownPlace(facts);
  const { id, entry } = known;
  if (call.speaker === 'edge' || isPage(id)) return edgePlace(entry);
  if (id.startsWith('edge/')) return unknownPlace(facts);
  switch (entry.owner) {
    case 'you':
      return ownPlace(entry);
    case 'your-network':
      return {
        place: 'elsewhere',
        text: `This is not the gateway’s error, but one on the way to it: ${inSentence(entry.title)}. Whoever runs your network can act.`,
      };
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

function edgePlace({ title, owner }: EntryText): Place {
  const text = `This does not come from the gateway’s API, but from something before it: ${inSentence(title)}.`;
  if (owner !== 'gateway') return { place: 'elsewhere', text };
  return {
    place: 'elsewhere',
    text,
    exception: 'it stays for more than a few minutes, from other networks too',
  };
}

function supportPlace({ timesSeen, profile }: AdviceFacts, { owner, retry }: EntryText): Place {
  if (profile.support.length === 0) {
    return {
      place: 'unclear',
      text: `The gateway has to act, but ${profile.name} documents no support: keep this ticket.`,
    };
  }
  const head = 'Support is the right place';
  if (timesSeen !== null && timesSeen > 1) {
    return { place: 'support', text: `${head}: the same error came ${timesSeen} times in 10 minutes.` };
  }
  const why = owner === 'upstream' ? 'the cause is behind the gateway' : 'only the gateway’s side can act';
  const mayPass = retry === 'later' || retry === 'when-told';
  return {
    place: 'support',
    text: mayPass ? `${head} if it repeats; one such error often passes.` : `${head}: ${why}.`,
  };
}

function unknownPlace({ call, timesSeen }: AdviceFacts): Place {
  const { status, code } = call.error;
  const isAnswered = status !== null || code !== null || call.facts.requestId !== null;
  if (!isAnswered || (call.speaker === 'client' && status === null)) {
    return {
      place: 'unclear',
      text: 'Nothing here shows an answer of the gateway, so nobody can say whose error it is.',
    };
  }
  const isNamed = status !== null || code !== null;
  const head = isNamed ? 'No documentation names this error' : 'The error itself is not known';
  const way = call.facts.requestId === null ? '' : '; support can look the request_id up';
  const often = timesSeen !== null && timesSeen > 1 ? ` It came ${timesSeen} times in 10 minutes.` : '';
  return { place: 'unclear', text: `${head}, so nobody can say whose it is${way}.${often}` };
}

/** A page, a redirect, a wall: no API spoke. A bare status says nothing about who sent it. */
function isPage(id: string): boolean {
  return id.startsWith('edge/') && !id.startsWith('edge/http-');
}

/**
 * A host that is none of the known gateways. A relay of the person's own may stand before one of them, so a
 * documented error of the gateway counts for more, and a name without a dot or a bare address says nothing.
 */
export function foreignHost({ call, known, profile, profiles }: AdviceFacts): string | undefined {
  const { host } = call;
  if (host === null || call.provider !== null || known?.id.startsWith(`${profile.id}/`)) return undefined;
  const name = host.replace(/:\d+$/, '');
  if (!/\.[a-z]{2,}$/i.test(name) || /\.(?:local|internal|lan|home)$/i.test(name)) return undefined;
  const isKnown = profiles.some(({ baseUrl }) => URL.parse(baseUrl)?.hostname === name);
  return isKnown ? undefined : host;
}

function inSentence(title: string): string {
  return /^[A-Z][a-z]|^A /.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
