import { describe, expect, test } from 'vitest';
import { clientFactsOf } from '../../src/clients/client-facts.ts';
import { loadSettings } from '../../src/settings/load-settings.ts';
import { reading, type SetUp, summaryOf } from './reading.ts';

const file = '~/.cline/data/settings/providers.json';
const provider = (settings: object, id = 'openai') => ({
  version: 1,
  lastUsedProvider: id,
  providers: { [id]: { settings: { provider: id, ...settings } }, other: { settings: { apiKey: 'no' } } },
});
const chat = { baseUrl: 'https://gw.example/v1', apiKey: 'key', model: 'gpt-5.4' };
const whole = {
  url: [`https://gw.example/v1 < ${file}:8`],
  key: [`key < ${file}:9`],
  model: [`gpt-5.4 < ${file}:10`],
  wire: ['chat'],
};

describe('Cline reads its settings as its source says', () => {
  test.each<[string, SetUp, Record<string, readonly string[]>]>([
    [
      'no file is there: an older version may keep everything inside of the editor',
      {},
      { problems: ['url: cline/no-files', 'key: cline/no-files'] },
    ],
    [
      'a login is named and not opened',
      { files: { [file]: provider({ auth: { accessToken: 'token' } }, 'cline') } },
      { key: [`not opened < the login in ${file}:8, which is not opened`] },
    ],
    ['the provider that was used last', { files: { [file]: provider(chat) } }, whole],
    [
      'a protocol of its own',
      { files: { [file]: provider({ ...chat, protocol: 'openai-responses' }, 'gateway') } },
      { ...whole, wire: ['responses'] },
    ],
    [
      'of a protocol that no gateway here speaks nothing is claimed',
      { files: { [file]: provider({ ...chat, protocol: 'gemini' }) } },
      { url: whole.url, key: whole.key, model: whole.model },
    ],
    [
      'CLINE_DATA_DIR moves everything',
      {
        env: { CLINE_DATA_DIR: '/data' },
        files: { '/data/settings/providers.json': provider({ apiKey: 'key' }), [file]: provider(chat) },
      },
      { key: ['key < /data/settings/providers.json:8'], wire: ['chat'] },
    ],
    [
      'CLINE_DIR moves the folder above it',
      {
        env: { CLINE_DIR: '/cline' },
        files: { '/cline/data/settings/providers.json': provider({ apiKey: 'key' }) },
      },
      { key: ['key < /cline/data/settings/providers.json:8'], wire: ['chat'] },
    ],
    [
      'CLINE_PROVIDER_SETTINGS_PATH names the file itself',
      {
        env: { CLINE_PROVIDER_SETTINGS_PATH: '/own/cline.json' },
        files: { '/own/cline.json': provider({ apiKey: 'key' }), [file]: provider(chat) },
      },
      { key: ['key < /own/cline.json:8'], wire: ['chat'] },
    ],
    [
      'the two older files, of which the store of keys is not opened',
      {
        files: {
          '~/.cline/data/globalState.json': {
            planModeApiProvider: 'openai',
            actModeApiProvider: 'anthropic',
            openAiBaseUrl: 'https://plan.example/v1',
            anthropicBaseUrl: 'https://gw.example',
            actModeApiModelId: 'claude-sonnet-4-6',
          },
          '~/.cline/data/secrets.json': { openAiApiKey: 'other', apiKey: 'key' },
        },
      },
      {
        url: ['https://gw.example < ~/.cline/data/globalState.json:5'],
        key: ['not opened < apiKey in ~/.cline/data/secrets.json, which is not opened'],
        model: ['claude-sonnet-4-6 < ~/.cline/data/globalState.json:6'],
        wire: ['messages'],
      },
    ],
    [
      'a blank key is none',
      {
        files: {
          '~/.cline/data/globalState.json': { actModeApiProvider: 'openai' },
          '~/.cline/data/secrets.json': { openAiApiKey: ' ' },
        },
      },
      { wire: ['chat'] },
    ],
    [
      'the newer file counts alone',
      { files: { [file]: provider(chat), '~/.cline/data/secrets.json': { openAiApiKey: 'old' } } },
      whole,
    ],
    [
      'names of JavaScript are no providers',
      { files: { [file]: { version: 1, lastUsedProvider: 'toString', providers: {} } } },
      {},
    ],
  ])('%s', async (_, setUp, expected) => {
    expect(await summaryOf('cline', setUp)).toEqual(expected);
  });

  test.each([
    ['openai', 'https://gw.example', 'lacks-v1', 'https://gw.example/v1'],
    ['openai', 'https://gw.example/v1', 'fits', 'https://gw.example/v1'],
    ['anthropic', 'https://gw.example', 'fits', 'https://gw.example'],
    ['anthropic', 'https://gw.example/v1', 'has-v1', 'https://gw.example'],
  ])('the provider %s with %s: %s', async (id, baseUrl, fit, right) => {
    const loaded = await reading('cline', { files: { [file]: provider({ baseUrl }, id) } });
    const settings = await loadSettings({}, loaded.system);
    expect(clientFactsOf(loaded, settings).baseUrl).toMatchObject({ fit, right });
  });
});
