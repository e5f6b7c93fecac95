import type { Origin, Sourced } from './settings.ts';

/** A value that one place gives. */
export interface Candidate<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** The first candidate wins; the others are what it shadows. */
export function strongest<T>(candidates: readonly (Candidate<T> | undefined)[]): Sourced<T> | undefined {
  const [winner, ...rest] = candidates.filter((candidate) => candidate !== undefined);
  return winner === undefined ? undefined : { ...winner, shadows: rest.map(({ origin }) => origin) };
}

/** The same with a last resort that always gives a value. */
export function strongestOr<T>(
  candidates: readonly (Candidate<T> | undefined)[],
  lastResort: Candidate<T>,
): Sourced<T> {
  const found = strongest(candidates);
  if (found === undefined) return { ...lastResort, shadows: [] };
  return { ...found, shadows: [...found.shadows, lastResort.origin] };
}

/** A candidate when the place gives a value. */
export function given<T>(value: T | undefined, origin: Origin): Candidate<T> | undefined {
  return value === undefined ? undefined : { value, origin };
}

export const flag = (name: string): Origin => ({ kind: 'flag', name });
export const env = (name: string): Origin => ({ kind: 'env', name: `env ${name}` });
