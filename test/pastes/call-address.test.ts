import { describe, expect, test } from 'vitest';
import { addressError } from '../../src/pastes/call-address.ts';
import { profiles } from '../../src/providers/index.ts';

const found = <T>(value: T) => ({ value, from: 'the words, line 1' });
const call = (endpoint: string, status: number, client?: string, host = 'api.nexus-hub.ru') => ({
  endpoint: found(endpoint),
  status: found(status),
  host: found(host),
  ...(client === undefined ? {} : { client: found(client) }),
});

describe('the path of a call that was missing proves what is wrong with the base URL', () => {
  test.each([
    ['POST /v1/v1/messages', 'Claude Code', 'claude-code/url-has-v1'],
    ['/v1/v1/responses', 'Codex', 'codex/url-has-v1'],
    ['/v1/v1/messages', undefined, 'local/url-doubled-version'],
    ['/responses', 'OpenAI Codex v0.169.0', 'codex/url-lacks-v1'],
    ['/responses/compact', 'Codex', 'codex/url-lacks-v1'],
    ['/messages', 'Vercel AI SDK', 'local/url-lacks-version'],
    ['/chat/completions', 'openai-python 1.52.0', 'openai-sdk/url-lacks-v1'],
    ['/v1/chat/completions/chat/completions', 'openai-node', 'openai-sdk/url-is-whole-endpoint'],
    ['/v1/messages/v1/messages', 'Claude Code', 'claude-code/url-is-whole-endpoint'],
    ['/v1/messages/v1/messages', undefined, 'local/url-is-endpoint'],
    ['/v1/responses/compact', 'Codex', 'codex/compact-refused'],
  ])('%s of %s is %s', (path, client, id) => {
    expect(addressError(call(path, 404, client), profiles.nexus)).toBe(id);
  });

  test.each([
    ['a documented path', call('/v1/responses', 404, 'Codex'), profiles.nexus],
    ['another status', call('/v1/v1/messages', 401, 'Claude Code'), profiles.nexus],
    ['a path without /v1 at a host that documents nothing', call('/messages', 404, 'opencode'), undefined],
    ['a path that nobody documents', call('/v1/threads', 404, 'Codex'), profiles.nexus],
    ['compact of another program', call('/v1/responses/compact', 404, 'opencode'), profiles.nexus],
  ])('%s proves nothing', (_, error, profile) => {
    expect(addressError(error, profile)).toBeUndefined();
  });

  test('a doubled /v1 is wrong at any host', () => {
    expect(addressError(call('/v1/v1/messages', 404, 'Claude Code', 'relay.example'), undefined)).toBe(
      'claude-code/url-has-v1',
    );
  });
});

describe('a refusal at the vendor’s own host is the settings of the program', () => {
  test.each([
    ['Codex', 'api.openai.com', 401, 'codex/called-vendor'],
    ['Claude Code', 'api.anthropic.com', 403, 'claude-code/called-vendor'],
  ])('%s at %s', (client, host, status, id) => {
    expect(addressError(call('/v1/responses', status, client, host), undefined)).toBe(id);
  });

  test.each([
    ['an unknown program may mean it', call('/v1/responses', 401, 'curl', 'api.openai.com')],
    [
      'what is no refusal of the key may have any cause',
      call('/v1/responses', 429, 'Codex', 'api.openai.com'),
    ],
  ])('%s', (_, error) => {
    expect(addressError(error, undefined)).toBeUndefined();
  });
});
