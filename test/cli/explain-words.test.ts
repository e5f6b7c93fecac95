import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const explained = async (words: string, world = {}) => {
  const { json } = await runNexus(['explain', words, '--json'], world);
  return json.matches.map(({ id }: { id: string }) => id);
};

describe('what clients and relays print is found by its words', () => {
  test.each([
    ['invalid x-api-key', 'anthropic/authentication_error'],
    [
      'OAuth token has expired. Please obtain a new token or refresh your existing token.',
      'edge/http-login-expired',
    ],
    ['OAuth token revoked', 'edge/http-login-expired'],
    ['Your credit balance is too low to access the Anthropic API.', 'edge/http-credit-used-up'],
    ['Budget has been exceeded! Current cost: 20.13, Max budget: 20.0', 'openai/budget_exceeded'],
    [
      'litellm.AuthenticationError: AuthenticationError: OpenAIException - Incorrect API key provided: sk-12345. You can find your API key at https://platform.openai.com/account/api-keys.',
      'openai/invalid_api_key',
    ],
    ['model_price_error', 'edge/http-no-price'],
    ['Model gpt-5.4 ratio or price not set, please contact administrator to set', 'edge/http-no-price'],
    ['token_not_found_in_db', 'openai/invalid_api_key'],
    ['当前分组上游负载已饱和，请稍后再试', 'edge/http-upstream-full'],
    [
      "httpx.UnsupportedProtocol: Request URL is missing an 'http://' or 'https://' protocol.",
      'local/url-malformed',
    ],
    ['httpx.UnsupportedProtocol', 'local/url-malformed'],
  ])('%s', async (words, id) => {
    expect(await explained(words)).toEqual([id]);
  });
});

test('LiteLLM as a gateway says whose key is refused, and it is not the one of the call', async () => {
  const message =
    'litellm.AuthenticationError: AuthenticationError: OpenAIException - Incorrect API key provided: sk-12345. Received Model Group=gpt-5.4\nAvailable Model Group Fallbacks=None';
  const stdin = JSON.stringify({ error: { message, type: null, param: null, code: '401' } });
  expect(await explained('-', { stdin })).toEqual(['edge/http-refused-behind']);
});

test('a model without a supplier is explained alike by its words and by its answer', async () => {
  const message = 'No available channel for model gpt-5.4 under group default (distributor)';
  const stdin = JSON.stringify({ error: { code: 'model_not_found', message, type: 'new_api_error' } });
  const { json } = await runNexus(['explain', '-', '--json'], { stdin });
  expect(json.matches.map(({ id, confidence }: Record<string, string>) => [id, confidence])).toEqual([
    ['edge/http-no-channel', 'exact'],
  ]);
  expect(json.note).toBeUndefined();
  expect(await explained(message)).toEqual(['edge/http-no-channel']);
});

describe('a status alone', () => {
  test('is not said to be what only certain words beside it are', async () => {
    expect(await explained('401')).not.toContain('edge/http-refused-behind');
  });

  test.each(['401', '402'])('%s leads to a command that can be pasted', async (status) => {
    const { stdout } = await runNexus(['explain', status]);
    expect(stdout).toMatch(/nexus explain \w+$/m);
    expect(stdout).not.toMatch(/explain </);
  });
});

test('the list of all entries ends with a command that can be pasted', async () => {
  const { stdout } = await runNexus(['explain', '--list']);
  expect(stdout).toMatch(/nexus explain \w+\s*$/);
});
