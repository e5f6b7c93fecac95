import { describe, expect, test } from 'vitest';
import { redact } from '../../src/report/redact.ts';
import { runNexus } from '../support/run-nexus.ts';

const shown = (text: string) => redact(text, { secrets: [], home: undefined }).value;
const liteLlm = (key: string) =>
  `Authentication Error, LiteLLM Virtual Key expected. Received=${key}, expected to start with 'sk-'.`;

describe('what a gateway says it got for a key is hidden, whatever form it has', () => {
  test.each([
    '4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c',
    'my-company-llm-token-2024',
    'Passw0rd-Team7',
    'hunter2hunter',
  ])('%s', (key) => {
    expect(shown(liteLlm(key))).toBe(liteLlm('[hidden]'));
    expect(shown(`invalid token, got: '${key}'`)).toBe("invalid token, got: '[hidden]'");
    expect(shown(`Received API Key = ${key}, not in the database`)).not.toContain(key);
  });

  test('so is its hash', () => {
    const hash = '1c6b7b2a'.repeat(8);
    expect(shown(`Key Hash (Token) =${hash}. Unable to find token in cache`)).not.toContain(hash);
  });

  test('in a ticket', async () => {
    const stdin = JSON.stringify({
      error: {
        message: liteLlm('4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c'),
        type: 'auth_error',
        param: 'None',
        code: '401',
      },
    });
    for (const format of ['human', 'json', 'markdown', 'text']) {
      const { stdout } = await runNexus(['report', '--from', '-', '--format', format], { stdin });
      expect(stdout).toContain('Received=');
      expect(stdout).not.toContain('4f9a8b7c');
    }
  });
});

test.each(['not-needed', 'None', 'EMPTY', '$OPENAI_API_KEY', 'your-api-key'])(
  '"%s" is no key, and tells the cause',
  (word) => {
    expect(shown(liteLlm(word))).toBe(liteLlm(word));
  },
);

test('a number that was received is no key', () => {
  const text = 'bytes received: 123456789 of the token stream';
  expect(shown(text)).toBe(text);
});
