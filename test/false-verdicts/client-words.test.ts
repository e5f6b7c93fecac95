import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const pythonTrace = `Traceback (most recent call last):
  File "/app/.venv/lib/python3.12/site-packages/httpx/_transports/default.py", line 101, in map_httpcore_exceptions
    yield
httpx.LocalProtocolError: Illegal header value b'Bearer sk-0aZq93LmWd72RrBvT1xGkU\\n'

The above exception was the direct cause of the following exception:

openai.APIConnectionError: Connection error.`;

describe('what a client says before or instead of an answer leads to its entry', () => {
  test.each([
    [
      'local/client-without-key',
      'openai.OpenAIError: The api_key client option must be set either by passing api_key to the client or by setting the OPENAI_API_KEY environment variable',
    ],
    [
      'local/client-without-key',
      '"Could not resolve authentication method. Expected either api_key or auth_token to be set."',
    ],
    ['local/key-no-header-takes', pythonTrace],
    [
      'local/key-no-header-takes',
      'TypeError: Headers.append: "Bearer sk-0aZq93LmWd72RrBvT1xGkU\n" is an invalid header value.',
    ],
    [
      'local/key-no-header-takes',
      'TypeError [ERR_INVALID_CHAR]: Invalid character in header content ["Authorization"]',
    ],
    ['local/key-no-header-takes', 'Your API key cannot be used: it contains a line break at character 41'],
    [
      'codex/base-variable-ignored',
      '⚠ `OPENAI_BASE_URL` is deprecated. Set openai_base_url in config.toml instead.',
    ],
    [
      'edge/html-instead-of-api',
      'API Error: API returned an empty or malformed response (HTTP 200) — check for a proxy or gateway intercepting the request',
    ],
    ['stream/stalled', 'The response stopped arriving'],
    ['stream/truncated', 'Streaming response ended before any complete data was received'],
    ['stream/truncated', 'Connection lost mid-response'],
    [
      'aider/no-prefix',
      'litellm.BadRequestError: LLM Provider NOT provided. Pass in the LLM provider you are trying to call.',
    ],
    ['opencode/model-undefined', 'ProviderModelNotFoundError: ProviderModelNotFoundError'],
    [
      'local/client-found-no-text',
      'Invalid API Response: The provider returned an empty or unparsable response.',
    ],
    ['local/client-found-no-text', 'The language model did not provide any assistant messages'],
    [
      'local/ca-file-unreadable',
      'Failed to read CA certificate file /etc/ssl/corp.pem: No such file or directory',
    ],
    [
      'edge/parameter-not-taken',
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    ],
    [
      'edge/parameter-not-taken',
      'litellm.UnsupportedParamsError: gpt-5 models do not support temperature=0.2. To drop unsupported params set `litellm.drop_params = True`',
    ],
    [
      'edge/beta-field-not-taken',
      "400 messages.0.thinking: Input tag 'adaptive' found using 'type' does not match any of the expected tags",
    ],
    [
      'edge/beta-field-not-taken',
      '{"type":"error","error":{"type":"invalid_request_error","message":"context_management: Extra inputs are not permitted"}}',
    ],
  ])('%s: %s', async (id, stdin) => {
    const { json, exitCode } = await runNexus(['explain', '-', '--json'], { stdin });
    expect({ first: json.matches[0]?.id, exitCode }).toEqual({ first: id, exitCode: 0 });
  });
});

test('a key that no header takes is yours to mend, and no word of the network is said', async () => {
  const { stdout } = await runNexus(['explain', '-'], { stdin: pythonTrace });
  expect(stdout).not.toContain('0aZq93LmWd72');
  expect(stdout).toMatch(/Who acts +you/);
  expect(stdout).not.toContain('This says nothing about the key');
});

describe('a status that a client puts in brackets or between its words is read', () => {
  test.each([
    ['API Error: Request rejected (429)', 429],
    ['API Error: 402 This request requires more credits, or fewer max_tokens.', 402],
    ['API Error: Repeated 529 Overloaded errors', 529],
  ])('%s', async (stdin, status) => {
    const { json, exitCode } = await runNexus(['explain', '-', '--json'], { stdin });
    expect(exitCode).toBe(0);
    expect(JSON.stringify(json)).toContain(String(status));
  });
});
