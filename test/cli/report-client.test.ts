import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const now = '2026-11-23T02:00:00Z';
const report = (stdin: string, flags: readonly string[] = ['--json']) =>
  runNexus(['report', '--from', '-', ...flags], { now, stdin });
const explain = (stdin: string, flags: readonly string[] = ['--json']) =>
  runNexus(['explain', '-', ...flags], { now, stdin });

const body = (error: object) => JSON.stringify({ error, request_id: 'req_pasted_1' });
const refused = body({ code: 'invalid_key', message: 'Invalid API key' });

describe('the next command looks at the settings of the program that failed', () => {
  const pastes: readonly (readonly [string, string])[] = [
    ['claude-code', `  ⎿  API Error: 401 ${refused}`],
    ['codex', `OpenAI Codex (v0.169.0)\nERROR: unexpected status 401 Unauthorized: ${refused}`],
    ['opencode', `ERROR 2026-11-22T09:42:01 service=llm opencode 401 ${refused}`],
    ['cline', `Cline v3.38.1: 401 ${refused}`],
    ['aider', `Aider v0.86.1\n401 ${refused}`],
    ['openai-sdk', `openai.AuthenticationError: Error code: 401 - ${refused}`],
    ['anthropic-sdk', `anthropic.AuthenticationError: Error code: 401 - ${refused}`],
  ];

  test.each(pastes)('%s', async (client, paste) => {
    const command = `nexus doctor --for ${client}`;
    const ticket = await report(paste);
    expect(ticket.json.meaning.fixes).toContainEqual(expect.objectContaining({ kind: 'run', command }));
    const { json } = await explain(paste);
    expect(json.matches[0].fixes).toContainEqual(expect.objectContaining({ kind: 'run', command }));
  });

  test('in every format', async () => {
    const [[client, paste] = ['', '']] = pastes;
    const command = `nexus doctor --for ${client}`;
    for (const format of ['human', 'text', 'markdown'])
      expect((await report(paste, ['--format', format])).stdout).toContain(command);
    expect((await explain(paste, ['--format', 'human'])).stdout).toContain(command);
  });

  test('a program whose settings nobody can read gets the plain command', async () => {
    const { json } = await report(`Cursor 2.1.0: 401 ${refused}`);
    expect(json.meaning.fixes).toContainEqual(expect.objectContaining({ command: 'nexus doctor' }));
  });

  test('of two programs none is picked', async () => {
    const two = `2026-11-22T09:42:01Z codex_cli_rs/0.169.0 401 ${refused}\n2026-11-22T09:43:01Z opencode/1.2.27 403 ${body({ code: 'model_not_allowed' })}`;
    const { stdout } = await explain(two);
    expect(stdout).not.toContain('--for');
  });

  test('a program that is named with --client counts too', async () => {
    const { json } = await report(refused, ['--client', 'codex 0.169', '--json']);
    expect(json.meaning.fixes).toContainEqual(
      expect.objectContaining({ command: 'nexus doctor --for codex' }),
    );
  });
});

describe('the address of the failed call names the cause', () => {
  const missing = 'unexpected status 404 Not Found: , url: https://api.nexus-hub.ru';
  test.each([
    ['claude-code/url-has-v1', '  ⎿  API Error: 404 Not Found: POST /v1/v1/messages?beta=true'],
    ['codex/url-lacks-v1', `ERROR: ${missing}/responses`],
    ['codex/url-lacks-v1', `Error running remote compact task: ${missing}/responses/compact`],
    ['codex/compact-refused', `Error running remote compact task: ${missing}/v1/responses/compact`],
    [
      'local/url-lacks-version',
      "AI_APICallError: Not Found {\n  url: 'https://api.nexus-hub.ru/messages',\n  statusCode: 404\n}",
    ],
  ])('%s', async (id, paste) => {
    const { json } = await report(paste);
    expect(json.meaning.id).toBe(id);
    expect(json.advice).toMatchObject({ place: 'you-first', owner: 'you' });
    expect((await explain(paste)).json.matches.map((match: { id: string }) => match.id)).toEqual([id]);
  });

  test('a call that went to the vendor is the settings of the program, and no support is named', async () => {
    const paste =
      'ERROR: unexpected status 401 Unauthorized: Missing bearer or basic authentication in header, url: https://api.openai.com/v1/responses';
    const { json } = await report(paste);
    expect(json.meaning).toMatchObject({ id: 'codex/called-vendor' });
    expect(json.advice).toMatchObject({ place: 'you-first', host: 'api.openai.com' });
    expect(json.contact).toEqual([]);
    const { stdout } = await report(paste, []);
    expect(stdout).toContain('nexus doctor --for codex');
    expect(stdout).not.toContain('Send to');
  });
});

describe('what a program says before it calls anybody', () => {
  test.each([
    ['codex/variable-unset', 'Codex', 'ERROR: Missing environment variable: `NEXUS_API_KEY`.'],
    ['codex/wire-api-chat', 'Codex', 'Error: `wire_api = "chat"` is no longer supported.'],
    [
      'claude-code/two-credentials',
      'Claude Code',
      'Auth conflict: Both a token (ANTHROPIC_AUTH_TOKEN) and an API key (ANTHROPIC_API_KEY) are set.',
    ],
  ])('%s is its own words, and no id is asked for', async (id, client, paste) => {
    const { json, stdout } = await report(paste);
    expect(json.meaning.id).toBe(id);
    expect(json.ticket).toMatchObject({ client, requestId: null, endpoint: null });
    expect(json.ticket.error.message).not.toBeNull();
    expect(json.missing.map(({ fact }: { fact: string }) => fact)).toEqual(['time']);
    expect(stdout).not.toContain('found by nexus itself');
  });

  test.each([
    'Error: provider name must not be empty',
    'OpenAI Codex v0.169.0\nmodel: gpt-5.4\nError: provider name must not be empty',
  ])('every such text of a client: %s', async (paste) => {
    const { json } = await report(paste);
    expect(json.meaning.id).toBe('codex/provider-unnamed');
    expect(json.ticket.client).toContain('Codex');
    expect(json.ticket.error.message).toBe('provider name must not be empty');
    expect(json.missing.map(({ fact }: { fact: string }) => fact)).not.toContain('requestId');
  });

  test('a text that only names an error says that name', async () => {
    const { stdout } = await report('my script: auth may not work as expected', []);
    expect(stdout).toContain('"auth may not work as expected"');
    expect(stdout).not.toContain('found by nexus itself');
  });
});

describe('who the person is stays out of the ticket', () => {
  test.each([
    ["File '/home/иван/shop/main.py'", 'Insufficient balance of иван', 'Insufficient balance of [user]'],
    ['File "C:\\Users\\Иван\\shop\\main.py"', 'No funds of Иван left', 'No funds of [user] left'],
    ['at /Users/karla/shop/a.js', 'The account karla is empty', 'The account [user] is empty'],
    ['at /home/иван/shop/a.js', 'Диван is empty', 'Диван is empty'],
    ['at /home/max/shop/a.js', 'max tokens are too many', 'max tokens are too many'],
    ['at /root/shop/a.js', 'root is no account', 'root is no account'],
  ])('%s: %s', async (line, message, shown) => {
    const { json } = await report(`${line}\n402 ${body({ code: 'insufficient_balance', message })}`);
    expect(json.ticket.error.message).toBe(shown);
    const hidden = json.redactions.filter(({ rule }: { rule: string }) => rule === 'user-name');
    expect(hidden).toEqual(shown === message ? [] : [{ rule: 'user-name', count: 1 }]);
  });

  test('a prompt that the error repeats is hidden in every format, and the receipt says so', async () => {
    const paste = `$ claude -p "tell me about my cat Murka"\nAPI Error: 400 ${body({ message: 'Refused: tell me about my cat Murka' })}`;
    for (const format of ['human', 'json', 'text', 'markdown']) {
      const { stdout } = await report(paste, ['--format', format]);
      expect(stdout).not.toContain('Murka');
      expect(stdout).toContain(format === 'json' ? '"prompt"' : '1 prompt');
    }
  });
});

test('a time that only stands near is said to be about', async () => {
  const { stdout } = await report(
    `$ claude -p "hi"\nAPI Error: 401 ${refused}\n$ date\nSun Nov 22 06:42:30 UTC 2026\n`,
    [],
  );
  expect(stdout).toContain('2026-11-22 06:42:30 UTC (about');
});
