import type { PastedError } from './paste.ts';

/** The most errors of one paste; a log may hold thousands. */
const mostErrors = 50;

/** Newest first, each error once: told twice, or tried again with the same outcome. */
export function uniqueErrors(errors: readonly PastedError[]): readonly PastedError[] {
  const kept: PastedError[] = [];
  const places = new Map<string, number>();
  for (const error of newestFirst(errors)) {
    const name = error.requestId?.value ?? withoutTime(error);
    const place = places.get(name);
    const same = place === undefined ? undefined : kept[place];
    if (place === undefined || same === undefined) {
      places.set(name, kept.length);
      kept.push(error);
    } else kept[place] = { ...error, ...same, answer: { ...error.answer, ...same.answer } };
  }
  return kept.slice(0, mostErrors);
}

/** By time; an error without one stands where its neighbour in the text stands. */
function newestFirst(errors: readonly PastedError[]): readonly PastedError[] {
  let lastMs = Number.NEGATIVE_INFINITY;
  const timed = errors.map((error, index) => {
    if (error.time !== undefined) lastMs = Date.parse(error.time.value);
    return { error, index, ms: lastMs };
  });
  return timed
    .toSorted((one, other) => (one.ms === other.ms ? other.index - one.index : other.ms > one.ms ? 1 : -1))
    .map(({ error }) => error);
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
