import type { CallRecord, Journal } from '../journal/journal-record.ts';
import { mostErrors } from '../pastes/episodes/unique-errors.ts';
import type { CallFacts } from './call-facts.ts';
import { differing, seenInFacts, seenInRecord } from './same-call.ts';

const windowMs = 10 * 60_000;

/** How often the same error was seen within ten minutes before a call, which counts too. */
export interface Sightings {
  /** Null where the time of the call is not known. */
  readonly count: number | null;
  /** The source held more than was read. */
  readonly isAtLeast: boolean;
  /** Calls that this machine recorded besides: a log that holds the same error twice may hold two people's. */
  readonly sentAgain: number;
}

/** What else is known of the source of a ticket. */
export interface SightingSource {
  readonly journal: Journal;
  /** Other failures of the same source, newest first. */
  readonly others: readonly CallFacts[];
  /** Older places of it were not read. */
  readonly isPart: boolean;
}

/** How often the same call ended with the same error within ten minutes before this one. */
export function sightingsOf(
  facts: CallFacts,
  finding: string | undefined,
  { journal, others, isPart }: SightingSource,
): Sightings {
  const { time, endpoint, model } = facts.facts;
  if (time === null) return { count: null, isAtLeast: false, sentAgain: 0 };
  const name = nameOf(facts.error, finding);
  const wanted = [endpoint?.value, model?.value, facts.sandbox, name].join('\n');
  const atMs = Date.parse(time.value);
  const isNear = (at: string) => atMs - windowMs <= Date.parse(at) && Date.parse(at) <= atMs;
  const recorded = journal.calls
    .filter((record) => isNear(record.at) && keyOf(record) === wanted && isOfHost(record, facts.host))
    .map(seenInRecord);
  const told = others
    .filter((other) => {
      const key = [other.facts.endpoint?.value, other.facts.model?.value, other.sandbox];
      const isSame = [...key, nameOf(other.error, finding)].join('\n') === wanted;
      return isSame && isNear(other.facts.time?.value ?? '') && sameError(other.error, facts.error);
    })
    .map(({ facts: told }) => seenInFacts(told));
  // The journal and a paste may both tell of one call.
  const own = seenInFacts(facts.facts);
  const last = others.at(-1)?.facts.time;
  return {
    count: differing([own, ...recorded, ...told]).length,
    isAtLeast: (isPart || others.length + 1 >= mostErrors) && (last == null || isNear(last.value)),
    sentAgain: differing([own, ...recorded]).length - 1,
  };
}

/** `3 times`, `at least 50 times`. */
export function timesWords(count: number, isAtLeast: boolean): string {
  return `${isAtLeast ? 'at least ' : ''}${count} times`;
}

function keyOf({ method, path, stream, model, sandbox, finding, code, status }: CallRecord): string {
  const endpoint = `${method} ${path}${stream === true ? ' (streaming)' : ''}`;
  return [endpoint, model ?? undefined, sandbox, finding ?? code ?? status].join('\n');
}

function nameOf({ code, status }: CallFacts['error'], finding: string | undefined): string | number | null {
  return finding ?? code ?? status;
}

function sameError(one: CallFacts['error'], other: CallFacts['error']): boolean {
  return one.code === other.code && one.status === other.status;
}

function isOfHost({ origin }: CallRecord, host: string | null): boolean {
  return host === null || URL.parse(origin)?.host === host;
}
