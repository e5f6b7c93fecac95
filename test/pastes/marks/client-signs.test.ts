import { expect, test } from 'vitest';
import { clientOfAgent } from '../../../src/pastes/marks/client-signs.ts';
import { readPaste } from '../../../src/pastes/read-paste.ts';

const context = { nowMs: Date.parse('2026-11-23T02:00:00Z'), offsetMinutes: () => 0 };
const answer = '{"error":{"code":"internal_error","message":"no"},"request_id":"req_pasted_1"}';
const clientIn = (text: string) => readPaste(text, context).errors[0]?.client?.value;

test.each([
  ['Cline (v3.38.1)', 'Cline v3.38.1'],
  ['Cline v3.38.1', 'Cline v3.38.1'],
  ['Claude Code v2.0.14', 'Claude Code v2.0.14'],
  ['Claude Code (2.0.14)', 'Claude Code 2.0.14'],
  ['Claude Code version 2.0.14', 'Claude Code 2.0.14'],
  ['2.0.14 (Claude Code)', '2.0.14 (Claude Code)'],
  ['claude-cli/2.0.14 (external, cli)', 'claude-cli/2.0.14'],
  ['codex_cli_rs/0.46.0 (Ubuntu 24.4.0; x86_64)', 'codex_cli_rs/0.46.0'],
  ['codex-cli 0.46.0', 'codex-cli 0.46.0'],
  ['Codex CLI (v0.46.0)', 'Codex v0.46.0'],
  ['opencode/1.0.2', 'opencode/1.0.2'],
  ['opencode v1.0.2', 'opencode v1.0.2'],
  ['aider v0.86.1', 'Aider v0.86.1'],
  ['aider 0.86.2.dev12', 'Aider 0.86.2.dev12'],
  ['litellm 1.77', 'LiteLLM 1.77'],
  ['LiteLLM v1.77.5', 'LiteLLM v1.77.5'],
  ['litellm==1.77.5', 'LiteLLM 1.77.5'],
  ['Roo-Code', 'Roo Code'],
  ['Roo Code (v3.28.16)', 'Roo Code v3.28.16'],
  ['RooCode/3.28.16', 'Roo Code 3.28.16'],
  ['Kilo Code 4.99.0', 'Kilo Code 4.99.0'],
  ['Cursor', 'Cursor'],
  ['Cursor 1.7.33', 'Cursor 1.7.33'],
  ['Continue v1.2.10', 'Continue v1.2.10'],
  ['Continue (1.2.10)', 'Continue 1.2.10'],
  ['Continue extension 1.2.10', 'Continue 1.2.10'],
])('beside an error %j is the program %j', (words, client) => {
  expect(clientIn(`${words}\n${answer}`)).toBe(client);
});

test.each([
  'Continue with the next step',
  'the cursor of the list is 12',
  'clineage 3.2.1',
  'a codex of 1.2 rules',
])('%j names no program', (words) => {
  expect(clientIn(`${words}\n${answer}`)).toBeUndefined();
});

const agents: readonly (readonly [string, string])[] = [
  ['OpenAI/Python 1.2.3', 'OpenAI Python SDK 1.2.3'],
  ['AsyncOpenAI/Python 1.2.3', 'OpenAI Python SDK 1.2.3'],
  ['OpenAI/JS 5.10.1', 'OpenAI Node SDK 5.10.1'],
  ['Anthropic/Python 0.70.0', 'Anthropic Python SDK 0.70.0'],
  ['Anthropic/JS 0.65.0', 'Anthropic TypeScript SDK 0.65.0'],
  ['claude-cli/2.0.14 (external, cli)', 'claude-cli/2.0.14'],
  ['codex_cli_rs/0.46.0 (Mac OS 15.6; arm64) unknown', 'codex_cli_rs/0.46.0'],
  ['opencode/1.0.2', 'opencode/1.0.2'],
  ['RooCode/3.28.16', 'Roo Code 3.28.16'],
  ['litellm/1.77.5', 'LiteLLM 1.77.5'],
  ['python-requests/2.32.3', 'python-requests/2.32.3'],
];

test.each(agents)('the user agent %j is %j', (agent, client) => {
  expect(clientOfAgent(agent)?.client).toBe(client);
});

test.each(agents)('in curl -v and in a HAR too: %j', (agent, client) => {
  const curl = [
    '> POST /v1/responses HTTP/1.1',
    `> User-Agent: ${agent}`,
    '>',
    '< HTTP/1.1 500 Internal Server Error',
    '<',
    answer,
  ].join('\n');
  expect(clientIn(curl)).toBe(client);
  const har = {
    log: {
      entries: [
        {
          startedDateTime: '2026-11-22T09:42:07Z',
          request: {
            method: 'POST',
            url: 'https://api.nexus-hub.ru/v1/responses',
            headers: [{ name: 'User-Agent', value: agent }],
          },
          response: { status: 500, headers: [], content: { text: answer } },
        },
      ],
    },
  };
  expect(clientIn(JSON.stringify(har))).toBe(client);
});
