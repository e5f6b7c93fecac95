import { describe, expect, test } from 'vitest';
import { clientFactsOf } from '../../src/clients/client-facts.ts';
import { loadSettings } from '../../src/settings/load-settings.ts';
import { reading, type SetUp, summaryOf } from './reading.ts';

const home = '~/.aider.conf.yml';
const yaml = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
const model = 'model: openai/gpt-5.4';
const repository = { './.git': { text: '' } };

describe('aider reads its settings as its source says', () => {
  test.each<[string, SetUp, Record<string, readonly string[]>]>([
    [
      'nothing is set: the variables of LiteLLM count, and none is there',
      {},
      { wire: ['chat'], problems: ['agreement: aider/no-model'] },
    ],
    [
      'its own file in the home folder',
      {
        files: {
          [home]: yaml(
            model,
            'openai-api-base: https://gw.example/v1',
            'openai-api-key: key',
            'weak-model: openai/gpt-5.4-mini',
          ),
        },
      },
      {
        url: [`https://gw.example/v1 < ${home}:2`],
        key: [`key < ${home}:3`],
        model: [`gpt-5.4 < ${home}:1`, `gpt-5.4-mini < ${home}:4`],
        wire: ['chat'],
      },
    ],
    [
      'variables of LiteLLM: OPENAI_BASE_URL wins over OPENAI_API_BASE, which its own setting only sets',
      {
        env: { OPENAI_BASE_URL: 'https://new.example/v1', OPENAI_API_BASE: 'https://old.example/v1' },
        files: { [home]: yaml(model, 'openai-api-base: https://own.example/v1') },
      },
      {
        url: [
          'https://new.example/v1 < env OPENAI_BASE_URL',
          `https://own.example/v1 < ${home}:2`,
          'https://old.example/v1 < env OPENAI_API_BASE',
        ],
        model: [`gpt-5.4 < ${home}:1`],
        wire: ['chat'],
        problems: ['agreement: aider/setting-shadowed'],
      },
    ],
    [
      'a variable AIDER_… wins over the files',
      {
        env: { AIDER_OPENAI_API_KEY: 'key', AIDER_MODEL: 'openai/a', OPENAI_API_KEY: 'other' },
        files: { [home]: yaml(model, 'openai-api-key: old') },
      },
      {
        key: ['key < env AIDER_OPENAI_API_KEY', `old < ${home}:2`, 'other < env OPENAI_API_KEY'],
        model: ['a < env AIDER_MODEL'],
        wire: ['chat'],
        problems: ['agreement: aider/setting-shadowed'],
      },
    ],
    [
      'a .env file wins over what the shell exports',
      {
        env: { OPENAI_API_KEY: 'shell', OPENAI_API_BASE: 'https://shell.example/v1' },
        files: {
          [home]: model,
          '~/.env': yaml(
            '# mine',
            'export OPENAI_API_KEY="key" # the new one',
            "OPENAI_API_BASE='https://gw.example/v1'",
          ),
        },
      },
      {
        url: ['https://gw.example/v1 < ~/.env:3', 'https://shell.example/v1 < env OPENAI_API_BASE'],
        key: ['key < ~/.env:2', 'shell < env OPENAI_API_KEY'],
        model: [`gpt-5.4 < ${home}:1`],
        wire: ['chat'],
        problems: ['agreement: aider/setting-shadowed'],
      },
    ],
    [
      'lists of keys and variables, in the order in which aider sets them',
      {
        env: { OPENAI_API_KEY: 'shell' },
        files: {
          [home]: yaml(
            model,
            'api-key:',
            '  - deepseek=other',
            '  - openai = key',
            'set-env:',
            '  - OPENAI_API_KEY=weaker',
            '  - OPENAI_API_BASE=https://gw.example/v1',
          ),
        },
      },
      {
        url: [`https://gw.example/v1 < ${home}:7`],
        key: [`key < ${home}:4`, `weaker < ${home}:6`, 'shell < env OPENAI_API_KEY'],
        model: [`gpt-5.4 < ${home}:1`],
        wire: ['chat'],
        problems: ['agreement: aider/setting-shadowed'],
      },
    ],
    [
      'a list in a variable takes the place of that of the file',
      {
        env: { AIDER_API_KEY: '[openai=key, deepseek=other]' },
        files: { [home]: yaml(model, 'api-key: [openai=old]') },
      },
      { key: ['key < env AIDER_API_KEY'], model: [`gpt-5.4 < ${home}:1`], wire: ['chat'] },
    ],
    [
      'anthropic/: LiteLLM reads ANTHROPIC_API_BASE before ANTHROPIC_BASE_URL',
      {
        env: {
          ANTHROPIC_BASE_URL: 'https://two.example',
          ANTHROPIC_API_BASE: 'https://one.example/v1/messages',
          ANTHROPIC_API_KEY: 'key',
        },
        files: { [home]: 'model: anthropic/claude-sonnet-4-6' },
      },
      {
        url: ['https://one.example < env ANTHROPIC_API_BASE', 'https://two.example < env ANTHROPIC_BASE_URL'],
        key: ['key < env ANTHROPIC_API_KEY'],
        model: [`claude-sonnet-4-6 < ${home}:1`],
        wire: ['messages'],
        problems: ['agreement: aider/setting-shadowed'],
      },
    ],
    [
      'the token of Claude Code is named and not tested',
      {
        env: { ANTHROPIC_BASE_URL: 'https://gw.example', ANTHROPIC_AUTH_TOKEN: 'token' },
        files: { [home]: 'model: sonnet' },
      },
      {
        url: ['https://gw.example < env ANTHROPIC_BASE_URL'],
        key: ['not opened < env ANTHROPIC_AUTH_TOKEN, which LiteLLM reads in newer versions only'],
        wire: ['messages'],
      },
    ],
    [
      'a name of its own, such as sonnet, is no id of a gateway',
      { env: { ANTHROPIC_BASE_URL: 'https://gw.example' }, files: { [home]: 'model: sonnet' } },
      { url: ['https://gw.example < env ANTHROPIC_BASE_URL'], wire: ['messages'] },
    ],
    [
      'a name that the person gave to a model',
      { files: { [home]: yaml('model: fast', 'alias:', '  - fast:openai/gpt-5.4-mini') } },
      { model: [`gpt-5.4-mini < ${home}:1`], wire: ['chat'] },
    ],
    [
      'a name without a provider: LiteLLM has to know it',
      { env: { OPENAI_API_BASE: 'https://gw.example/v1' }, files: { [home]: 'model: gpt-5.4' } },
      {
        url: ['https://gw.example/v1 < env OPENAI_API_BASE'],
        model: [`gpt-5.4 < ${home}:1`],
        wire: ['chat'],
        problems: ['agreement: aider/no-prefix'],
      },
    ],
    [
      'a bare name of Anthropic passes by the base URL for openai/',
      { env: { OPENAI_API_BASE: 'https://gw.example/v1' }, files: { [home]: 'model: claude-sonnet-4-6' } },
      {
        model: [`claude-sonnet-4-6 < ${home}:1`],
        wire: ['messages'],
        problems: ['url: aider/other-provider', 'key: aider/other-provider'],
      },
    ],
    [
      'so does the name of another provider',
      {
        env: { OPENAI_API_BASE: 'https://gw.example/v1', OPENAI_API_KEY: 'key' },
        files: { [home]: 'model: deepseek/deepseek-chat' },
      },
      { problems: ['url: aider/other-provider', 'key: aider/other-provider'] },
    ],
    [
      'a provider with a base URL of its own is not judged',
      {
        env: { LITELLM_PROXY_API_BASE: 'https://gw.example', LITELLM_PROXY_API_KEY: 'key' },
        files: { [home]: 'model: litellm_proxy/gpt-5.4' },
      },
      {
        url: ['https://gw.example < env LITELLM_PROXY_API_BASE'],
        key: ['key < env LITELLM_PROXY_API_KEY'],
        problems: ['url: aider/provider-not-known'],
      },
    ],
    [
      'a bare name that says nothing of its provider',
      { env: { OPENAI_API_BASE: 'https://gw.example/v1' }, files: { [home]: 'model: qwen3-max' } },
      {
        url: ['https://gw.example/v1 < env OPENAI_API_BASE'],
        model: [`qwen3-max < ${home}:1`],
        problems: ['url: aider/provider-not-known'],
      },
    ],
    [
      'LiteLLM calls some models by another route, so nothing is claimed',
      { files: { [home]: 'model: openai/gpt-5.3-codex' } },
      { model: [`gpt-5.3-codex < ${home}:1`] },
    ],
    [
      'the .yaml ending is not read: it is the cause of what is missed',
      {
        files: {
          '~/.aider.conf.yaml': yaml(model, 'openai-api-base: https://gw.example/v1', 'openai-api-key: key'),
        },
      },
      {
        wire: ['chat'],
        problems: ['url: aider/only-in-yaml', 'key: aider/only-in-yaml', 'agreement: aider/no-model'],
      },
    ],
    [
      'the .yaml ending is not worth a word where nothing is missed, nor where it is broken',
      {
        env: { OPENAI_API_BASE: 'https://gw.example/v1', OPENAI_API_KEY: 'key' },
        files: { [home]: model, '~/.aider.conf.yaml': 'a: [' },
      },
      {
        url: ['https://gw.example/v1 < env OPENAI_API_BASE'],
        key: ['key < env OPENAI_API_KEY'],
        model: [`gpt-5.4 < ${home}:1`],
        wire: ['chat'],
      },
    ],
    [
      'a file of the project comes before the own one, and is a stranger’s',
      {
        files: {
          ...repository,
          [home]: yaml(model, 'openai-api-base: https://gw.example/v1', 'openai-api-key: key'),
          './.aider.conf.yml': 'openai-api-base: https://evil.example/v1',
          './.env': 'OPENAI_API_KEY=planted',
        },
      },
      {
        url: ['https://evil.example/v1 < ~/project/.aider.conf.yml:1', `https://gw.example/v1 < ${home}:2`],
        key: [`key < ${home}:3`, 'planted < ~/project/.env:1'],
        model: [`gpt-5.4 < ${home}:1`],
        wire: ['chat'],
      },
    ],
    [
      'a variable with a dollar sign is not replaced in its own file',
      { files: { [home]: yaml(model, 'openai-api-key: $OPENAI_API_KEY') }, env: { OPENAI_API_KEY: 'key' } },
      { model: [`gpt-5.4 < ${home}:1`], wire: ['chat'], problems: ['key: aider/dollar-variable'] },
    ],
    [
      'an option that aider does not know keeps it from starting; one without a value does not',
      {
        files: {
          [home]: yaml(
            model,
            'openai_api_base: https://gw.example/v1',
            'anthropic-api-base: https://gw.example',
            'weak_model:',
            'openai-api-key: key',
          ),
        },
      },
      {
        key: [`key < ${home}:5`],
        model: [`gpt-5.4 < ${home}:1`],
        wire: ['chat'],
        problems: ['files', 'url', 'files', 'url'].map((about) => `${about}: aider/unknown-option`),
      },
    ],
    [
      'AIDER_ENV_FILE names one more file, the strongest',
      {
        env: { AIDER_ENV_FILE: '/keys/gateway.env' },
        files: { [home]: model, '~/.env': 'OPENAI_API_KEY=old', '/keys/gateway.env': 'OPENAI_API_KEY=key' },
      },
      {
        key: ['key < /keys/gateway.env:1', 'old < ~/.env:1'],
        model: [`gpt-5.4 < ${home}:1`],
        wire: ['chat'],
        problems: ['agreement: aider/setting-shadowed'],
      },
    ],
    [
      'a file that env-file names is not followed, and may hold what is missed',
      { files: { [home]: yaml(model, 'env-file: /keys/gateway.env') } },
      {
        model: [`gpt-5.4 < ${home}:1`],
        wire: ['chat'],
        problems: ['files', 'url', 'key'].map((about) => `${about}: aider/settings-not-opened`),
      },
    ],
    [
      'nor is one that AIDER_ENV_FILE names from the current folder',
      { env: { AIDER_ENV_FILE: 'gateway.env' }, files: { [home]: model } },
      {
        model: [`gpt-5.4 < ${home}:1`],
        wire: ['chat'],
        problems: ['files', 'url', 'key'].map((about) => `${about}: aider/settings-not-opened`),
      },
    ],
    [
      'a variable inside of a .env file is put in for the person, never for a stranger',
      {
        env: { HOST: 'gw.example' },
        files: {
          ...repository,
          [home]: model,
          '~/.env': `OPENAI_API_BASE=https://\${HOST}/v1`,
          './.env': `OPENAI_API_KEY=\${HOST}`,
        },
      },
      {
        url: ['https://gw.example/v1 < ~/.env:1'],
        key: [`\${HOST} < ~/project/.env:1`],
        model: [`gpt-5.4 < ${home}:1`],
        wire: ['chat'],
      },
    ],
    [
      'a broken file is told with its place',
      { files: { [home]: yaml(model, 'openai-api-key: [sk-secret') } },
      {
        problems: ['files', 'url', 'key'].map((about) => `${about}: aider/settings-unreadable`),
      },
    ],
    [
      'no model, and a base URL for anthropic/ alone',
      { env: { ANTHROPIC_API_BASE: 'https://gw.example' } },
      {
        url: ['https://gw.example < env ANTHROPIC_API_BASE'],
        wire: ['messages'],
        problems: ['agreement: aider/no-model'],
      },
    ],
  ])('%s', async (_, setUp, expected) => {
    expect(await summaryOf('aider', setUp)).toEqual(expected);
  });

  test('of the .env files that of the repository root comes first, of its own files that of the folder', async () => {
    const { baseUrls, credentials } = await reading('aider', {
      files: {
        './.git': '',
        './src/.env': 'OPENAI_API_KEY=near',
        './.env': 'OPENAI_API_KEY=root',
        './.aider.conf.yml': 'openai-api-base: https://root.example',
        './src/.aider.conf.yml': 'openai-api-base: https://near.example',
      },
      cwd: '/home/ana/project/src',
    });
    expect(credentials.map(({ value }) => value)).toEqual(['root', 'near']);
    expect(baseUrls.map(({ value }) => value)).toEqual(['https://near.example', 'https://root.example']);
  });

  test('outside of a repository no folder above is looked at', async () => {
    const { credentials } = await reading('aider', {
      files: { './.env': 'OPENAI_API_KEY=above', './src/.env': 'OPENAI_API_KEY=near' },
      cwd: '/home/ana/project/src',
    });
    expect(credentials.map(({ value }) => value)).toEqual(['near']);
  });

  test.each([
    ['', 'always'],
    ['stream: true', 'always'],
    ['stream: false', 'as-asked'],
    ['no-stream: true', 'as-asked'],
  ])('%j: it streams %s', async (line, streams) => {
    const loaded = await reading('aider', { files: { [home]: yaml(model, line) } });
    expect(clientFactsOf(loaded, await loadSettings({}, loaded.system)).streams).toBe(streams);
  });

  test.each([
    ['openai/gpt-5.4', 'OPENAI_API_BASE', 'https://gw.example', 'lacks-v1', 'https://gw.example/v1'],
    ['openai/gpt-5.4', 'OPENAI_API_BASE', 'https://gw.example/v1', 'fits', 'https://gw.example/v1'],
    ['anthropic/claude-sonnet-4-6', 'ANTHROPIC_API_BASE', 'https://gw.example', 'fits', 'https://gw.example'],
    [
      'anthropic/claude-sonnet-4-6',
      'ANTHROPIC_API_BASE',
      'https://gw.example/v1',
      'has-v1',
      'https://gw.example',
    ],
  ])('%s with %s=%s: %s', async (name, variable, url, fit, right) => {
    const loaded = await reading('aider', { env: { [variable]: url, AIDER_MODEL: name } });
    const settings = await loadSettings({}, loaded.system);
    expect(clientFactsOf(loaded, settings).baseUrl).toMatchObject({ fit, right });
  });

  test.each([
    ['claude-sonnet-4-6', 'openai/claude-sonnet-4-6'],
    ['sonnet', 'openai/<an id of the list>'],
    ['deepseek/deepseek-chat', 'openai/<an id of the list>'],
  ])('%s beside a base URL for openai/: the fix is %s', async (name, to) => {
    const { problems } = await reading('aider', {
      env: { OPENAI_API_BASE: 'https://gw.example/v1' },
      files: { [home]: `model: ${name}` },
    });
    expect(problems[0]?.finding).toMatchObject({ id: 'aider/other-provider', params: { to } });
  });

  test('no key of its lists is left to be printed', async () => {
    const { secrets, credentials } = await reading('aider', {
      files: { [home]: yaml(model, 'api-key: [gemini=one]', 'set-env: [OTHER_TOKEN=two]') },
    });
    expect(credentials).toEqual([]);
    expect(secrets).toEqual(expect.arrayContaining(['one', 'two']));
  });
});
