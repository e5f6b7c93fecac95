import type { Episode } from './episodes.ts';

/**
 * `Reconnecting... 2/5 (stream disconnected)` tells of a failure only where nothing comes after it: the error in which
 * the attempts end is the one of the call. What stands above the first notice, such as a banner, stays.
 */
export function withoutRetryNotices(episodes: readonly Episode[]): readonly Episode[] {
  let endsInError = false;
  const backwards = episodes.toReversed().map((episode) => {
    const isNotice = episode.kind === 'failure' && isOnlyNotice(episode);
    if (episode.kind === 'success') endsInError = false;
    if (episode.kind === 'failure' && !isNotice) endsInError = true;
    return isNotice && endsInError ? withoutNotice(episode) : episode;
  });
  return backwards.toReversed();
}

function isOnlyNotice({ failures }: Episode): boolean {
  return failures.length > 0 && failures.every(({ triesAgain }) => triesAgain === true);
}

function withoutNotice({ facts, failures, at }: Episode): Episode {
  const from = failures[0]?.at ?? at;
  return { facts: facts.filter((fact) => fact.at < from), failures: [], evidence: [], kind: 'other', at };
}
