import { distance } from 'fastest-levenshtein';

/** Comparing against every id of a huge list costs more than a suggestion is worth. */
const mostCompared = 20_000;

/** At most three names that are close to the wanted one: same in another case first, then by edit distance. */
export function nearestNames(wanted: string, names: readonly string[]): readonly string[] {
  const lower = wanted.toLowerCase();
  return names
    .slice(0, mostCompared)
    .map((name) => ({ name, far: farness(lower, name.toLowerCase()) }))
    .filter(({ far }) => far <= Math.max(2, Math.floor(lower.length / 3)))
    .sort((one, other) => one.far - other.far)
    .slice(0, 3)
    .map(({ name }) => name);
}

/**
 * A name that begins with the wanted one (a date behind it, say), or has the whole of it inside once signs are left
 * out (`sonnet-4.6` and `claude-sonnet-4-6`), is as near as one typing mistake.
 */
function farness(wanted: string, name: string): number {
  if (wanted.length >= 3 && name.startsWith(wanted)) return 1;
  const [short, long] = [letters(wanted), letters(name)];
  const isInside = short.length >= 4 && long.includes(short);
  return isInside ? 1 : distance(wanted, name);
}

function letters(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '');
}
