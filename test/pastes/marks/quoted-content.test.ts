import { describe, expect, test } from 'vitest';
import { withoutQuotedContent } from '../../../src/pastes/marks/quoted-content.ts';
import { readPaste } from '../../../src/pastes/read-paste.ts';

const context = { nowMs: Date.parse('2026-11-23T02:00:00Z'), offsetMinutes: () => 0 };

/** The forms are those of the vendors; what people write in them is ours. */
const quoting: readonly (readonly [form: string, message: string, kept: string])[] = [
  [
    'OpenAI, a part of the messages',
    "Invalid 'messages[0].content': 'my secret plan isn't ready'.",
    "Invalid 'messages[0].content': '[…]'.",
  ],
  [
    'OpenAI, with the words that would be right',
    "Invalid value for 'input[0].content[0].text': 'secret'. Supported values are: 'input_text' and 'input_image'.",
    "Invalid value for 'input[0].content[0].text': '[…]'. Supported values are: 'input_text' and 'input_image'.",
  ],
  [
    'LiteLLM, the messages that it got',
    "litellm.BadRequestError: no fallback. Received Messages=[{'role': 'user', 'content': 'my secret [plan'}]\nReceived Model Group=gpt-5",
    'litellm.BadRequestError: no fallback. Received Messages=[…]\nReceived Model Group=gpt-5',
  ],
  [
    'LiteLLM, one message',
    "Invalid user message={'role': 'user', 'content': ['my secret']} at index 0. Please ensure all messages are valid.",
    'Invalid user message=[…] at index 0. Please ensure all messages are valid.',
  ],
  [
    'pydantic',
    "1 validation error for ChatRequest\nmessages.0.content\n Input should be a valid list [type=list_type, input_value='my secret...t's all', input_type=str]",
    "1 validation error for ChatRequest\nmessages.0.content\n Input should be a valid list [type=list_type, input_value='[…]', input_type=str]",
  ],
  [
    'FastAPI, its list as words',
    "[{'type': 'missing', 'loc': ('body', 'model'), 'msg': 'Field required', 'input': {'prompt': 'my secret (plan'}}]",
    "[{'type': 'missing', 'loc': ('body', 'model'), 'msg': 'Field required', 'input': […]}]",
  ],
  [
    'Gemini',
    `Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), "my secret plan"`,
    `Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), "[…]"`,
  ],
  [
    'a server in Rust',
    'Failed to deserialize the JSON body: messages[0].content: invalid type: string "my secret plan", expected a list at line 1 column 50',
    'Failed to deserialize the JSON body: messages[0].content: invalid type: string "[…]", expected a list at line 1 column 50',
  ],
  [
    'the Vercel AI SDK, an answer that is no JSON',
    'JSON parsing failed: Text: {"plan": my secret.\nError message: Unexpected token',
    'JSON parsing failed: Text: […].\nError message: Unexpected token',
  ],
  [
    'the Vercel AI SDK, the values of the request',
    "AI_APICallError: Bad Request, requestBodyValues: { model: 'm', messages: [ { role: 'user', content: 'my secret' } ] }",
    'AI_APICallError: Bad Request, requestBodyValues: […]',
  ],
  ['a bare name', 'input: {"text":"my secret plan"} is not allowed', 'input: […] is not allowed'],
  [
    'a quotation that was cut',
    "Invalid 'messages[0].content': 'my secret pl",
    "Invalid 'messages[0].content': '[…]'",
  ],
  ['a list that was cut', "Received Messages=[{'role': 'user', 'content': 'my sec", 'Received Messages=[…]'],
];

describe('what somebody wrote goes, and the path to it stays', () => {
  test.each(quoting)('%s', (_, message, kept) => {
    expect(withoutQuotedContent(message)).toEqual({ words: kept, writings: [expect.any(String)] });
  });

  test.each(quoting)('%s: in an answer it is counted', (_, message) => {
    const { errors, dropped } = readPaste(
      JSON.stringify({ error: { message, code: 'invalid_request_error' } }),
      context,
    );
    expect(JSON.stringify(errors)).not.toMatch(/secret/);
    expect(dropped).toContainEqual({ kind: 'prompt', count: expect.any(Number) });
  });
});

test('what a log tells in its own words is shortened as well', () => {
  const { errors, dropped } = readPaste(
    "openai.BadRequestError: Error code: 400 - Invalid 'messages[0].content': 'my secret plan'",
    context,
  );
  expect(errors[0]?.message?.value).toContain("'messages[0].content'");
  expect(JSON.stringify(errors)).not.toContain('secret');
  expect(dropped).toEqual([{ kind: 'prompt', count: 1 }]);
});

test.each([
  "Invalid 'messages[0].content': string too long. Expected a string with maximum length 100, but got a string with length 200 instead.",
  "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
  "Invalid value: 'developer'. Supported values are: 'system', 'assistant', 'user', and 'tool'.",
  "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  "Missing required parameter: 'messages'.",
  'Invalid input: "model" is required',
  'messages: text content blocks must contain non-whitespace text',
  "messages.1: Input tag 'robot' found using 'role' does not match any of the expected tags: 'user', 'assistant'",
  '`tool_use` ids were found without `tool_result` blocks immediately after: toolu_01. Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
  'max_tokens: 999999 > 64000, which is the maximum allowed number of output tokens for claude-4',
  "This model's maximum context length is 8192 tokens. However, your messages resulted in 10000 tokens.",
  'The model `gpt-9` does not exist or you do not have access to it.',
  'Your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt: https://gw.example/docs',
  'Incorrect API key provided: [hidden]. You can find your API key at https://gw.example.',
  "Error code: 400 - {'error': {'message': 'No.', 'code': 'invalid_key'}}",
  "APIError(message='You exceeded your current quota', code='insufficient_quota')",
])('words that repeat nothing stay: %s', (message) => {
  expect(withoutQuotedContent(message)).toEqual({ words: message, writings: [] });
});
