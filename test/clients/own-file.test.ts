import { describe, expect, test } from 'vitest';
import { reading, type SetUp } from './reading.ts';

const namedBy = async (client: string, setUp: SetUp) => {
  const { missing, problems } = await reading(client, setUp);
  return { settings: [missing.urlSetting, missing.keySetting], problems: JSON.stringify(problems) };
};

const openai = '{"model": "gw/gpt-5.4", "provider": {"gw": {"npm": "@ai-sdk/openai"}}}';

describe('what is missing is to be set in the person’s own file, never in one of the folder', () => {
  test.each<[string, string, SetUp, string]>([
    ['opencode, nothing set', 'opencode', {}, '~/.config/opencode/opencode.json'],
    [
      'opencode, a project of the home folder',
      'opencode',
      { files: { './.git/HEAD': 'ref', './.opencode/opencode.json': openai } },
      '~/.config/opencode/opencode.json',
    ],
    [
      'opencode, the file that exists',
      'opencode',
      { files: { './.git/HEAD': 'ref', '~/.config/opencode/opencode.jsonc': '{"theme": "a"}' } },
      '~/.config/opencode/opencode.jsonc',
    ],
    [
      'opencode, the file that has the provider',
      'opencode',
      {
        files: {
          './.git/HEAD': 'ref',
          '~/.config/opencode/opencode.jsonc': '{"theme": "a"}',
          '~/.config/opencode/opencode.json': openai,
        },
      },
      '~/.config/opencode/opencode.json',
    ],
    [
      'opencode, moved',
      'opencode',
      { env: { XDG_CONFIG_HOME: '/opt/settings' } },
      '/opt/settings/opencode/opencode.json',
    ],
    ['Codex, no home folder', 'codex', { home: null }, '~/.codex/config.toml'],
    ['Codex, moved', 'codex', { env: { CODEX_HOME: '/opt/codex' } }, '/opt/codex/config.toml'],
    ['Continue, moved', 'continue', { env: { CONTINUE_GLOBAL_DIR: '/opt/co' } }, '/opt/co/config.yaml'],
    ['Cline', 'cline', {}, '~/.cline/data/settings/providers.json'],
  ])('%s', async (_, client, setUp, file) => {
    const { settings } = await namedBy(client, setUp);
    expect(settings[0]).toContain(` in ${file}`);
    expect(settings.join(' ')).not.toContain('project');
  });

  test('Claude Code without a home folder looks in no file of the folder for the person', async () => {
    const { missing } = await reading('claude-code', { home: null });
    expect(missing.urlLooked).toEqual(['env ANTHROPIC_BASE_URL', 'the env block of ~/.claude/settings.json']);
  });

  test('two fixes for one setting of opencode name one file', async () => {
    const { settings, problems } = await namedBy('opencode', {
      env: { ANTHROPIC_BASE_URL: 'https://gw.example' },
      files: { '~/.config/opencode/opencode.jsonc': '{"model": "anthropic/claude-sonnet-4-6"}' },
    });
    expect(settings[0]).toBe('provider.anthropic.options.baseURL in ~/.config/opencode/opencode.jsonc');
    expect(problems).toContain(
      '"setting":"provider.anthropic.options.baseURL in ~/.config/opencode/opencode.jsonc"',
    );
  });
});
