import type { PastedError } from '../paste.ts';
import type { Episode } from './episodes.ts';

/** The most errors of one paste; a log may hold thousands. */
export const mostErrors = 50;

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
    } else kept[place] = { ...toldTwice(same, error), answer: { ...error.answer, ...same.answer } };
  }
  return kept;
}

/** One id is one call, so its time may stand in either place; two calls with the same outcome have two times. */
function toldTwice(newer: PastedError, older: PastedError): PastedError {
  return newer.requestId === undefined
    ? filledWith(newer, older)
    : filledWith(newer.time === undefined ? withTimeOf(newer, older) : newer, older);
}

function withTimeOf(error: PastedError, { time }: PastedError): PastedError {
  if (time === undefined) return error;
  const { unclearTime, ...others } = error;
  return { ...others, time };
}

/** What `other` tells is put in where `own` says nothing; a time that is not clear is said, and stays so. */
export function filledWith<T extends Partial<PastedError>>(own: T, other: Partial<PastedError>): T {
  const { time, unclearTime, ...others } = other;
  const hasTime = own.time !== undefined || own.unclearTime !== undefined;
  return { ...(hasTime ? others : other), ...own };
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
