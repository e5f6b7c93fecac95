import { describe, expect, test } from 'vitest';
import { commandsAsStarted, nextCommand } from '../../src/commands/next-command.ts';

const linux = { startedAs: 'nexus', platform: 'linux' };

describe('a next command', () => {
  test('repeats the flags of the target and how the program was started', () => {
    const request = {
      provider: 'mine',
      baseUrl: 'https://a.example/v1',
      config: './my file.json',
      model: 'm',
      route: '/v1/messages',
    };
    expect(nextCommand(request, { ...linux, startedAs: 'npx nexus-doctor' })('nexus doctor --live')).toBe(
      "npx nexus-doctor doctor --live --provider mine --base-url https://a.example/v1 --config './my file.json' --model m --route /v1/messages",
    );
  });

  test('has no flag that its command does not know', () => {
    expect(nextCommand({ provider: 'mine', model: 'm' }, linux)('nexus models')).toBe(
      'nexus models --provider mine',
    );
    expect(nextCommand({ provider: 'mine' }, linux)('nexus explain invalid_key')).toBe(
      'nexus explain invalid_key',
    );
  });

  test('waits as long as this one did, unless it says itself how long', () => {
    const request = { timeoutMs: 45_500, provider: 'mine' };
    expect(nextCommand(request, linux)('nexus doctor --live')).toBe(
      'nexus doctor --live --provider mine --timeout 45.5',
    );
    expect(nextCommand(request, linux)('nexus doctor --live --timeout 90')).toBe(
      'nexus doctor --live --timeout 90 --provider mine',
    );
    expect(nextCommand(request, linux)('nexus explain invalid_key')).toBe('nexus explain invalid_key');
  });

  test('does not take back what it names itself', () => {
    const request = { model: 'm', route: '/v1/messages' };
    expect(nextCommand(request, linux)('nexus doctor --live --route /v1/responses')).toBe(
      'nexus doctor --live --route /v1/responses --model m',
    );
  });

  test('keeps the program that was named, for doctor alone and once', () => {
    const request = { client: 'claude-code', provider: 'mine' };
    expect(nextCommand(request, linux)('nexus doctor --only key.is-present')).toBe(
      'nexus doctor --only key.is-present --for claude-code --provider mine',
    );
    expect(nextCommand(request, linux)('nexus doctor --for claude-code')).toBe(
      'nexus doctor --for claude-code --provider mine',
    );
    expect(nextCommand(request, linux)('nexus models')).toBe('nexus models --provider mine');
  });

  test.each([
    ['http://[::]:5001', 'linux', "'http://[::]:5001'"],
    ["it's", 'linux', `"it's"`],
    [`it's "$HOME"`, 'linux', String.raw`'it'\''s "$HOME"'`],
    ['a|b', 'linux', "'a|b'"],
    ['my file', 'win32', '"my file"'],
    ['plain-1.2', 'win32', 'plain-1.2'],
  ])('can be pasted: %s on %s', (model, platform, quoted) => {
    expect(nextCommand({ model }, { startedAs: 'nexus', platform })('nexus doctor')).toBe(
      `nexus doctor --model ${quoted}`,
    );
  });
});

describe('a sentence with commands in it', () => {
  const started = { startedAs: 'npx nexus-doctor' };

  test('names them as the program was started', () => {
    expect(commandsAsStarted('try nexus doctor; or nexus --help', started)).toBe(
      'try npx nexus-doctor doctor; or npx nexus-doctor --help',
    );
  });

  test.each([
    'repeat the flags it was started with: --provider nexus --base-url https://a.example',
    'not --provider=nexus --model m',
  ])('keeps the value of a flag: %s', (text) => {
    expect(commandsAsStarted(text, started)).toBe(text);
  });
});
