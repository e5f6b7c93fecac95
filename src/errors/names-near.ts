import { nearestNames } from '../providers/nearest-names.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { catalogueOf } from './catalogue.ts';

/** Names near to one that nothing was found for. */
export function namesNear(name: string, profiles: readonly ProviderProfile[]): readonly string[] {
  // Another status is another answer, however near its number is.
  if (/^\d+$/.test(name.trim())) return [];
  const names = catalogueOf(profiles).flatMap(({ code, id }) => (/\s/.test(code) ? [] : [code, id]));
  return nearestNames(name, [...new Set(names)]);
}
