import { distance } from 'fastest-levenshtein';
import { UsageError } from '../errors/usage-error.ts';
import type { ProviderProfile } from '../providers/profile.ts';

/** The mistake of an unknown `--provider`. `brokenFile`: a settings file that may define it and can't be used. */
export function unknownProvider(
  typed: string,
  profiles: readonly ProviderProfile[],
  brokenFile?: string,
): UsageError {
  const names = profiles.flatMap(({ id, aliases }) => [id, ...aliases]);
  const far = (name: string) => distance(name.toLowerCase(), typed.toLowerCase());
  const [nearest = ''] = names.toSorted((a, b) => far(a) - far(b));
  const guess = far(nearest) <= 3 ? `did you mean ${nearest}? ` : '';
  const doubt =
    brokenFile === undefined ? '' : `; ${brokenFile} can't be used, so its providers are not known`;
  // What was typed is not repeated: it may be a key in the wrong place.
  return new UsageError(
    '--provider names a provider that is not known',
    `${guess}known: ${names.join(', ')}${doubt}`,
  );
}
