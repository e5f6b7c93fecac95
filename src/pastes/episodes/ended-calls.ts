import type { Episode } from './episodes.ts';

/** Lines of a call that ended well, told before and behind its end, are as little an error's as the end itself. */
export function withoutEndedCalls(episodes: readonly Episode[]): Episode[] {
  const before = new Set<string>();
  const ended = new Set<string>();
  let hasEnded = false;
  for (const episode of episodes) {
    const ids = idsOf(episode);
    if (episode.kind === 'success') {
      hasEnded = true;
      for (const id of ids) ended.add(id);
    }
    // Told before a good answer and behind it once more: that answer may be its own.
    for (const id of ids) if (hasEnded && before.has(id)) ended.add(id);
    if (episode.kind === 'failure') hasEnded = false;
    if (episode.kind !== 'failure') for (const id of ids) before.add(id);
  }
  for (const episode of episodes)
    if (episode.kind === 'failure') for (const id of idsOf(episode)) ended.delete(id);
  return episodes.map((episode) =>
    episode.kind === 'other' && idsOf(episode).some((id) => ended.has(id))
      ? { ...episode, kind: 'success' as const }
      : episode,
  );
}

function idsOf({ facts, failures }: Episode): readonly string[] {
  const inAnswers = failures.flatMap(({ answer }) => answer.requestId ?? []);
  const inFacts = facts.flatMap(({ fact, value }) =>
    fact === 'requestId' || fact === 'clientRequestId' ? [String(value)] : [],
  );
  return [...inAnswers, ...inFacts];
}
