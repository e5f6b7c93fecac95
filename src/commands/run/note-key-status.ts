import type { CheckResult } from '../../checks/check-result.ts';
import { keyIsAccepted } from '../../checks/key/key-is-accepted.ts';
import { entryOf } from '../../errors/catalogue.ts';
import type { ProviderProfile } from '../../providers/profile.ts';
import { fingerprintOf } from '../../settings/key-fingerprint.ts';
import { type KeyResult, keepKeyStatus } from '../../settings/key-status.ts';
import type { Target } from './target.ts';

/** What the gateway says of this key; undefined when it could not be asked, or said nothing about the key. */
export function keyResultOf(
  results: readonly CheckResult[],
  profiles: readonly ProviderProfile[],
): KeyResult | undefined {
  const result = results.find(({ id }) => id === keyIsAccepted.id);
  if (result === undefined) return undefined;
  if ('proves' in result && result.proves !== undefined) return 'accepted';
  if (result.status === 'fail') {
    return result.findings.some(({ id }) => entryOf(id, profiles)?.access === true) ? 'refused' : undefined;
  }
  const isOpen = result.status === 'unknown' && result.findings[0].id === 'local/key-not-verifiable';
  return isOpen ? 'not-verifiable' : undefined;
}

/** Remembers for `auth status` what the gateway said of the key in force. Never rejects; a sandbox leaves no trace. */
export async function noteKeyStatus(
  results: readonly CheckResult[],
  { context: { settings, system } }: Target,
): Promise<void> {
  const result = keyResultOf(results, settings.profiles);
  const { origin } = settings.baseUrl.value;
  const fingerprint = await fingerprintOf(settings.apiKey?.value, system);
  if (system.sandbox !== undefined || result === undefined) return;
  if (origin !== undefined && fingerprint !== null) await keepKeyStatus(origin, fingerprint, result, system);
}
