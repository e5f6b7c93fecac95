import { type FactMark, type FactName, nearMsOf } from '../mark.ts';
import { tellsOfCall, withCommonFacts } from './common-facts.ts';
import { withoutEndedCalls } from './ended-calls.ts';
import { bestOf, type Episode, weakestOfACall } from './episodes.ts';
import { withoutRetryNotices } from './retry-notices.ts';

/** How far apart two lines may be that tell of one failure. */
const sameMomentMs = 5000;

/** Facts that a line before or behind an error lends to it, where nobody else claims them. */
const lent: readonly FactName[] = [
  'requestId',
  'clientRequestId',
  'model',
  'endpoint',
  'method',
  'stream',
  'host',
  'timeMs',
  'localTimeMs',
  'unclearTime',
  'client',
  'retryAfterSeconds',
  'retryAtMs',
];

/** Errors with what belongs to them, in the order of the text, and what belongs to none. */
export interface JoinedEpisodes {
  readonly errors: readonly Episode[];
  readonly rest: readonly Episode[];
}

/**
 * Joins what several lines tell of one failure, and gives each error the facts that stand around it. Each group has the
 * pieces of one writer: what another one wrote in between stands around nothing of his.
 */
export function joinEpisodes(given: readonly (readonly Episode[])[]): JoinedEpisodes {
  const groups = given.map(withoutRetryNotices);
  const inOrder = (all: readonly Episode[]) => all.toSorted((one, other) => one.at - other.at);
  const episodes = groups.length === 1 ? groups.flat() : inOrder(groups.flat());
  const each = groups.flatMap((group) =>
    lendBackwards(lendForwards(withoutEndedCalls(joinNeighbours(group)))),
  );
  const joined = groups.length === 1 ? each : inOrder(each);
  const errors = joined.filter(({ kind }) => kind === 'failure');
  return {
    errors: withCommonFacts(errors, joined, episodes),
    rest: joined.filter(({ kind }) => kind !== 'failure'),
  };
}

function joinNeighbours(episodes: readonly Episode[]): Episode[] {
  const result: Episode[] = [];
  let lastError: Episode | undefined;
  let isNewCall = false;
  for (const episode of episodes) {
    if (episode.kind === 'success') lastError = undefined;
    if (episode.kind === 'other') isNewCall ||= tellsOfCall(episode);
    const isTaken = lastError !== undefined && fit(lastError, episode) && !(isNewCall && isFollowUp(episode));
    if (episode.kind === 'failure') isNewCall = false;
    if (episode.kind === 'failure' && lastError !== undefined && isTaken) {
      const whole = together(lastError, episode);
      result[result.lastIndexOf(lastError)] = whole;
      lastError = whole;
      continue;
    }
    if (episode.kind === 'failure') lastError = episode;
    result.push(episode);
  }
  return result;
}

/** Whether two pieces can tell of the same failure: at one time, and nothing in them differs. */
function fit(one: Episode, other: Episode): boolean {
  if (isMentioned(one) !== isMentioned(other) && !shareName(one, other)) return false;
  return (isUnanswered(one) === isUnanswered(other) || isFollowUp(other)) && agree(one, other);
}

/** Only a sentence names it. */
function isMentioned({ failures }: Episode): boolean {
  return failures.length > 0 && failures.every(({ mentioned }) => mentioned === true);
}

function shareName(one: Episode, other: Episode): boolean {
  const codes = new Set(one.failures.map(({ answer }) => answer.code));
  return other.failures.some(({ answer }) => answer.code !== undefined && codes.has(answer.code));
}

/** A program that tells how its stream ended, behind the answer that ended it. */
function isFollowUp({ failures }: Episode): boolean {
  return failures.length > 0 && failures.every(({ followsUp }) => followsUp === true);
}

function agree(one: Episode, other: Episode): boolean {
  const gap = Math.abs((momentOf(one) ?? 0) - (momentOf(other) ?? 0));
  const known = momentOf(one) !== undefined && momentOf(other) !== undefined;
  if (known && gap > sameMomentMs) return false;
  return identities.every((identity) => {
    const [mine, theirs] = [identity(one), identity(other)];
    return (
      mine === undefined ||
      theirs === undefined ||
      mine === theirs ||
      mine.endsWith(theirs) ||
      theirs.endsWith(mine)
    );
  });
}

/** Only the client spoke: no status, and nobody else. */
function isUnanswered({ facts, failures }: Episode): boolean {
  return (
    failures.some(({ speaker }) => speaker === 'client') &&
    failures.every(({ speaker }) => speaker !== 'gateway' && speaker !== 'edge') &&
    bestOf('status', facts) === undefined
  );
}

function momentOf({ facts }: Episode): number | undefined {
  const mark = bestOf('timeMs', facts) ?? bestOf('localTimeMs', facts) ?? bestOf('unclearTime', facts);
  return mark === undefined ? undefined : nearMsOf(mark);
}

const identities: readonly ((episode: Episode) => string | undefined)[] = [
  ({ facts, failures }) =>
    failures.find(({ answer }) => answer.requestId !== undefined)?.answer.requestId ??
    bestOf('requestId', facts)?.value,
  ({ failures }) => failures.find(({ answer }) => answer.code !== undefined)?.answer.code,
  ({ failures }) => failures.find(({ answer }) => answer.type !== undefined)?.answer.type,
  ({ facts }) => bestOf('status', facts)?.value.toString(),
  // What is set for all calls, or only named, does not tell one from another.
  ({ facts }) =>
    bestOf(
      'model',
      facts.filter(({ rank }) => rank < weakestOfACall),
    )?.value,
  ({ facts }) => bestOf('endpoint', facts)?.value,
  ({ facts }) => bestOf('clientRequestId', facts)?.value,
];

/** A loop that writes the same line for hours says nothing new with each. */
const mostFacts = 300;

function together(one: Episode, other: Episode): Episode {
  if (one.facts.length > mostFacts || one.failures.length > mostFacts) return one;
  return {
    facts: [...one.facts, ...other.facts],
    failures: [...one.failures, ...other.failures],
    evidence: [...one.evidence, ...other.evidence],
    kind: one.kind,
    at: one.at,
  };
}

/** What a line before an error says goes to that error. */
function lendForwards(episodes: readonly Episode[]): Episode[] {
  const result = [...episodes];
  for (let at = 0; at < result.length; at += 1) {
    for (
      let before = at - 1;
      result[at]?.kind === 'failure' && result[before]?.kind === 'other' && before > at - furthest;
      before -= 1
    )
      lend(result, before, at);
  }
  return result;
}

/** What nobody behind it took goes to the error before. */
function lendBackwards(episodes: readonly Episode[]): Episode[] {
  const result = [...episodes];
  for (let at = result.length - 1; at >= 0; at -= 1) {
    for (
      let behind = at + 1;
      result[at]?.kind === 'failure' && result[behind]?.kind === 'other' && behind < at + furthest;
      behind += 1
    )
      lend(result, behind, at);
  }
  return result;
}

/** Lines further away than this belong to something else. */
const furthest = 40;

function lend(episodes: Episode[], from: number, to: number): void {
  const [giver, taker] = [episodes[from], episodes[to]];
  // A line with another id, model or moment tells of another call.
  if (giver === undefined || taker === undefined || !agree(giver, taker)) return;
  const taken = new Set<FactMark>(
    lent.flatMap((name) => {
      if (taker.facts.some(({ fact }) => fact === name)) return [];
      return giver.facts.filter(({ fact }) => fact === name);
    }),
  );
  if (taken.size === 0) return;
  episodes[to] = { ...taker, facts: [...taker.facts, ...taken] };
  episodes[from] = { ...giver, facts: giver.facts.filter((mark) => !taken.has(mark)) };
}
