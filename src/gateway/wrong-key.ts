import type { ProviderProfile } from '../providers/profile.ts';
import { Secret } from '../settings/secret.ts';
import type { System } from '../system/system.ts';

const usualLength = 36;

/**
 * A random key of the same prefix and length as the real one, so that a gateway refuses it for what it
 * is and not for its form. Only the prefix and the length of the real key are used.
 */
export function wrongKeyLike(
  key: Secret | undefined,
  profile: ProviderProfile,
  random: System['random'],
): Secret {
  const real = key?.reveal() ?? '';
  const words = /^(?:[A-Za-z]{2,8}[-_]){0,2}/.exec(real)?.[0] ?? '';
  const documented = real === '' ? (profile.key.prefixes.at(-1) ?? '') : '';
  // A key that is mostly words would be given away by its "prefix".
  const prefix = words.length * 2 <= real.length ? words || documented : '';
  const length = Math.max((real.length || usualLength) - prefix.length, 16);
  // Hexadecimal digits fit every documented key alphabet.
  const hex = Array.from(random.bytes(Math.ceil(length / 2)), (byte) => byte.toString(16).padStart(2, '0'));
  return new Secret(prefix + hex.join('').slice(0, length));
}
