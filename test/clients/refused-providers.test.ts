import { describe, expect, test } from 'vitest';
import { reading, type SetUp } from './reading.ts';

const problemsOf = async (client: string, setUp: SetUp) => (await reading(client, setUp)).problems;

describe('Codex has a command for the key of a provider', () => {
  const config = (...lines: readonly string[]) => ({
    '~/.codex/config.toml': [
      'model_provider = "gw"',
      '[model_providers.gw]',
      'name = "x"',
      'base_url = "https://gw.example/v1"',
      ...lines,
      '[model_providers.gw.auth]',
      'command = "echo"',
      '',
    ].join('\n'),
  });

  test.each(['env_key = "MYK"', 'experimental_bearer_token = "key"', 'requires_openai_auth = true'])(
    'and beside it %s, which it refuses',
    async (line) => {
      const problems = await problemsOf('codex', { env: { MYK: 'key' }, files: config(line) });
      expect(problems).toContainEqual({
        about: 'key',
        finding: {
          id: 'codex/auth-beside-key',
          params: expect.objectContaining({
            from: '~/.codex/config.toml:5',
            setting: `model_providers.gw.${line.split(' ')[0]}`,
          }),
        },
      });
    },
  );

  test('alone, which is fine', async () => {
    expect(await problemsOf('codex', { files: config() })).toEqual([]);
  });
});

describe('opencode leaves a provider out', () => {
  const gw = {
    npm: '@ai-sdk/openai',
    options: { baseURL: 'https://gw.example/v1', apiKey: 'key' },
    models: { a: {}, b: {} },
  };
  const at = (lists: object, more: object = {}) => ({
    files: {
      './.git/HEAD': 'ref',
      '~/.config/opencode/opencode.json': { ...lists, model: 'gw/a', provider: { gw } },
      ...more,
    },
  });
  const ids = async (setUp: SetUp) => (await problemsOf('opencode', setUp)).map(({ finding }) => finding.id);

  test('where it is among those switched off, even if it is also among those allowed', async () => {
    const problems = await problemsOf(
      'opencode',
      at({ disabled_providers: ['gw'], enabled_providers: ['gw'] }),
    );
    expect(problems).toEqual([
      {
        about: 'agreement',
        finding: {
          id: 'opencode/provider-disabled',
          params: expect.objectContaining({ provider: 'gw', from: '~/.config/opencode/opencode.json:2' }),
        },
      },
    ]);
  });

  test('where others alone are allowed', async () => {
    expect(await ids(at({ enabled_providers: ['anthropic'] }))).toEqual(['opencode/provider-not-enabled']);
  });

  test('and not where it is allowed, or others are switched off', async () => {
    expect(await ids(at({ enabled_providers: ['gw'], disabled_providers: ['openai'] }))).toEqual([]);
  });

  test('the nearest file counts', async () => {
    const own = { './opencode.json': { disabled_providers: [] } };
    expect(await ids(at({ disabled_providers: ['gw'] }, own))).toEqual([]);
  });

  test('the model of an agent is looked at, and one of another provider is named', async () => {
    const agent = { build: { model: 'gw/b' }, plan: { model: 'openai/gpt-5.4' } };
    const { models, problems } = await reading('opencode', at({ agent }));
    expect(models.map(({ value }) => value)).toEqual(['a', 'b']);
    expect(problems.map(({ finding }) => finding)).toEqual([
      {
        id: 'opencode/agent-model-elsewhere',
        params: { from: '~/.config/opencode/opencode.json:7', agent: 'plan', model: 'openai/gpt-5.4' },
      },
    ]);
  });
});
