import type { ProviderProfile } from '../providers/profile.ts';
import { baseUrlFrom } from './base-url.ts';
import { mayProjectUse } from './project-url.ts';
import type { Candidate } from './sourced.ts';

/** What the person's program would use, where one is named: it stands behind the flags and before everything else. */
export interface ClientOffer {
  /** Strongest first; one of a project file among them counts by the rule of every project file. */
  readonly baseUrls: readonly Candidate<string>[];
  /** Strongest first, none of a project file. */
  readonly keys: readonly Candidate<string>[];
  /** Where the client sends its key when none of its base URLs counts; undefined for nowhere known. */
  readonly otherwise: string | undefined;
}

/** The base URL of a client that counts for one of these profiles: the person's own, or one that a project may name. */
export function countingUrl(
  offer: ClientOffer | undefined,
  profiles: readonly ProviderProfile[],
  trustedOrigins: readonly string[],
): Candidate<string> | undefined {
  return offer?.baseUrls.find(
    ({ value, origin }) =>
      origin.kind !== 'project-file' ||
      profiles.some((profile) => mayProjectUse(value, profile, trustedOrigins)),
  );
}

/** Scheme, host and port that the keys of a client belong to: where the client itself would send them. */
export function keysBelongTo(
  offer: ClientOffer,
  counting: Candidate<string> | undefined,
): string | undefined {
  const url = counting?.value ?? offer.otherwise;
  return url === undefined ? undefined : baseUrlFrom(url).origin;
}
