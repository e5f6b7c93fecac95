import { builtInProfiles } from '../providers/index.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { isSet } from './is-set.ts';
import { type KeyShape, keyShapeOf, shortestMaskable } from './key-shape.ts';
import { secretPartOf } from './not-a-key.ts';
import { Secret } from './secret.ts';

/**
 * The keys that the environment holds for any of these gateways, whether this run uses them or not: people paste them
 * where a name belongs. Under 8 characters a value is too common to be hidden.
 */
export function keysOfEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  profiles: readonly ProviderProfile[] = builtInProfiles,
): readonly Secret[] {
  return profiles.flatMap((profile) =>
    profile.env.key.flatMap((name) => {
      const value = variables[name];
      return isSet(value) ? maskable(value, profile, profiles) : [];
    }),
  );
}

/** What looks for a key like this may hide: nothing that is too common or stands in every manual. */
export function maskable(
  value: string,
  profile: ProviderProfile,
  profiles: readonly ProviderProfile[],
): readonly Secret[] {
  const shape = keyShapeOf(value, profile, profiles);
  const secret = secretPartOf(value, shape.instead);
  return secret.length < shortestMaskable || isPublicText(shape) ? [] : [new Secret(secret)];
}

/** A placeholder, a variable's name or an address stands in every manual; hiding it would hide our own words. */
export function isPublicText({ problem, instead }: KeyShape): boolean {
  if (problem === 'not-a-key') return instead === 'url' || instead === 'path' || instead === 'reference';
  return problem === 'placeholder' || problem === 'unexpanded' || problem === 'empty';
}
