import { domainToUnicode } from 'node:url';
import { distance } from 'fastest-levenshtein';
import { builtInProfiles } from '../providers/index.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { type BaseUrl, baseUrlFrom } from './base-url.ts';
import type { KeyShape } from './key-shape.ts';
import { isOwnHost, ownerOf } from './own-host.ts';

/** Whether requests to a base URL may carry the key. `of`: whose host or key it is instead. */
export type KeyPermission =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly why:
        | 'another-provider'
        | 'looks-mistyped'
        | 'public-http'
        | 'no-base-url'
        | 'unclean-key'
        | 'foreign-key';
      readonly of?: string;
    };

/**
 * The one rule on where a key goes. It looks at the parsed URL only; the typed text never counts. Without a
 * key shape it answers for a clean key of nobody in particular.
 */
export function mayCarryKey(
  baseUrl: BaseUrl,
  profile: ProviderProfile,
  profiles: readonly ProviderProfile[],
  keyShape: KeyShape | undefined,
): KeyPermission {
  if (baseUrl.used === undefined) return { allowed: false, why: 'no-base-url' };
  if (keyShape?.problem !== undefined) return { allowed: false, why: 'unclean-key' };
  if (baseUrl.problem === 'http-to-public-host') return { allowed: false, why: 'public-http' };
  // Any other problem of the URL leaves `used` out today; the line keeps a new one from passing by.
  if (baseUrl.problem !== undefined) return { allowed: false, why: 'no-base-url' };
  if (!isOwnHost(profile, baseUrl)) {
    const owner = ownerOf(baseUrl, [...profiles, ...builtInProfiles]);
    if (owner !== undefined) return { allowed: false, why: 'another-provider', of: owner.name };
  }
  const meant = builtInHostNear(baseUrl);
  if (meant !== undefined) return { allowed: false, why: 'looks-mistyped', of: meant };
  const isBuiltInHost = ownerOf(baseUrl, builtInProfiles) !== undefined;
  if (keyShape?.foreignVendor !== undefined && isBuiltInHost) {
    return { allowed: false, why: 'foreign-key', of: keyShape.foreignVendor };
  }
  return { allowed: true };
}

/** Whether a stored key belongs to the base URL in force: same scheme, host and port, and both of them known. */
export function isBoundTo(belongsTo: string | undefined, originInForce: string | undefined): boolean {
  return belongsTo !== undefined && belongsTo === originInForce;
}

/** The built-in host that this one differs from by one or two letters; undefined for that host itself. */
export function builtInHostNear(baseUrl: BaseUrl): string | undefined {
  const { host } = baseUrl;
  if (host === undefined) return undefined;
  const hosts = builtInProfiles.flatMap((profile) => baseUrlFrom(profile.baseUrl).host ?? []);
  if (hosts.includes(host)) return undefined;
  // A Cyrillic letter among Latin ones is one letter to the eye and a whole other name in punycode.
  const spellings = [host, domainToUnicode(host)];
  return hosts.find((known) => spellings.some((spelling) => distance(spelling, known) <= nearestTypo));
}

const nearestTypo = 2;
