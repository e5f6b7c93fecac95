import { own, pass, problem, unknown } from '../../errors/finding.ts';
import { isSet } from '../../settings/is-set.ts';
import { keychainRemedies, keychainWords } from '../../settings/keychain-words.ts';
import type { Settings } from '../../settings/settings.ts';
import { defineCheck } from '../check.ts';
import { whyNoKey } from '../client/key-reaches-it.ts';

/** A file that can't be used may hold a key, and a stored key goes to its own gateway only: both are said. */
function placesInSettings({ userFile, unusedKeys = [] }: Settings): readonly string[] {
  if (userFile?.problem !== undefined) return [`${userFile.file} (not used, because it is not valid)`];
  if (unusedKeys.length === 0) return ['your settings file'];
  return unusedKeys.map(
    ({ origin, belongsTo, why }) =>
      `${origin.name} (${why === undefined ? `kept for ${belongsTo ?? 'another gateway'}` : keychainWords[why]})`,
  );
}

/** A key of this very gateway that is kept, but not given: whether there is one is then not known. */
function unread({ apiKey, unusedKeys = [] }: Settings): { unread?: { why: string; todo: string } } {
  if (apiKey !== undefined) return {};
  for (const { why } of unusedKeys) {
    const todo = why && keychainRemedies[why];
    if (why !== undefined && todo !== undefined) return { unread: { why: keychainWords[why], todo } };
  }
  return {};
}

/** Variables of other gateways and of common clients that hold something: names only, never a value. */
function othersSet(
  { profile, profiles, apiKey }: Settings,
  env: Readonly<Record<string, string | undefined>>,
): { others?: readonly string[] } {
  if (apiKey !== undefined) return {};
  const names = new Set([...profiles.flatMap(({ env: { key } }) => key), ...variablesOfClients]);
  const others = [...names].filter((name) => !profile.value.env.key.includes(name) && isSet(env[name]));
  return others.length === 0 ? {} : { others };
}

/** As the vendors of clients document them; many programs read these two families. */
const variablesOfClients = ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'];

export const keyIsPresent = defineCheck({
  id: 'key.is-present',
  title: 'A key is present',
  spine: true,
  needs: {},
  observe: async ({ settings, client, system }) => ({
    // The client's own reason comes before the places where this program looks.
    ...(client === undefined ? {} : { ofClient: whyNoKey(client) }),
    from: settings.apiKey?.origin.name ?? null,
    shadows: settings.apiKey?.shadows.map(({ name }) => name) ?? [],
    ...othersSet(settings, system.env),
    ...unread(settings),
    looked: [...settings.profile.value.env.key.map((name) => `env ${name}`), ...placesInSettings(settings)],
  }),
  judge: ({ from, looked, ofClient, others = [], unread }) => {
    if (from !== null) return pass;
    if (ofClient === undefined && unread !== undefined) {
      return unknown('the kept key could not be read', own('local/kept-key-unread', unread));
    }
    if (ofClient === undefined)
      return problem(own('local/key-missing', { looked, ...(others.length === 0 ? {} : { others }) }));
    const { finding, isOpen } = ofClient;
    return isOpen ? unknown('the key of the client is not known here', finding) : problem(finding);
  },
  fact: ({ from, shadows }) => {
    if (from === null) return undefined;
    return shadows.length === 0 ? from : `${from}, shadows ${shadows.join(', ')}`;
  },
});
