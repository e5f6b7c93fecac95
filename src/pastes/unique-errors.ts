import type { Episode } from './episodes.ts';
import type { PastedError } from './paste.ts';

/** The most errors of one paste; a log may hold thousands. */
const mostErrors = 50;

/** How an error is told; both read it anew. */
interface Telling {
  /** UTC milliseconds, where the text tells the time. */
  readonly momentOf: (episode: Episode) => number | undefined;
  readonly errorOf: (episode: Episode) => PastedError;
}

/**
 * Newest first, each error once: told twice, or tried again with the same outcome. Of thousands only those are read that
 * stand in the answer.
 */
export function uniqueErrors(episodes: readonly Episode[], telling: Telling): readonly PastedError[] {
  const kept: PastedError[] = [];
  const places = new Map<string, number>();
  for (const episode of newestFirst(episodes, telling)) {
    const error = telling.errorOf(episode);
    const name = error.requestId?.value ?? withoutTime(error);
    const place = places.get(name);
    const same = place === undefined ? undefined : kept[place];
    if (place === undefined || same === undefined) {
      if (kept.length === mostErrors) break;
      places.set(name, kept.length);
      kept.push(error);
    } else kept[place] = { ...error, ...same, answer: { ...error.answer, ...same.answer } };
  }
  return kept;
}

/** By time; an error without one stands where its neighbour in the text stands. */
function newestFirst(episodes: readonly Episode[], { momentOf }: Telling): readonly Episode[] {
  let lastMs = Number.NEGATIVE_INFINITY;
  const timed = episodes.map((episode, index) => {
    lastMs = momentOf(episode) ?? lastMs;
    return { episode, index, ms: lastMs };
  });
  return timed
    .toSorted((one, other) => (one.ms === other.ms ? other.index - one.index : other.ms > one.ms ? 1 : -1))
    .map(({ episode }) => episode);
}

function withoutTime({
  code,
  type,
  status,
  message,
  model,
  endpoint,
  host,
  client,
  speaker,
}: PastedError): string {
  const values = [code, type, status, message, model, endpoint, host, client].map(
    (found) => found?.value ?? null,
  );
  return JSON.stringify([...values, speaker]);
}
