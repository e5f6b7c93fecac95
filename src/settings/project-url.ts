import type { ProviderProfile } from '../providers/profile.ts';
import { baseUrlFrom } from './base-url.ts';

/**
 * Whether a base URL of a project file counts: scheme, host and port must be those of the profile's own
 * HTTPS base URL, or the person trusts this origin in their own settings.
 */
export function mayProjectUse(
  typed: string,
  profile: ProviderProfile,
  trustedOrigins: readonly string[],
): boolean {
  const { origin, problem } = baseUrlFrom(typed);
  if (origin === undefined || problem !== undefined) return false;
  const own = baseUrlFrom(profile.baseUrl).origin;
  if (origin === own && origin.startsWith('https:')) return true;
  return trustedOrigins.some((trusted) => baseUrlFrom(trusted).origin === origin);
}
