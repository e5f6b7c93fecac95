import type { ProviderProfile } from '../providers/profile.ts';
import { type BaseUrl, baseUrlFrom } from './base-url.ts';

/**
 * Whether the base URL names the profile's own host. The port counts for local addresses only, where
 * several gateways share one host; a public host has one owner whatever the port.
 */
export function isOwnHost(profile: ProviderProfile, baseUrl: BaseUrl): boolean {
  const own = baseUrlFrom(profile.baseUrl);
  if (baseUrl.host === undefined || own.host !== baseUrl.host) return false;
  return baseUrl.network === 'public' || own.origin === baseUrl.origin;
}

/** The profile whose own host the base URL names. */
export function ownerOf(baseUrl: BaseUrl, profiles: readonly ProviderProfile[]): ProviderProfile | undefined {
  return profiles.find((profile) => isOwnHost(profile, baseUrl));
}
