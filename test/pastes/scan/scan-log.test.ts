import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../../../src/errors/catalogue.ts';
import type { Signature } from '../../../src/errors/entry.ts';
import { builtInProfiles } from '../../../src/providers/index.ts';
import { goodLine, goodRecord, logOf, scan } from '../logs.ts';

const rows = catalogueOf(builtInProfiles);
const signatures = rows.flatMap(
  ({ entry }) => (entry as { readonly signatures?: readonly Signature[] }).signatures ?? [],
);
const documentedCodes = [...new Set(signatures.flatMap(({ code, type }) => [code ?? [], type ?? []].flat()))];
const documentedWords = [...new Set(signatures.flatMap(({ messageHas }) => messageHas ?? []))];
const connectionWords = rows.flatMap(({ id, aliases }) => (id.startsWith('network/') ? aliases : []));

const kinds: Readonly<Record<string, (word: string) => string>> = {
  'a JSON line': (code) => JSON.stringify({ level: 'error', type: code, code }),
  'JSON within a JSON line': (code) => JSON.stringify({ msg: JSON.stringify({ code, type: code }) }),
  'the exception of a Python SDK': (code) => `openai.APIError: {'message': 'no', 'code': '${code}'}`,
  'the object that Node prints': (code) => `    code: '${code}',`,
  'key and value': (code) => `level=error code=${code} ms=12`,
  words: (code) => `worker 3 gave up: ${code.toUpperCase()}.`,
};

/** Each word is on a line of its own, a good way from the next. */
function logWith(words: readonly string[], lineOf: (word: string) => string): string {
  const lines = words.map((word, index) => [index * 60 + 59, lineOf(word)] as const);
  return logOf(words.length * 60 + 60, goodLine, Object.fromEntries(lines));
}

describe('everything that the catalogue knows is found', () => {
  test.each(Object.entries(kinds))('every documented code and type in %s', async (_, lineOf) => {
    expect(documentedCodes.length).toBeGreaterThan(40);
    const { text } = await scan(logWith(documentedCodes, lineOf));
    expect(documentedCodes.filter((code) => !text.includes(lineOf(code)))).toEqual([]);
  });

  test('every documented phrase of a message', async () => {
    const lineOf = (word: string) => `worker 3 gave up: ${word}.`;
    const { text } = await scan(logWith(documentedWords, lineOf));
    expect(documentedWords.filter((word) => !text.includes(lineOf(word)))).toEqual([]);
  });

  test('every name of a connection that failed', async () => {
    const lineOf = (word: string) => `Error: ${word} 10.0.0.1:443`;
    const { text } = await scan(logWith(connectionWords, lineOf));
    expect(connectionWords.filter((word) => !text.includes(lineOf(word)))).toEqual([]);
  });

  test.each([
    ['curl, HTTP/2', '< HTTP/2 401'],
    ['curl, HTTP/1.1', '< HTTP/1.1 503 Service Unavailable'],
    ['an access log', '10.0.0.7 - - [22/Nov/2026:09:42:07 +0000] "POST /v1/messages HTTP/1.1" 529 120'],
    ['httpx', 'HTTP Request: POST https://gw.example/v1/responses "HTTP/1.1 402 Payment Required"'],
    ['Claude Code', 'API Error: 404 page not found'],
    ['Codex', '■ stream disconnected before completion: stream closed before response.completed'],
    ['Codex, a status', 'unexpected status 404 Not Found: , url: https://gw.example/v1/responses'],
    ['an SDK for Python', 'openai.NotFoundError: Error code: 404 - {}'],
    ['an SDK for Node', 'RateLimitError: 429 slow down'],
    ['the Vercel AI SDK', 'AI_APICallError: Not Found'],
    ['LiteLLM', 'litellm.exceptions.Timeout: litellm.Timeout'],
    ['a status of its own', '{"msg":"upstream","status":502}'],
  ])('a failure as %s writes it', async (_, line) => {
    const { text } = await scan(logOf(300, goodLine, { 150: line }));
    expect(text).toContain(line);
  });
});

describe('what is kept', () => {
  test('a log of good calls leaves nothing', async () => {
    expect(await scan(logOf(40_000, goodLine))).toMatchObject({ text: '', hits: 0, windowsDropped: 0 });
  });

  test('no text at all leaves nothing', async () => {
    expect(await scan('')).toMatchObject({ text: '', bytes: 0, hits: 0 });
  });

  test('an answer that says there was no error is none', async () => {
    const { text } = await scan(logOf(300, (index) => `{"id":${index},"error":null,"status":200}`));
    expect(text).toBe('');
  });

  test('the traceback above an exception and the lines below it', async () => {
    const traceback = ['Traceback (most recent call last):', ...Array(30).fill('  File "run.py", line 3')];
    const last = 'openai.RateLimitError: Error code: 429';
    const log = [...Array(500).fill('fine'), ...traceback, last, ...Array(500).fill('fine')].join('\n');
    const { text } = await scan(log);
    expect(text).toContain([...traceback, last, 'fine', 'fine'].join('\n'));
    expect(text.split('\n').length).toBeLessThan(80);
  });

  test('an early error is not lost among many good calls that each have a request id', async () => {
    const failed = '{"level":"error","error":{"code":"billing_finalization_failed"},"request_id":"the-one"}';
    const { text, hits } = await scan(logOf(60_000, goodRecord, { 7: failed }));
    expect(text).toContain(failed);
    expect(text).not.toContain('good-59999');
    expect(hits).toBeGreaterThan(60_000);
  });

  test('an error of the gateway is not pushed out by failures of anybody else', async () => {
    const failed = 'worker 3: {"error":{"code":"insufficient_balance"}}';
    const stranger = (index: number) => `"GET /favicon-${index}.ico HTTP/1.1" 404 17`;
    const { text, windowsDropped } = await scan(logOf(60_000, stranger, { 7: failed }));
    expect(text).toContain(failed);
    expect(text).toContain('favicon-59999');
    expect(windowsDropped).toBeGreaterThan(0);
  });

  test('request ids alone are kept, the last ones', async () => {
    const { text } = await scan(logOf(60_000, goodRecord));
    expect(text).toContain('good-59999');
    expect(text).not.toContain('good-1"');
  });

  test('of too many errors the newest stay, with more around them, and the others are counted', async () => {
    const failed = (index: number) =>
      index % 90 === 0 ? `call ${index}: {"error":{"code":"slow_down"}}` : goodLine(index);
    const { text, windowsDropped } = await scan(logOf(90_001, failed));
    expect(text).toContain('call 90000: ');
    expect(text).toContain('call 60300: ');
    expect(text).not.toContain('call 90: ');
    expect(windowsDropped).toBeGreaterThan(300);
    expect(text.length).toBeLessThan(600_000);
  });

  test('every line knows its number in the whole log', async () => {
    const failed = '{"error":{"code":"invalid_key"}}';
    const log = logOf(50_000, goodLine, { 0: failed, 20000: failed, 20050: failed, 49999: failed });
    const whole = log.split('\n');
    const { text, lineNumberOf } = await scan(log);
    const lines = text.split('\n').map((line, index) => ({ line, number: lineNumberOf(index + 1) }));
    expect(lines.filter(({ line, number }) => line !== '' && whole[number - 1] !== line)).toEqual([]);
    const numbers = lines.filter(({ line }) => line === failed).map(({ number }) => number);
    expect(numbers).toEqual([1, 20_001, 20_051, 50_000]);
  });
});

describe('texts that are no log', () => {
  test('of a line of many megabytes the part around the find is kept', async () => {
    const long = 'x'.repeat(3_000_000);
    const { text } = await scan(`start\n${long} insufficient_balance ${long}\nend\n`);
    expect(text).toContain(' insufficient_balance ');
    expect(text.length).toBeLessThan(40_000);
  });

  test('an error on the last line, which has no end', async () => {
    const { text } = await scan(`${logOf(20_000, goodLine)}Error code: 429`);
    expect(text.endsWith('\nError code: 429')).toBe(true);
  });

  test('bytes that are no text are passed over', async () => {
    const noise = Buffer.alloc(
      3_000_000,
      Buffer.from(Array.from({ length: 251 }, (_, index) => 255 - index)),
    );
    const { text } = await scan(Buffer.concat([noise, Buffer.from('\nError code: 429\n'), noise]));
    expect(text).toContain('\nError code: 429\n');
  });
});
