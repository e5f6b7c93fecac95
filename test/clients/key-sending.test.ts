import { describe, expect, test } from 'vitest';
import { headersOf, sentBeside, sentFirst } from '../../src/clients/key-sending.ts';
import { reading, type SetUp } from './reading.ts';

const key = 'own-7Kd0P4xVb81LmNfT5sWcYh';
const claude = (settings: object): SetUp => ({ files: { '~/.claude/settings.json': settings } });
const opencode = (npm: string): SetUp => ({
  files: {
    '~/.config/opencode/opencode.json': {
      model: 'gw/m',
      provider: {
        gw: { npm, options: { baseURL: 'https://gw.example/v1', apiKey: key }, models: { m: {} } },
      },
    },
  },
});
const codex = (more: string): SetUp => ({
  env: { GW_KEY: key },
  files: {
    '~/.codex/config.toml': `model_provider = "gw"\n[model_providers.gw]\nbase_url = "https://gw.example/v1"\n${more}\n`,
  },
});

describe('the header in which a client sends its key', () => {
  test.each<[string, string, SetUp, readonly string[]]>([
    ['a token', 'claude-code', claude({ env: { ANTHROPIC_AUTH_TOKEN: key } }), ['authorization']],
    ['a key', 'claude-code', claude({ env: { ANTHROPIC_API_KEY: key } }), ['x-api-key']],
    ['a command', 'claude-code', claude({ apiKeyHelper: 'a' }), ['authorization', 'x-api-key']],
    ['a login', 'claude-code', { env: { CLAUDE_CODE_OAUTH_TOKEN: key } }, ['authorization']],
    [
      'a header of its own',
      'claude-code',
      claude({ env: { ANTHROPIC_CUSTOM_HEADERS: `X-Api-Key: ${key}` } }),
      ['x-api-key'],
    ],
    [
      'the same key twice',
      'claude-code',
      claude({ env: { ANTHROPIC_AUTH_TOKEN: key, ANTHROPIC_API_KEY: key } }),
      ['authorization', 'x-api-key'],
    ],
    ['a script', 'anthropic-sdk', { env: { ANTHROPIC_API_KEY: key } }, ['x-api-key']],
    ['another script', 'openai-sdk', { env: { OPENAI_API_KEY: key } }, ['authorization']],
    ['the package of Anthropic', 'opencode', opencode('@ai-sdk/anthropic'), ['x-api-key']],
    ['the package of chat', 'opencode', opencode('@ai-sdk/openai-compatible'), ['authorization']],
    ['a package that is not known', 'opencode', opencode('@ai-sdk/mistral'), []],
    ['env_key', 'codex', codex('env_key = "GW_KEY"'), ['authorization']],
    ['env_http_headers', 'codex', codex('env_http_headers = { "x-api-key" = "GW_KEY" }'), ['x-api-key']],
    ['no key', 'claude-code', {}, []],
  ])('%s of %s', async (_, client, setUp, headers) => {
    expect(headersOf(await reading(client, setUp))).toEqual(headers);
  });
});

test('a key among the headers of opencode goes out whatever stands in apiKey', async () => {
  const headers = { Authorization: `Bearer ${key}` };
  const options = { baseURL: 'https://gw.example/v1', apiKey: key, headers };
  const provider = { gw: { npm: '@ai-sdk/anthropic', options, models: { m: {} } } };
  const files = { '~/.config/opencode/opencode.json': { model: 'gw/m', provider } };
  const found = await reading('opencode', { files });
  expect(sentFirst(found)?.value).toBeUndefined();
  expect(headersOf(found)).toEqual(['authorization']);
});

test('a second key goes along in its own header, and the same one twice is one key', async () => {
  const other = 'own-0aZq93LmWd72RrBvT1xGkU';
  const two = await reading('anthropic-sdk', {
    env: { ANTHROPIC_API_KEY: key, ANTHROPIC_AUTH_TOKEN: other },
  });
  expect(sentFirst(two)?.origin.name).toBe('env ANTHROPIC_API_KEY');
  expect(sentBeside(two)).toMatchObject({ value: other, headers: ['authorization'] });
  const same = await reading('anthropic-sdk', {
    env: { ANTHROPIC_API_KEY: key, ANTHROPIC_AUTH_TOKEN: key },
  });
  expect(sentBeside(same)).toBeUndefined();
});
