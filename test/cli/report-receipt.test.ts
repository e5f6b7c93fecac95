import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const key = 'CANARYa8f3k2l9d0s7';
const now = '2026-01-02T03:10:00.000Z';
const report = async (stdin: string, flags: readonly string[] = []) => {
  const { json, stdout } = await runNexus(['report', '--from', '-', '--json', ...flags], { now, stdin });
  expect(stdout).not.toContain(key);
  return json;
};
const answer = (message: string) =>
  JSON.stringify({
    error: { code: 'internal_error', message },
    request_id: '6b0f7a52-7c1e-4b1f-8a53-0a1b2c3d4e5f',
  });
const tag = expect.stringMatching(/^\S*\[hidden(:[0-9a-f]{4})?\]\S*$/);

describe('the receipt counts each secret of the message once, by the rule that hid it', () => {
  test.each([
    [`api_key: ${key}`, 'secret-parameter', 1],
    [`{"api_key":"${key}"}`, 'secret-parameter', 1],
    [`NEXUS_API_KEY=${key}`, 'secret-parameter', 1],
    [`OPENAI_API_KEY: ${key}`, 'secret-parameter', 1],
    [`{'secret': '${key}', 'client_secret': '${key}'}`, 'secret-parameter', 2],
    [`x-api-key ${key}`, 'secret-parameter', 1],
    [`x-api-key: ${key}`, 'credential-header', 1],
    [`X-Api-Key: ${'canary'.repeat(4)}`, 'credential-header', 1],
    [`ключ ${key}, пароль: ${key}`, 'secret-parameter', 2],
    [`Authorization: Bearer ${key}`, 'credential-header', 1],
    [`Basic ${Buffer.from(`ivan:${key}`).toString('base64')}`, 'credential-header', 1],
    [`GET /v1/models?key=${key}`, 'secret-parameter', 1],
    ['cookie: a=b', 'cookie', 1],
    [`key pplx-${key}`, 'key-shape', 1],
    [`sk%2dproj%2d${key} nsk%5f${key}`, 'key-shape', 2],
    ['ask ivan@пример.рф or ivan%40example.com', 'e-mail', 2],
    // Hidden by the reading of the paste, so its count is the only one.
    [`key sk-${key}`, 'credential', 1],
    [`api_key: sk-${key}`, 'credential', 1],
    [`Authorization: Bearer sk-${key}`, 'credential', 1],
  ])('%s', async (message, rule, count) => {
    const { ticket, redactions } = await report(answer(message));
    expect(redactions).toEqual([{ rule, count }]);
    expect(ticket.error.message.match(/\[(?:hidden|e-mail)/g)).toHaveLength(count);
    expect(ticket.requestId).toBe('6b0f7a52-7c1e-4b1f-8a53-0a1b2c3d4e5f');
  });

  test.each(['api_key: required', 'api_key: missing', 'Authorization: required', 'x-api-key: not set'])(
    '%s hides nothing, and none is counted',
    async (message) => {
      const { ticket, redactions } = await report(answer(message));
      expect(ticket.error.message).toBe(message);
      expect(redactions).toEqual([]);
    },
  );

  test('one beside the message is counted where it is passed over', async () => {
    const line = JSON.stringify({
      level: 'error',
      api_key: key,
      error: { code: 'internal_error', message: `api_key: ${key}` },
    });
    expect((await report(line)).redactions).toEqual([
      { rule: 'credential', count: 1 },
      { rule: 'secret-parameter', count: 1 },
    ]);
  });

  test('in the repr of Python as well', async () => {
    const text = `Error code: 401 - {'error': {'message': 'Invalid credentials. api_key: ${key}', 'code': 'internal_error'}}`;
    const { ticket, redactions } = await report(text);
    expect(ticket.error.message.split(' ').at(-1)).toEqual(tag);
    expect(redactions).toEqual([{ rule: 'secret-parameter', count: 1 }]);
  });

  test('and in a note', async () => {
    const { ticket, redactions } = await report(answer('no'), [
      '--note',
      `NEXUS_API_KEY=${key} api_key: ${key}`,
    ]);
    expect(ticket.note).toMatch(/^NEXUS_API_KEY=\[hidden:(\w{4})\] api_key: \[hidden:\1\]$/);
    expect(redactions).toEqual([{ rule: 'secret-parameter', count: 2 }]);
  });
});
