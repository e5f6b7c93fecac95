import { describe, expect, test } from 'vitest';
import { clientFactsOf } from '../../src/clients/client-facts.ts';
import { loadSettings } from '../../src/settings/load-settings.ts';
import { reading, type SetUp, summaryOf } from './reading.ts';

const file = '~/.continue/config.yaml';
const old = '~/.continue/config.json';
const head = ['name: Mine', 'version: 1.0.0', 'schema: v1', 'models:'];
/** Each model as lines; the first one's own lines begin at line 5. */
const config = (...models: readonly (readonly string[])[]) =>
  [
    ...head,
    ...models.flatMap(([first = '', ...rest]) => [`  - ${first}`, ...rest.map((line) => `    ${line}`)]),
  ]
    .join('\n')
    .concat('\n');
const gateway = [
  'name: GW',
  'provider: openai',
  'model: gpt-4o',
  'apiBase: https://gw.example/v1',
  'apiKey: key',
];
const whole = {
  url: [`https://gw.example/v1 < ${file}:8`],
  key: [`key < ${file}:9`],
  model: [`gpt-4o < ${file}:7`],
  wire: ['chat'],
};
const secret = (name: string) => [...gateway.slice(0, 4), `apiKey: \${{ secrets.${name} }}`];
const { key: _, ...withoutKey } = whole;

describe('Continue reads its settings as its source says', () => {
  test.each<[string, SetUp, Record<string, readonly string[]>]>([
    [
      'no file: models may come from elsewhere, so nothing is claimed to be missing',
      {},
      { problems: ['url: continue/model-not-known', 'key: continue/model-not-known'] },
    ],
    ['the first model of its file', { files: { [file]: config(gateway) } }, whole],
    [
      'CONTINUE_GLOBAL_DIR moves everything',
      { env: { CONTINUE_GLOBAL_DIR: '/c' }, files: { '/c/config.yaml': config(gateway), [file]: 'a: 1' } },
      {
        url: ['https://gw.example/v1 < /c/config.yaml:8'],
        key: ['key < /c/config.yaml:9'],
        model: ['gpt-4o < /c/config.yaml:7'],
        wire: ['chat'],
      },
    ],
    [
      'the first with the role chat is looked at, and models beside it at the same gateway',
      {
        files: {
          [file]: config(['name: Tab', 'provider: ollama', 'model: qwen', 'roles: [autocomplete]'], gateway, [
            ...gateway.slice(0, 2),
            'model: embed-1',
            ...gateway.slice(3),
            'roles: [embed]',
          ]),
        },
      },
      {
        url: [`https://gw.example/v1 < ${file}:12`],
        key: [`key < ${file}:13`],
        model: [`gpt-4o < ${file}:11`, `embed-1 < ${file}:16`],
        wire: ['chat'],
      },
    ],
    [
      'the model that was chosen in the editor comes before the first one',
      {
        files: {
          [file]: config(
            ['name: Other', 'provider: openai', 'model: gpt-4o-mini', 'apiKey: sk-other'],
            gateway,
          ),
          '~/.continue/index/globalContext.json': { selectedModelsByProfileId: { local: { chat: 'GW' } } },
        },
      },
      {
        url: [`https://gw.example/v1 < ${file}:12`],
        key: [`key < ${file}:13`],
        model: [`gpt-4o < ${file}:11`],
        wire: ['chat'],
      },
    ],
    [
      'a chosen model that is gone, and a broken file of choices, change nothing',
      { files: { [file]: config(gateway), '~/.continue/index/globalContext.json': '{' } },
      whole,
    ],
    [
      'openai with a name like gpt-5 is asked by /responses',
      { files: { [file]: config([...gateway.slice(0, 2), 'model: gpt-5.4', ...gateway.slice(3)]) } },
      { ...whole, model: [`gpt-5.4 < ${file}:7`], wire: ['responses'] },
    ],
    [
      'unless useResponsesApi is off',
      {
        files: {
          [file]: config([
            ...gateway.slice(0, 2),
            'model: gpt-5.4',
            ...gateway.slice(3),
            'useResponsesApi: false',
          ]),
        },
      },
      { ...whole, model: [`gpt-5.4 < ${file}:7`] },
    ],
    [
      'anthropic',
      { files: { [file]: config(['name: GW', 'provider: anthropic', ...gateway.slice(2)]) } },
      { ...whole, wire: ['messages'] },
    ],
    [
      'a provider that is not judged leaves it open',
      { files: { [file]: config(['name: GW', 'provider: bedrock', ...gateway.slice(2)]) } },
      { problems: ['url: continue/model-not-known', 'key: continue/model-not-known'] },
    ],
    [
      'a block of the hub before it leaves it open',
      { files: { [file]: config(['uses: openai/gpt-5'], gateway) } },
      { problems: ['url: continue/model-not-known', 'key: continue/model-not-known'] },
    ],
    [
      'openai without apiBase: its key goes to OpenAI',
      { files: { [file]: config([...gateway.slice(0, 3), 'apiKey: key']) } },
      { key: [`key < ${file}:8`], model: [`gpt-4o < ${file}:7`], wire: ['chat'] },
    ],
    [
      'names that Continue does not read are the cause of what is missed',
      {
        files: { [file]: config([...gateway.slice(0, 3), 'baseUrl: https://gw.example/v1', 'api_key: key']) },
      },
      {
        model: [`gpt-4o < ${file}:7`],
        wire: ['chat'],
        problems: ['url: continue/other-name', 'key: continue/other-name'],
      },
    ],
    [
      'without what it requires the whole file is refused',
      { files: { [file]: config(gateway.slice(1)).replace('version: 1.0.0', 'version: 1') } },
      {
        url: [`https://gw.example/v1 < ${file}:7`],
        key: [`key < ${file}:8`],
        model: [`gpt-4o < ${file}:6`],
        wire: ['chat'],
        problems: ['files: continue/config-refused'],
      },
    ],
    [
      'a secret of its own .env file',
      { files: { [file]: config(secret('GW_KEY')), '~/.continue/.env': '# keys\nGW_KEY=key' } },
      { ...whole, key: ['key < ~/.continue/.env:2'] },
    ],
    [
      'a secret that the environment gives',
      { env: { GW_KEY: 'key' }, files: { [file]: config(secret('GW_KEY')) } },
      { ...whole, key: ['key < env GW_KEY'] },
    ],
    [
      'a secret of the project comes before the environment, and is a stranger’s',
      {
        env: { GW_KEY: 'key' },
        files: { [file]: config(secret('GW_KEY')), './.env': 'GW_KEY=b', './.continue/.env': 'GW_KEY=a' },
      },
      { ...whole, key: ['a < ~/project/.continue/.env:1', 'b < ~/project/.env:1', 'key < env GW_KEY'] },
    ],
    [
      'a secret that is nowhere',
      { files: { [file]: config(secret('GW_KEY')) } },
      { ...withoutKey, problems: ['key: continue/variable-unset'] },
    ],
    [
      'the key itself where its name belongs',
      { files: { [file]: config(secret('sk-0123456789abcdef0123456789')) } },
      { ...withoutKey, problems: ['key: continue/not-a-variable'] },
    ],
    [
      'a variable with a dollar sign is not replaced',
      {
        env: { GW_KEY: 'key' },
        files: { [file]: config([...gateway.slice(0, 4), `apiKey: \${GW_KEY}`]) },
      },
      { ...withoutKey, problems: ['key: continue/dollar-variable'] },
    ],
    [
      'a closed file of secrets may hold it, so it is not called unset',
      { files: { [file]: config(secret('GW_KEY')), '~/.continue/.env': { refused: 'unreadable' } } },
      { ...withoutKey, problems: ['files', 'key'].map((about) => `${about}: continue/settings-not-opened`) },
    ],
    [
      'a broken old file is told of where it counts',
      { files: { [old]: '{' } },
      { problems: ['files', 'url', 'key'].map((about) => `${about}: continue/settings-unreadable`) },
    ],
    ['and not where the new one is there', { files: { [file]: config(gateway), [old]: '{' } }, whole],
    [
      'a key in a header is named and not opened',
      {
        files: {
          [file]: config([
            ...gateway.slice(0, 4),
            'requestOptions:',
            '  headers:',
            '    Authorization: Bearer key',
          ]),
        },
      },
      { ...whole, key: [`not opened < the header Authorization (${file}:11), which is not opened`] },
    ],
    [
      'the old file counts where the new one is not there',
      {
        files: {
          [old]: {
            models: [
              {
                title: 'GW',
                provider: 'openai',
                model: 'AUTODETECT',
                apiBase: 'https://gw.example/v1',
                apiKey: 'key',
              },
            ],
          },
        },
      },
      { url: [`https://gw.example/v1 < ${old}:7`], key: [`key < ${old}:8`], wire: ['chat'] },
    ],
    [
      'a new file without models keeps the old one from being read',
      {
        files: {
          [file]: 'name: Mine\nversion: 1.0.0\n',
          [old]: { models: [{ title: 'GW', provider: 'openai', apiBase: 'https://gw.example/v1' }] },
        },
      },
      {
        problems: ['url', 'key'].flatMap((about) => [
          `${about}: continue/json-ignored`,
          `${about}: continue/model-not-known`,
        ]),
      },
    ],
    [
      'nor is the old file looked at where the new one is broken',
      {
        files: {
          [file]: 'models:\n\t- name: x\n',
          [old]: { models: [{ title: 'GW', provider: 'openai', apiBase: 'https://gw.example/v1' }] },
        },
      },
      {
        problems: [
          'files: continue/settings-unreadable',
          'url: continue/settings-unreadable',
          'key: continue/settings-unreadable',
        ],
      },
    ],
  ])('%s', async (_, setUp, expected) => {
    expect(await summaryOf('continue', setUp)).toEqual(expected);
  });

  test('a broken file is told with line and column, and not with what stands there', async () => {
    const { problems } = await reading('continue', { files: { [file]: 'name: a\n\tapiKey: sk-secret\n' } });
    expect(problems[0]?.finding.params).toMatchObject({ file, line: 2, column: 1 });
    expect(JSON.stringify(problems)).not.toContain('sk-secret');
  });

  test('what is missing would stand in the model that is looked at', async () => {
    const { missing, vendorUrl } = await reading('continue', {
      files: { [file]: config(gateway.slice(0, 3)) },
    });
    expect(missing).toMatchObject({
      urlSetting: `models[0].apiBase in ${file}`,
      keySetting: `models[0].apiKey in ${file}`,
    });
    expect(vendorUrl).toBe('https://api.openai.com/v1');
  });

  test.each([
    ['openai', 'https://gw.example', 'lacks-v1', 'https://gw.example/v1'],
    ['anthropic', 'https://gw.example', 'lacks-v1', 'https://gw.example/v1'],
    ['anthropic', 'https://gw.example/v1', 'fits', 'https://gw.example/v1'],
  ])('the provider %s with %s: %s', async (provider, url, fit, right) => {
    const lines = ['name: GW', `provider: ${provider}`, 'model: m', `apiBase: ${url}`];
    const loaded = await reading('continue', { files: { [file]: config(lines) } });
    const settings = await loadSettings({}, loaded.system);
    expect(clientFactsOf(loaded, settings).baseUrl).toMatchObject({ fit, right });
  });

  test.each([
    [[], 'always'],
    [['defaultCompletionOptions:', '  stream: false'], 'as-asked'],
  ])('%j: it streams %s', async (more, streams) => {
    const loaded = await reading('continue', { files: { [file]: config([...gateway, ...more]) } });
    expect(clientFactsOf(loaded, await loadSettings({}, loaded.system)).streams).toBe(streams);
  });

  test('a stranger’s secret in the base URL makes the address a stranger’s', async () => {
    const lines = [...gateway.slice(0, 3), `apiBase: https://\${{ secrets.HOST }}/v1`];
    const { baseUrls } = await reading('continue', {
      files: { [file]: config(lines), './.env': 'HOST=evil.example' },
    });
    expect(baseUrls).toMatchObject([{ value: 'https://evil.example/v1', origin: { kind: 'project-file' } }]);
  });
});
