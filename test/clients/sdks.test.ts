import { describe, expect, test } from 'vitest';
import { reading, summaryOf } from './reading.ts';

const url = 'https://gw.example/v1';

describe('the OpenAI SDK reads the environment', () => {
  const wire = ['chat', 'responses', 'completions'];

  test.each<[string, Record<string, string>, Record<string, readonly string[]>]>([
    ['nothing is set', {}, { wire }],
    [
      'both variables',
      { OPENAI_BASE_URL: url, OPENAI_API_KEY: 'key' },
      { url: [`${url} < env OPENAI_BASE_URL`], key: ['key < env OPENAI_API_KEY'], wire },
    ],
    ['the old name alone', { OPENAI_API_BASE: url }, { wire, problems: ['url: openai-sdk/old-variable'] }],
    [
      'the old and the new name with one value',
      { OPENAI_API_BASE: url, OPENAI_BASE_URL: url },
      { url: [`${url} < env OPENAI_BASE_URL`], wire },
    ],
    [
      'the old and the new name with two values',
      { OPENAI_API_BASE: 'https://old.example/v1', OPENAI_BASE_URL: url },
      {
        url: [`${url} < env OPENAI_BASE_URL`],
        wire,
        problems: ['agreement: openai-sdk/old-variable-differs'],
      },
    ],
    [
      'an organisation that is left over',
      { OPENAI_ORG_ID: 'org-1' },
      { wire, problems: ['agreement: openai-sdk/organisation-set'] },
    ],
    ['an empty key is as good as none', { OPENAI_API_KEY: '' }, { wire }],
    [
      'an empty base URL is one that leads nowhere',
      { OPENAI_BASE_URL: ' ' },
      { wire, problems: ['url: openai-sdk/base-variable-empty'] },
    ],
  ])('%s', async (_, env, expected) => {
    expect(await summaryOf('openai-sdk', { env })).toEqual(expected);
  });
});

describe('the Anthropic SDK reads the environment', () => {
  const wire = ['messages'];

  test.each<[string, Record<string, string>, Record<string, readonly string[]>]>([
    ['nothing is set', {}, { wire }],
    [
      'base URL and key',
      { ANTHROPIC_BASE_URL: 'https://gw.example', ANTHROPIC_API_KEY: 'key' },
      { url: ['https://gw.example < env ANTHROPIC_BASE_URL'], key: ['key < env ANTHROPIC_API_KEY'], wire },
    ],
    [
      'key and token',
      { ANTHROPIC_API_KEY: 'key', ANTHROPIC_AUTH_TOKEN: 'token' },
      {
        key: ['key < env ANTHROPIC_API_KEY', 'token < env ANTHROPIC_AUTH_TOKEN'],
        wire,
        problems: ['agreement: anthropic-sdk/two-credentials'],
      },
    ],
  ])('%s', async (_, env, expected) => {
    expect(await summaryOf('anthropic-sdk', { env })).toEqual(expected);
  });

  test('no file of anybody is opened for a script', async () => {
    const files = { '~/.claude/settings.json': '{}', './.env': 'ANTHROPIC_API_KEY=key' };
    const { system, credentials } = await reading('anthropic-sdk', { files });
    expect(credentials).toEqual([]);
    expect(system.fakeFiles.asked.filter((path) => /claude|\.env$/.test(path))).toEqual([]);
  });
});
