import { type KeyHeader, keyHeaderWords } from '../../providers/key-header.ts';
import type { ClientId } from './words.ts';

/** How the person of a client makes it send the key in this header. A client that is not here has no such choice. */
const choices: Partial<Record<ClientId, Partial<Record<KeyHeader, string>>>> = {
  'claude-code': {
    authorization: 'set ANTHROPIC_AUTH_TOKEN instead of ANTHROPIC_API_KEY',
    'x-api-key': 'set ANTHROPIC_API_KEY instead of ANTHROPIC_AUTH_TOKEN',
  },
  'anthropic-sdk': {
    authorization:
      'set ANTHROPIC_AUTH_TOKEN instead of ANTHROPIC_API_KEY (in the script: auth_token, authToken)',
    'x-api-key': 'set ANTHROPIC_API_KEY instead of ANTHROPIC_AUTH_TOKEN (in the script: api_key, apiKey)',
  },
  opencode: {
    authorization:
      'set npm of the provider to "@ai-sdk/openai-compatible", which calls /chat/completions with it',
    'x-api-key': 'set npm of the provider to "@ai-sdk/anthropic", which calls /messages with it',
  },
  codex: {
    'x-api-key':
      'name the variable of the key in env_http_headers of the provider instead of env_key: { "x-api-key" = "<its name>" }',
    'api-key':
      'name the variable of the key in env_http_headers of the provider instead of env_key: { "api-key" = "<its name>" }',
  },
  cline: {
    authorization: 'choose the provider OpenAI Compatible in Cline, which calls /chat/completions with it',
    'x-api-key': 'choose the provider Anthropic in Cline, which calls /v1/messages with it',
  },
  aider: {
    authorization: 'use a model openai/…, which is asked for at /chat/completions with it',
    'x-api-key': 'use a model anthropic/…, which is asked for at /v1/messages with it',
  },
  continue: {
    authorization: 'set provider of the model to openai, which calls /chat/completions with it',
    'x-api-key': 'set provider of the model to anthropic, which calls /messages with it',
  },
  'openai-sdk': {
    'x-api-key': 'add the header x-api-key in the script (default_headers, defaultHeaders)',
    'api-key': 'add the header api-key in the script (default_headers, defaultHeaders)',
  },
};

/** What to do so that the key goes out where the gateway reads it. */
export function headerChoice(id: ClientId, header: KeyHeader): string {
  return (
    choices[id]?.[header] ??
    `use a client that sends the key as ${keyHeaderWords[header]}, or ask whoever runs the gateway to read the other header`
  );
}
