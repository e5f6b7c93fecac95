import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clientByName } from '../../src/clients/index.ts';
import { loadClient } from '../../src/clients/load-client.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import { fakeSystem } from '../support/fake-system.ts';
import { reading } from './reading.ts';

const settings = JSON.stringify({ env: { ANTHROPIC_API_KEY: 'key' } });
const user = '~/.claude/settings.json';

describe('a file that is not the person’s own plain file stays closed, and that is said', () => {
  test.each([
    ['another user’s', { text: settings, ownedByMe: false }, 'it belongs to another user'],
    ['larger than 1 MB', `"${'x'.repeat(1024 * 1024)}"`, 'it is larger than 1 MB'],
    ['no regular file', { refused: 'not-a-file' as const }, 'it is not a regular file'],
    ['closed to us', { refused: 'unreadable' as const }, 'you may not read it'],
  ])('%s', async (_, file, why) => {
    const { credentials, problems, files } = await reading('claude-code', { files: { [user]: file } });
    expect(credentials).toEqual([]);
    expect(files).toEqual([]);
    const finding = { id: 'claude-code/settings-not-opened', params: { file: user, why } };
    // What is missed may stand there.
    expect(problems).toEqual(['files', 'url', 'key'].map((about) => ({ about, finding })));
  });

  test.each([
    ['a date, which is right in TOML', 'seen = 2026-01-02T03:04:05Z\n'],
    ['a list of dates', 'seen = [2026-01-02]\n'],
  ])('a file with %s is not called broken', async (_, text) => {
    const { problems } = await reading('codex', { files: { '~/.codex/config.toml': text } });
    expect(new Set(problems.map(({ finding }) => finding.id))).toEqual(
      new Set(['codex/settings-not-opened']),
    );
  });

  test('of one with a name twice nothing is taken, and the second place is named', async () => {
    const { problems } = await reading('claude-code', {
      files: { [user]: '{\n "model": "a",\n "model": "b" }' },
    });
    expect(problems[0]?.finding).toEqual({
      id: 'claude-code/settings-name-twice',
      params: { at: `${user}:3` },
    });
  });

  test('an empty file says nothing', async () => {
    const { problems, files } = await reading('claude-code', { files: { [user]: '\n' } });
    expect({ problems, files }).toEqual({ problems: [], files: [] });
  });

  test('the administrator’s file belongs to somebody else, and counts', async () => {
    const files = { '/etc/claude-code/managed-settings.json': { text: settings, ownedByMe: false } };
    const { credentials } = await reading('claude-code', { files });
    expect(credentials.map(({ value }) => value)).toEqual(['key']);
  });
});

describe('links, on a real disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nexus-client-'));
    for (const name of ['home/dotfiles', 'home/.claude', 'home/project/.claude', 'outside'])
      mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'home/dotfiles/settings.json'), settings);
    writeFileSync(join(folder, 'outside/settings.json'), settings);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const load = () =>
    loadClient(
      clientByName('claude-code'),
      fakeSystem({ home: join(folder, 'home'), cwd: join(folder, 'home/project'), realFiles: nodeFiles }),
    );

  test('one that stays in the home folder is followed', async () => {
    symlinkSync(join(folder, 'home/dotfiles/settings.json'), join(folder, 'home/.claude/settings.json'));
    const { credentials, problems } = await load();
    expect(credentials.map(({ value }) => value)).toEqual(['key']);
    expect(problems).toEqual([]);
  });

  test.each([
    [
      'of the person that leads out of the home folder',
      'outside/settings.json',
      'home/.claude/settings.json',
    ],
    [
      'of the project that leads into the home folder',
      'home/dotfiles/settings.json',
      'home/project/.claude/settings.json',
    ],
    ['of the project that leads elsewhere', 'outside/settings.json', 'home/project/.claude/settings.json'],
  ])('one %s is not', async (_, target, link) => {
    symlinkSync(join(folder, target), join(folder, link));
    const { credentials, problems } = await load();
    expect(credentials).toEqual([]);
    expect(new Set(problems.map(({ finding }) => finding.id))).toEqual(
      new Set(['claude-code/settings-not-opened']),
    );
  });

  test('a whole folder of the project that is a link leads nowhere either', async () => {
    rmSync(join(folder, 'home/project/.claude'), { recursive: true });
    symlinkSync(join(folder, 'outside'), join(folder, 'home/project/.claude'));
    const { credentials, problems } = await load();
    expect(credentials).toEqual([]);
    expect(problems).toHaveLength(1);
  });
});

describe('the name behind --for', () => {
  test.each(['claude-code', 'Claude Code', 'CODEX', 'openai_sdk'])('%s is known', (name) => {
    expect(clientByName(name).id).toBe(name.toLowerCase().replace(/[ _]/, '-'));
  });

  test.each([
    ['claudecode', 'there is no client "claudecode"', 'did you mean claude-code?'],
    ['sk-proj-0123456789abcdef0123', 'there is no such client', 'known are claude-code, codex'],
    ['cursor', 'the settings of Cursor cannot be read from outside', 'Override OpenAI Base URL'],
    ['constructor', 'there is no client "constructor"', 'known are'],
  ])('%s is answered with what helps', (name, message, hint) => {
    expect(() => clientByName(name)).toThrowError(
      expect.objectContaining({ message, hint: expect.stringContaining(hint) }),
    );
  });
});
