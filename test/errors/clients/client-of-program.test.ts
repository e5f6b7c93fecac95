import { expect, test } from 'vitest';
import { clientOfProgram } from '../../../src/errors/clients/client-of-program.ts';

test.each([
  ['Claude Code', 'claude-code'],
  ['2.1.14 (Claude Code)', 'claude-code'],
  ['claude-cli/2.1.14', 'claude-code'],
  ['claude-code/2.1.14', 'claude-code'],
  ['OpenAI Codex v0.169.0', 'codex'],
  ['codex_cli_rs/0.169.0', 'codex'],
  ['codex-tui/0.169.0', 'codex'],
  ['codex 0.169', 'codex'],
  ['opencode 1.2.27', 'opencode'],
  ['opencode/1.2.27', 'opencode'],
  ['Cline v3.38.1', 'cline'],
  ['Aider v0.86.1', 'aider'],
  ['Continue', 'continue'],
  ['openai-python 1.52.0', 'openai-sdk'],
  ['OpenAI Node SDK 6.1.0', 'openai-sdk'],
  ['OpenAI/JS 6.1.0', 'openai-sdk'],
  ['anthropic-sdk-typescript', 'anthropic-sdk'],
  ['Anthropic Python SDK 0.40.0', 'anthropic-sdk'],
])('%s is %s', (program, client) => {
  expect(clientOfProgram(program)).toBe(client);
});

test.each(['Cursor', 'Roo Code', 'curl', 'LiteLLM', 'Vercel AI SDK', 'nexus probe', 'my-codex-proxy', ''])(
  'of "%s" no settings are read',
  (program) => {
    expect(clientOfProgram(program)).toBeUndefined();
  },
);
