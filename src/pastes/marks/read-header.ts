import { dropped, fact, type Mark } from '../mark.ts';
import type { PasteContext } from '../paste.ts';
import { pastMoment, readMoment } from '../time/when.ts';
import { clientOfAgent } from './client-signs.ts';
import { hostOf } from './endpoint-of.ts';
import { credentialNames, looksLikeKey } from './private-parts.ts';
import { timeMark } from './read-times.ts';
import { secondsIn } from './read-wait.ts';

export type Side = 'request' | 'response';

export interface HeaderPlace {
  readonly at: number;
  /** Unknown where a header stands alone: it is then taken for one of the answer. */
  readonly side: Side | undefined;
  /** Begins each origin: `HAR entry 3, `. */
  readonly within?: string;
}

type Reader = (value: string, from: string, place: HeaderPlace, context: PasteContext) => readonly Mark[];

const requestId =
  (rank: number): Reader =>
  (value, from, { at, side }) => {
    if (!isId(value)) return [];
    return [
      side === 'request'
        ? fact('clientRequestId', value, from, at, rank)
        : fact('requestId', value, from, at, rank),
    ];
  };

const wait: Reader = (value, from, { at }, context) => {
  const seconds = secondsIn(value, 's');
  if (seconds !== undefined) return [fact('retryAfterSeconds', seconds, from, at, 1)];
  const moment = readMoment(value, context);
  return moment === undefined || moment.zone === 'unclear' ? [] : [fact('retryAtMs', moment.ms, from, at, 1)];
};

/** A reset is a wait, a moment in seconds, or a date. */
const reset: Reader = (value, from, { at }, context) => {
  const moment = readMoment(value, context);
  if (moment !== undefined && moment.zone !== 'unclear') return [fact('retryAtMs', moment.ms, from, at, 6)];
  const seconds = secondsIn(value, 's');
  return seconds === undefined ? [] : [fact('retryAfterSeconds', seconds, from, at, 6)];
};

const eventStream: Reader = (value, from, { at }) =>
  value.includes('text/event-stream') ? [fact('stream', true, from, at, 4)] : [];

const readers: Readonly<Record<string, Reader>> = {
  'x-request-id': requestId(2),
  'request-id': requestId(3),
  'x-client-request-id': (value, from, { at }) =>
    isId(value) ? [fact('clientRequestId', value, from, at, 1)] : [],
  date: (value, from, { at, side }, context) => {
    const moment = side === 'request' ? undefined : readMoment(value, context);
    return moment === undefined ? [] : [timeMark(pastMoment(moment, context), from, at, 2)];
  },
  'retry-after': wait,
  'retry-after-ms': (value, from, { at }) =>
    /^\d{1,9}$/.test(value) ? [fact('retryAfterSeconds', Number(value) / 1000, from, at, 2)] : [],
  'user-agent': (value, from, { at }) => {
    const agent = clientOfAgent(value);
    return agent === undefined || looksLikeKey(value)
      ? []
      : [fact('client', agent.client, from, at, agent.rank)];
  },
  host: hostReader,
  ':authority': hostReader,
  accept: eventStream,
  'content-type': eventStream,
};

function hostReader(value: string, from: string, { at }: HeaderPlace): readonly Mark[] {
  const { host } = hostOf(value);
  return host === undefined ? [] : [fact('host', host, from, at, 1)];
}

/** Headers that tell who answered, and a limit from a quota. */
const tellTale =
  /^(?:retry-after|server|via|cf-ray|cf-mitigated|x-cache|x-should-retry|www-authenticate|.*ratelimit.*|.*rate-limit.*)$/;

/** Whether a name is one that is looked for; others may be any word with a colon behind it. */
export function isKnownHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return lower in readers || tellTale.test(lower) || credentialNames.has(bare(lower));
}

/** The facts of one header. The value of a credential is counted and not looked at. */
export function readHeader(
  name: string,
  value: string,
  place: HeaderPlace,
  context: PasteContext,
): readonly Mark[] {
  const lower = name.toLowerCase();
  const trimmed = value.trim();
  if (credentialNames.has(bare(lower))) return trimmed === '' ? [] : [dropped('credential', place.at)];
  const from = `${place.within ?? ''}${place.side ?? 'response'} header ${lower}`;
  const evidence: readonly Mark[] =
    place.side !== 'request' && tellTale.test(lower) && !looksLikeKey(trimmed)
      ? [{ kind: 'evidence', text: `${lower}: ${trimmed.slice(0, 120)}`, at: place.at }]
      : [];
  const reader = Object.hasOwn(readers, lower)
    ? readers[lower]
    : /ratelimit.*reset|rate-limit.*reset/.test(lower)
      ? reset
      : undefined;
  return [...evidence, ...(reader?.(trimmed, from, place, context) ?? [])];
}

/** A request id has no spaces, some length, and is no key. */
export function isId(value: string): boolean {
  return (
    /^[\w.:@/+=-]{6,200}$/.test(value) && !looksLikeKey(value) && !/^(?:null|none|undefined)$/i.test(value)
  );
}

function bare(name: string): string {
  return name.replace(/[-_]/g, '');
}
