import { own, pass, problem } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';

export const keyIsPresent = defineCheck({
  id: 'key.is-present',
  title: 'A key is present',
  spine: true,
  needs: {},
  observe: async ({ settings }) => ({
    from: settings.apiKey?.origin.name ?? null,
    shadows: settings.apiKey?.shadows.map(({ name }) => name) ?? [],
    looked: [
      ...settings.profile.value.env.key.map((name) => `env ${name}`),
      'your settings file',
      // A stored key goes to its own gateway only, so it is there and yet not used.
      ...(settings.unusedKeys ?? []).map(({ origin }) => `${origin.name} (kept for another gateway)`),
    ],
  }),
  judge: ({ from, looked }) => (from === null ? problem(own('local/key-missing', { looked })) : pass),
  fact: ({ from, shadows }) => {
    if (from === null) return undefined;
    return shadows.length === 0 ? from : `${from}, shadows ${shadows.join(', ')}`;
  },
});
