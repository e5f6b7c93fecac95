import { mayCarryKey } from '../../settings/key-policy.ts';
import { apiKeyFrom } from '../../settings/load-key.ts';
import type { Settings } from '../../settings/settings.ts';
import type { System } from '../../system/system.ts';
import { isPersonThere } from '../run/person-there.ts';

/**
 * Asks once, without an echo, where no key was found and a person sits there. An empty answer or the end of input
 * means none. Nobody is asked for a key that could not be sent, or that an unreadable settings file may hold.
 */
export async function withAskedKey(settings: Settings, system: System): Promise<Settings> {
  const { profile, profiles, baseUrl, apiKey, userFile, output } = settings;
  if (apiKey !== undefined || userFile?.problem !== undefined) return settings;
  if (
    (output?.format?.value ?? 'human') !== 'human' ||
    !isPersonThere(system) ||
    system.sandbox !== undefined
  )
    return settings;
  if (!mayCarryKey(baseUrl.value, profile.value, profiles, undefined).allowed) return settings;
  const question = `No key was found. Key of ${profile.value.name} (it is not shown; Enter to go on without): `;
  const typed = await system.stdin.askHidden(question);
  if (typed === undefined || typed.trim() === '') return settings;
  const value = apiKeyFrom(typed, profile.value, profiles);
  return { ...settings, apiKey: { value, origin: { kind: 'prompt', name: 'your answer' }, shadows: [] } };
}
