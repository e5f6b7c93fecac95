import type { ClientSetUp, Scenario } from '../scenario.ts';
import { degraded, inconclusive, keyIsWrong } from './promises.ts';
import { toRightKey, toRightKeyAt } from './rules.ts';

/** The environment with a key that is written like this. */
function keyWritten(key: string): ClientSetUp {
  return { env: { NEXUS_API_KEY: key, NEXUS_BASE_URL: '{url}' } };
}

const notAllowed = { kind: 'error', error: 'endpoint_not_allowed' } as const;

/** What goes wrong with a key: before it is sent, and when the gateway sees it. */
export const keyScenarios: readonly Scenario[] = [
  {
    id: 'key/missing',
    story: 'The variable with the key is not set in this shell',
    provider: 'nexus',
    gateway: {},
    client: { env: { NEXUS_BASE_URL: '{url}' } },
    expects: keyIsWrong('local/key-missing'),
  },
  {
    id: 'key/revoked',
    story: 'The key was revoked yesterday',
    provider: 'nexus',
    gateway: { rules: toRightKey({ kind: 'error', error: 'invalid_key' }) },
    expects: keyIsWrong('nexus/invalid_key'),
  },
  {
    id: 'key/never-issued',
    story: 'Two letters of the key were swapped when it was typed',
    provider: 'nexus',
    gateway: {},
    client: keyWritten('nexus-sandbox-0123456789abcdef0123456789abcdef'),
    expects: keyIsWrong('nexus/invalid_key'),
  },
  {
    id: 'key/with-outer-space',
    story: 'A line break was copied behind the key',
    provider: 'nexus',
    gateway: {},
    client: keyWritten(' {key}\n'),
    expects: degraded('local/key-has-outer-space'),
  },
  {
    id: 'key/with-line-break',
    story: 'The key was copied from a text that wraps its lines',
    provider: 'nexus',
    gateway: {},
    client: keyWritten('nexus-sandbox-\n{key}'),
    expects: keyIsWrong('local/key-has-line-break'),
  },
  {
    id: 'key/with-quotes',
    story: 'The file with the variables kept the quotation marks around the key',
    provider: 'nexus',
    gateway: {},
    client: keyWritten('"{key}"'),
    expects: keyIsWrong('local/key-has-quotes'),
  },
  {
    id: 'key/with-bearer-prefix',
    story: 'The word Bearer was copied along with the key',
    provider: 'nexus',
    gateway: {},
    client: keyWritten('Bearer {key}'),
    expects: keyIsWrong('local/key-has-bearer-prefix'),
  },
  {
    id: 'key/placeholder',
    story: 'The example was copied and the own key never put in',
    provider: 'nexus',
    gateway: {},
    client: keyWritten('YOUR_NEXUS_API_KEY'),
    expects: keyIsWrong('local/key-is-placeholder'),
  },
  {
    id: 'key/whole-line',
    story: 'A whole line of a settings file was pasted where the key belongs',
    provider: 'nexus',
    gateway: {},
    client: keyWritten('NEXUS_API_KEY={key}'),
    expects: keyIsWrong('local/key-is-something-else'),
  },
  {
    id: 'key/url-instead',
    story: 'The base URL stands where the key belongs',
    provider: 'nexus',
    gateway: {},
    client: keyWritten('https://api.nexus-hub.ru'),
    expects: keyIsWrong('local/key-is-something-else'),
  },
  {
    id: 'key/unexpanded',
    story: 'Single quotation marks kept the shell from putting the key in',
    provider: 'nexus',
    gateway: {},
    client: keyWritten('$MY_NEXUS_KEY'),
    expects: keyIsWrong('local/key-is-unexpanded'),
  },
  {
    id: 'key/illegal-character',
    story: 'An invisible character was copied into the middle of the key',
    provider: 'nexus',
    gateway: {},
    client: keyWritten('nexus\u200b{key}'),
    expects: keyIsWrong('local/key-has-illegal-character'),
  },
  {
    id: 'key/of-another-provider',
    story: 'The key of another gateway stands in this variable',
    provider: 'nexus',
    gateway: {},
    client: keyWritten('nsk_0123456789abcdef0123456789abcdef'),
    // On a host of its own the gateway's profile would keep the key back; here it may be a relay, so it is sent.
    expects: keyIsWrong('local/key-looks-foreign', 'nexus/invalid_key'),
  },
  {
    id: 'key/coding-key-elsewhere',
    story: 'A key of the Coding Plan is used outside /coding',
    provider: 'nusantara',
    gateway: { keyKind: 'coding' },
    expects: keyIsWrong('local/key-for-another-path'),
  },
  {
    id: 'key/without-models-route',
    story: 'The key may call models and may not list them',
    provider: 'nexus',
    gateway: { rules: toRightKeyAt('/v1/models', notAllowed) },
    expects: degraded('nexus/endpoint_not_allowed'),
  },
  {
    id: 'key/without-models-route-model-chosen',
    story: 'A model is chosen, and the key may not list the models',
    provider: 'nexus',
    gateway: { rules: toRightKeyAt('/v1/models', notAllowed) },
    client: { flags: ['--model', 'gpt-5.4'] },
    expects: inconclusive('nexus/endpoint_not_allowed', 'local/model-list-unknown'),
  },
  {
    id: 'key/without-free-routes',
    story: 'The key may neither list models nor read the balance',
    provider: 'nexus',
    gateway: { rules: toRightKey(notAllowed) },
    expects: degraded('nexus/endpoint_not_allowed'),
  },
  {
    id: 'key/refused-as-missing',
    story: 'A proxy removes the key from the request, so the gateway says that there is none',
    provider: 'nusantara',
    gateway: { rules: toRightKey({ kind: 'error', error: 'missing_api_key' }) },
    expects: keyIsWrong('nusantara/missing_api_key'),
  },
  {
    id: 'key/expired',
    story: 'The key of the second built-in gateway is no longer active',
    provider: 'nusantara',
    gateway: { rules: toRightKey({ kind: 'error', error: 'authentication_error' }) },
    expects: keyIsWrong('nusantara/authentication_error'),
  },
  {
    id: 'key/forbidden',
    story: 'The gateway knows the key and forbids its free routes without naming a code',
    provider: 'nusantara',
    gateway: { rules: toRightKey({ kind: 'error', error: 'coding-key-elsewhere', message: 'Forbidden' }) },
    expects: keyIsWrong('nusantara/coding-key-elsewhere'),
  },
];
