import { describe, expect, test } from 'vitest';
import { reading, type SetUp, summaryOf } from './reading.ts';

const user = '~/.claude/settings.json';
const wire = ['messages'];

describe('Claude Code reads its settings as it documents', () => {
  test.each<[string, SetUp, Record<string, readonly string[]>]>([
    ['nothing is set', {}, { wire }],
    [
      'the shell alone',
      { env: { ANTHROPIC_BASE_URL: 'https://gw.example', ANTHROPIC_AUTH_TOKEN: 'token' } },
      {
        url: ['https://gw.example < env ANTHROPIC_BASE_URL'],
        key: ['token < env ANTHROPIC_AUTH_TOKEN'],
        wire,
      },
    ],
    [
      'the env block of a settings file wins over the shell, and the two differ',
      {
        env: { ANTHROPIC_BASE_URL: 'https://old.example' },
        files: { [user]: { env: { ANTHROPIC_BASE_URL: 'https://gw.example' } } },
      },
      {
        url: [
          'https://gw.example < ~/.claude/settings.json:3',
          'https://old.example < env ANTHROPIC_BASE_URL',
        ],
        wire,
        problems: ['agreement: claude-code/setting-shadowed'],
      },
    ],
    [
      'the same value in two places is no contradiction',
      {
        env: { ANTHROPIC_BASE_URL: 'https://gw.example' },
        files: { [user]: { env: { ANTHROPIC_BASE_URL: 'https://gw.example' } } },
      },
      {
        url: [
          'https://gw.example < ~/.claude/settings.json:3',
          'https://gw.example < env ANTHROPIC_BASE_URL',
        ],
        wire,
      },
    ],
    [
      'managed, local, project, user: in this order',
      {
        files: {
          '/etc/claude-code/managed-settings.json': { env: { ANTHROPIC_BASE_URL: 'https://1.example' } },
          './.claude/settings.local.json': { env: { ANTHROPIC_BASE_URL: 'https://2.example' } },
          './.claude/settings.json': { env: { ANTHROPIC_BASE_URL: 'https://3.example' } },
          [user]: { env: { ANTHROPIC_BASE_URL: 'https://4.example' } },
        },
      },
      {
        url: [
          'https://1.example < /etc/claude-code/managed-settings.json:3',
          'https://2.example < ~/project/.claude/settings.local.json:3',
          'https://3.example < ~/project/.claude/settings.json:3',
          'https://4.example < ~/.claude/settings.json:3',
        ],
        wire,
        problems: ['agreement: claude-code/setting-shadowed'],
      },
    ],
    [
      'a token and a key are both there: the token ranks first',
      { env: { ANTHROPIC_API_KEY: 'key', ANTHROPIC_AUTH_TOKEN: 'token' } },
      {
        key: ['token < env ANTHROPIC_AUTH_TOKEN', 'key < env ANTHROPIC_API_KEY'],
        wire,
        problems: ['agreement: claude-code/two-credentials'],
      },
    ],
    [
      'a command is named and never run',
      { files: { [user]: { apiKeyHelper: 'touch /tmp/ran' } } },
      {
        key: ['not opened < the command of apiKeyHelper (~/.claude/settings.json:2), which is not run'],
        wire,
      },
    ],
    [
      'a cloud flag outranks the base URL',
      { env: { CLAUDE_CODE_USE_BEDROCK: '1', ANTHROPIC_BASE_URL: 'https://gw.example' } },
      {
        url: ['https://gw.example < env ANTHROPIC_BASE_URL'],
        wire,
        problems: ['agreement: claude-code/provider-flag'],
      },
    ],
    [
      'an empty text in the settings takes away what the shell exports',
      {
        env: {
          ANTHROPIC_API_KEY: 'old',
          ANTHROPIC_BASE_URL: 'https://gw.example',
          CLAUDE_CODE_USE_BEDROCK: '1',
        },
        files: {
          [user]: {
            env: { ANTHROPIC_API_KEY: '', CLAUDE_CODE_USE_BEDROCK: '', ANTHROPIC_AUTH_TOKEN: 'token' },
          },
        },
      },
      {
        url: ['https://gw.example < env ANTHROPIC_BASE_URL'],
        key: ['token < ~/.claude/settings.json:5'],
        wire,
      },
    ],
    [
      'what an empty text takes away is missed',
      {
        env: { ANTHROPIC_API_KEY: 'key', ANTHROPIC_BASE_URL: 'https://gw.example' },
        files: { [user]: { env: { ANTHROPIC_API_KEY: '', ANTHROPIC_BASE_URL: '' } } },
      },
      {
        wire,
        problems: ['url: claude-code/variable-emptied', 'key: claude-code/variable-emptied'],
      },
    ],
    [
      'an empty text of the project takes nothing away',
      {
        env: { ANTHROPIC_API_KEY: 'key' },
        files: { './.claude/settings.json': { env: { ANTHROPIC_API_KEY: '' } } },
      },
      { key: ['key < env ANTHROPIC_API_KEY'], wire },
    ],
    [
      'a token beside a command',
      { env: { ANTHROPIC_AUTH_TOKEN: 'token' }, files: { [user]: { apiKeyHelper: 'touch /tmp/ran' } } },
      {
        key: [
          'token < env ANTHROPIC_AUTH_TOKEN',
          'not opened < the command of apiKeyHelper (~/.claude/settings.json:2), which is not run',
        ],
        wire,
        problems: ['agreement: claude-code/two-credentials'],
      },
    ],
    [
      'nobody is told to keep the token of a project and to remove the own key',
      {
        env: { ANTHROPIC_API_KEY: 'key' },
        files: { './.claude/settings.json': { env: { ANTHROPIC_AUTH_TOKEN: 'stranger' } } },
      },
      {
        key: ['stranger < ~/project/.claude/settings.json:3', 'key < env ANTHROPIC_API_KEY'],
        wire,
      },
    ],
    [
      'a key in a header of its own is named and not opened',
      { env: { ANTHROPIC_CUSTOM_HEADERS: 'X-Team: a\nAuthorization: Bearer key' } },
      {
        key: ['not opened < the header Authorization (env ANTHROPIC_CUSTOM_HEADERS), which is not opened'],
        wire,
      },
    ],
    [
      'other headers are no key',
      { env: { ANTHROPIC_CUSTOM_HEADERS: 'X-Team: authorization', ANTHROPIC_API_KEY: 'key' } },
      { key: ['key < env ANTHROPIC_API_KEY'], wire },
    ],
    ['a cloud flag that is off is none', { env: { CLAUDE_CODE_USE_VERTEX: '0' } }, { wire }],
    [
      'an exported model beats the setting, and names that Claude Code resolves itself are no ids',
      {
        env: { ANTHROPIC_MODEL: 'claude-opus-4-6[1m]', ANTHROPIC_DEFAULT_HAIKU_MODEL: 'claude-haiku-4-5' },
        files: { [user]: { model: 'sonnet' } },
      },
      {
        model: [
          'claude-opus-4-6 < env ANTHROPIC_MODEL',
          'claude-haiku-4-5 < env ANTHROPIC_DEFAULT_HAIKU_MODEL',
        ],
        wire,
      },
    ],
    ['an alias alone names no model of the gateway', { files: { [user]: { model: 'opusplan' } } }, { wire }],
    [
      'CLAUDE_CONFIG_DIR moves the file of the person',
      {
        env: { CLAUDE_CONFIG_DIR: '/work-settings' },
        files: {
          '/work-settings/settings.json': { env: { ANTHROPIC_API_KEY: 'key' } },
          [user]: { env: { ANTHROPIC_API_KEY: 'other' } },
        },
      },
      { key: ['key < /work-settings/settings.json:3'], wire },
    ],
    [
      'comments are no JSON for Claude Code',
      { files: { [user]: '{\n  // mine\n  "env": {}\n}' } },
      {
        wire,
        problems: ['files', 'url', 'key'].map((about) => `${about}: claude-code/settings-unreadable`),
      },
    ],
  ])('%s', async (_, setUp, expected) => {
    expect(await summaryOf('claude-code', setUp)).toEqual(expected);
  });

  test('values that are no text and no names are passed over', async () => {
    const setUp = {
      files: { [user]: { env: { ANTHROPIC_BASE_URL: 7, ANTHROPIC_AUTH_TOKEN: '' }, model: [] } },
    };
    expect(await summaryOf('claude-code', setUp)).toEqual({ wire });
  });

  test('its stored login is never opened', async () => {
    const { system, files, problems } = await reading('claude-code', {
      // To open it would be told as a file that may not be read.
      files: { '~/.claude/.credentials.json': { refused: 'unreadable' }, '~/.claude.json': '{}' },
    });
    expect(files).toEqual([]);
    expect(problems.map(({ finding }) => finding.id)).toEqual(['claude-code/only-login']);
    expect(system.fakeFiles.asked.filter((path) => path.includes('claude.json'))).toEqual([]);
  });

  test('started in the home folder, the file there is the person’s own', async () => {
    const system = { files: { [user]: { env: { ANTHROPIC_API_KEY: 'key' } } }, cwd: '/home/ana' };
    const { credentials } = await reading('claude-code', system);
    expect(credentials.map(({ origin }) => origin.kind)).toEqual(['user-file']);
  });
});
