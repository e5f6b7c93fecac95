import { nexus } from './nexus/profile.ts';
import { nusantara } from './nusantara/profile.ts';
import type { ProviderProfile } from './profile.ts';

/** The gateways that are known without any settings. The first one is the default. */
export const profiles = { nexus, nusantara } satisfies Record<string, ProviderProfile>;

export const builtInProfiles: readonly ProviderProfile[] = Object.values(profiles);

/** Finds a profile by its id or, failing that, by an alias; upper and lower case are the same. */
export function profileById(id: string, known: readonly ProviderProfile[]): ProviderProfile | undefined {
  const wanted = id.toLowerCase();
  return (
    known.find((profile) => profile.id.toLowerCase() === wanted) ??
    known.find((profile) => profile.aliases.some((alias) => alias.toLowerCase() === wanted))
  );
}
