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

const state = '~/.cline/data/globalState.json';
const secrets = '~/.cline/data/secrets.json';
const older = {
  planModeApiProvider: 'anthropic',
  actModeApiProvider: 'anthropic',
  anthropicBaseUrl: 'https://gw.example',
  actModeApiModelId: 'claude-sonnet-4-6',
};
const acting = {
  url: [`https://gw.example < ${state}:4`],
  key: [`not opened < apiKey in ${secrets}, which is not opened`],
  model: [`claude-sonnet-4-6 < ${state}:5`],
  wire: ['messages'],
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
      { files: { [state]: older, [secrets]: { openAiApiKey: 'other', apiKey: 'key' } } },
      acting,
    ],
    [
      'plan mode with a provider of its own is said not to be looked at',
      {
        files: {
          [state]: { ...older, planModeApiProvider: 'openai', openAiBaseUrl: 'https://plan.example' },
          [secrets]: { apiKey: 'key' },
        },
      },
      { ...acting, problems: ['agreement: cline/mode-not-looked-at'] },
    ],
    [
      'plan mode with another model of the same provider: both are looked at',
      {
        files: {
          [state]: { ...older, planModeApiModelId: 'claude-opus-4-8' },
          [secrets]: { apiKey: 'key' },
        },
      },
      { ...acting, model: [...acting.model, `claude-opus-4-8 < ${state}:6`] },
    ],
    [
      'the editor follows the older file beside the newer one',
      { files: { [file]: provider(chat), [state]: older } },
      {
        ...whole,
        problems: ['agreement: cline/mode-not-looked-at'],
      },
    ],
    [
      'the editor at another address of the same provider',
      {
        files: {
          [file]: provider(chat, 'openai-compatible'),
          [state]: { actModeApiProvider: 'openai', openAiBaseUrl: 'https://gw.example' },
        },
      },
      { ...whole, problems: ['agreement: cline/mode-not-looked-at'] },
    ],
    [
      'the editor at the same address, which the two spell differently',
      {
        files: {
          [file]: provider(chat, 'openai-compatible'),
          [state]: { actModeApiProvider: 'openai', openAiBaseUrl: chat.baseUrl },
        },
      },
      whole,
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
