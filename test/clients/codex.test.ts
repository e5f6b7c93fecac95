import { describe, expect, test } from 'vitest';
import { type SetUp, summaryOf } from './reading.ts';

const config = '~/.codex/config.toml';
const wire = ['responses'];
const gateway = `model = "gpt-5.4"
model_provider = "nexus"

[model_providers.nexus]
name = "Nexus"
base_url = "https://gw.example/v1"
env_key = "NEXUS_API_KEY"
`;
const set = { NEXUS_API_KEY: 'key' };
const whole = {
  url: ['https://gw.example/v1 < ~/.codex/config.toml:6'],
  key: ['key < env NEXUS_API_KEY'],
  model: ['gpt-5.4 < ~/.codex/config.toml:1'],
  wire,
};

describe('Codex reads its settings as it documents', () => {
  test.each<[string, SetUp, Record<string, readonly string[]>]>([
    ['nothing is set', {}, { wire }],
    [
      'a provider of its own, with the key in its variable',
      { env: set, files: { [config]: gateway } },
      whole,
    ],
    [
      'CODEX_HOME moves everything',
      { env: { ...set, CODEX_HOME: '/codex' }, files: { '/codex/config.toml': gateway, [config]: '' } },
      {
        ...whole,
        url: ['https://gw.example/v1 < /codex/config.toml:6'],
        model: ['gpt-5.4 < /codex/config.toml:1'],
      },
    ],
    [
      'the variable of env_key is not set',
      { files: { [config]: gateway } },
      { url: whole.url, model: whole.model, wire, problems: ['key: codex/variable-unset'] },
    ],
    [
      'no variable is named',
      { env: set, files: { [config]: gateway.replace(/env_key.*\n/, '') } },
      { url: whole.url, model: whole.model, wire, problems: ['key: codex/no-key-variable'] },
    ],
    [
      'a key in auth.json does not stand in for env_key',
      { files: { [config]: gateway, '~/.codex/auth.json': { OPENAI_API_KEY: 'stored' } } },
      { url: whole.url, model: whole.model, wire, problems: ['key: codex/variable-unset'] },
    ],
    [
      'wire_api = "chat" is refused by Codex',
      { env: set, files: { [config]: `${gateway}wire_api = "chat"\n` } },
      { ...whole, problems: ['wire: codex/wire-api-chat'] },
    ],
    [
      'wire_api = "responses" is what it speaks',
      { env: set, files: { [config]: `${gateway}wire_api = "responses"\n` } },
      whole,
    ],
    [
      'a provider that nothing chooses',
      { env: set, files: { [config]: gateway.replace('model_provider = "nexus"\n', '') } },
      {
        model: whole.model,
        wire,
        problems: ['url: codex/provider-not-chosen', 'key: codex/provider-not-chosen'],
      },
    ],
    [
      'a provider without a name keeps Codex from starting',
      { env: set, files: { [config]: gateway.replace('name = "Nexus"', '# no name') } },
      { ...whole, problems: ['agreement: codex/provider-unnamed'] },
    ],
    [
      'a provider that nobody defines',
      {
        env: set,
        files: { [config]: 'model_provider = "nexsu"\n[model_providers.nexus]\nname = "Nexus"\n' },
      },
      { wire, problems: ['url: codex/provider-undefined', 'key: codex/provider-undefined'] },
    ],
    [
      'the choice below a table belongs to the table',
      {
        env: set,
        files: { [config]: `${gateway.replace('model_provider = "nexus"\n', '')}model_provider = "nexus"\n` },
      },
      {
        model: whole.model,
        wire,
        problems: ['url: codex/only-inside-table', 'key: codex/only-inside-table'],
      },
    ],
    [
      'the built-in provider cannot be redefined',
      {
        env: set,
        files: { [config]: '[model_providers.openai]\nbase_url = "https://gw.example/v1"\n' },
      },
      { wire, problems: ['url: codex/reserved-provider', 'key: codex/reserved-provider'] },
    ],
    [
      'a table in a table takes the choice too',
      {
        env: set,
        files: {
          [config]: `${gateway.replace('model_provider = "nexus"\n', '')}[projects."/x"]\nmodel_provider = "nexus"\n`,
        },
      },
      {
        model: whole.model,
        wire,
        problems: ['url: codex/only-inside-table', 'key: codex/only-inside-table'],
      },
    ],
    [
      'the address of the built-in provider below a table has no effect',
      { files: { [config]: '[tui]\nopenai_base_url = "https://gw.example/v1"\n' } },
      { wire, problems: ['url: codex/only-inside-table'] },
    ],
    [
      'the same beside a choice that counts is only left over',
      { env: set, files: { [config]: `${gateway}[tui]\nopenai_base_url = "https://gw.example/v1"\n` } },
      { ...whole, problems: ['agreement: codex/inside-table'] },
    ],
    [
      'the key itself where its variable belongs',
      { files: { [config]: gateway.replace('"NEXUS_API_KEY"', '"nsk-4a7f0c21d9b8e635"') } },
      { url: whole.url, model: whole.model, wire, problems: ['key: codex/not-a-variable'] },
    ],
    [
      'a key in a header of its own is named and not opened',
      {
        files: {
          [config]: gateway.replace(
            /env_key.*/,
            'http_headers = { Authorization = "Bearer key", "X-Team" = "a" }',
          ),
        },
      },
      {
        ...whole,
        key: ['not opened < the header Authorization (~/.codex/config.toml:7), which is not opened'],
      },
    ],
    [
      'a header that takes its value from a variable',
      {
        env: { GATEWAY_AUTH: 'Bearer key' },
        files: {
          [config]: gateway.replace(/env_key.*/, 'env_http_headers = { Authorization = "GATEWAY_AUTH" }'),
        },
      },
      {
        ...whole,
        key: ['not opened < the header Authorization (~/.codex/config.toml:7), which is not opened'],
      },
    ],
    [
      'a header whose variable is not set sends no key',
      {
        files: {
          [config]: gateway.replace(/env_key.*/, 'env_http_headers = { Authorization = "GATEWAY_AUTH" }'),
        },
      },
      { url: whole.url, model: whole.model, wire, problems: ['key: codex/no-key-variable'] },
    ],
    [
      'a chosen profile in the old place chooses the provider for older versions',
      {
        env: set,
        files: {
          [config]: `profile = "work"\n${gateway.replace('model_provider = "nexus"\n', '')}[profiles.work]\nmodel_provider = "nexus"\nmodel = "gpt-5.5"\n`,
        },
      },
      {
        ...whole,
        model: ['gpt-5.5 < ~/.codex/config.toml:10'],
        problems: ['agreement: codex/legacy-profile'],
      },
    ],
    [
      'the built-in provider at another address, with the stored login',
      {
        files: {
          [config]: 'openai_base_url = "https://gw.example/v1"\n',
          '~/.codex/auth.json': { OPENAI_API_KEY: 'stored' },
        },
      },
      {
        url: ['https://gw.example/v1 < ~/.codex/config.toml:1'],
        key: ['not opened < the stored login (~/.codex/auth.json), which is not opened'],
        wire,
      },
    ],
    [
      'a variable that is not documented is named and not tested',
      {
        env: { CODEX_API_KEY: 'key' },
        files: { [config]: 'openai_base_url = "https://gw.example/v1"\n' },
      },
      {
        url: ['https://gw.example/v1 < ~/.codex/config.toml:1'],
        key: ['not opened < env CODEX_API_KEY, which is not documented'],
        wire,
      },
    ],
    [
      'the OpenAI login must not go to a gateway',
      {
        files: {
          [config]: gateway.replace(/env_key.*/, 'requires_openai_auth = true'),
          '~/.codex/auth.json': { tokens: { access_token: 'a' } },
        },
      },
      { url: whole.url, model: whole.model, wire, problems: ['key: codex/openai-login-on-gateway'] },
    ],
    [
      'a key that was stored as the login may be the gateway’s own',
      {
        files: {
          [config]: gateway.replace(/env_key.*/, 'requires_openai_auth = true'),
          '~/.codex/auth.json': { OPENAI_API_KEY: 'stored' },
        },
      },
      { ...whole, key: ['not opened < the stored login (~/.codex/auth.json), which is not opened'] },
    ],
    [
      'the OpenAI login beside a key: which one goes out is not known',
      { env: set, files: { [config]: `${gateway}requires_openai_auth = true\n` } },
      { ...whole, problems: ['agreement: codex/login-beside-key'] },
    ],
    [
      'a command is named and never run',
      {
        files: {
          [config]: `${gateway.replace(/env_key.*\n/, '')}\n[model_providers.nexus.auth]\ncommand = "touch"\n`,
        },
      },
      {
        url: whole.url,
        key: ['not opened < the command of auth (~/.codex/config.toml:8), which is not run'],
        model: whole.model,
        wire,
      },
    ],
    [
      'OPENAI_BASE_URL has no effect any more',
      { env: { ...set, OPENAI_BASE_URL: 'https://other.example/v1' }, files: { [config]: gateway } },
      { ...whole, problems: ['agreement: codex/base-variable-ignored'] },
    ],
    [
      'a profile in the old place',
      { env: set, files: { [config]: `profile = "work"\n${gateway}` } },
      {
        ...whole,
        url: ['https://gw.example/v1 < ~/.codex/config.toml:7'],
        model: ['gpt-5.4 < ~/.codex/config.toml:2'],
        problems: ['agreement: codex/legacy-profile'],
      },
    ],
    [
      'a file of the project is told and not followed',
      { env: set, files: { [config]: gateway, './.codex/config.toml': 'model_provider = "evil"\n' } },
      { ...whole, problems: ['agreement: codex/project-provider'] },
    ],
    [
      'TOML that is not valid',
      { env: set, files: { [config]: 'model_provider = nexus\n' } },
      {
        wire,
        problems: ['files', 'url', 'key'].map((about) => `${about}: codex/settings-unreadable`),
      },
    ],
    [
      'a store of logins that is not valid, where the key stands elsewhere',
      { env: set, files: { [config]: gateway, '~/.codex/auth.json': '{' } },
      whole,
    ],
  ])('%s', async (_, setUp, expected) => {
    expect(await summaryOf('codex', setUp)).toEqual(expected);
  });
});
