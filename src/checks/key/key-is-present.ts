import { own, pass, problem } from '../../errors/finding.ts';
import { keychainWords } from '../../settings/keychain-words.ts';
import type { Settings } from '../../settings/settings.ts';
import { defineCheck } from '../check.ts';

/** A file that can't be used may hold a key, and a stored key goes to its own gateway only: both are said. */
function placesInSettings({ userFile, unusedKeys = [] }: Settings): readonly string[] {
  if (userFile?.problem !== undefined) return [`${userFile.file} (not used, because it is not valid)`];
  if (unusedKeys.length === 0) return ['your settings file'];
  return unusedKeys.map(
    ({ origin, belongsTo, why }) =>
      `${origin.name} (${why === undefined ? `kept for ${belongsTo ?? 'another gateway'}` : keychainWords[why]})`,
  );
}

export const keyIsPresent = defineCheck({
  id: 'key.is-present',
  title: 'A key is present',
  spine: true,
  needs: {},
  observe: async ({ settings }) => ({
    from: settings.apiKey?.origin.name ?? null,
    shadows: settings.apiKey?.shadows.map(({ name }) => name) ?? [],
    looked: [...settings.profile.value.env.key.map((name) => `env ${name}`), ...placesInSettings(settings)],
  }),
  judge: ({ from, looked }) => (from === null ? problem(own('local/key-missing', { looked })) : pass),
  fact: ({ from, shadows }) => {
    if (from === null) return undefined;
    return shadows.length === 0 ? from : `${from}, shadows ${shadows.join(', ')}`;
  },
});
