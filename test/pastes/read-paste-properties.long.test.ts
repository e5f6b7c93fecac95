import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPaste } from '../../src/pastes/read-paste.ts';
import { redact } from '../../src/report/redact.ts';

const context = { nowMs: Date.parse('2026-11-23T02:00:00Z'), offsetMinutes: () => 180 };
const folder = join(import.meta.dirname, 'corpus');
const pastes = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(join(folder, name), 'utf8').split(/^#: ---\r?\n/m)[1] ?? '');

describe('any text is read without an exception', () => {
  test('words of any kind', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(() => readPaste(text, context)).not.toThrow();
      }),
    );
  });

  test('arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(() => readPaste(Buffer.from(bytes).toString('latin1'), context)).not.toThrow();
        expect(() => readPaste(Buffer.from(bytes).toString('utf8'), context)).not.toThrow();
      }),
    );
  });

  test('pieces of real pastes in any order', () => {
    const piece = fc.tuple(fc.constantFrom(...pastes), fc.nat(2000), fc.nat(400));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
        const text = pieces.map(([paste, from, length]) => paste.slice(from, from + length)).join('');
        const { errors } = readPaste(text, context);
        expect(errors.every(({ line }) => line >= 1)).toBe(true);
      }),
    );
  });

  test('every beginning of every paste of the corpus', () => {
    for (const paste of pastes) {
      for (let end = 0; end < paste.length; end += 97)
        expect(() => readPaste(paste.slice(0, end), context)).not.toThrow();
    }
  });
});

/** Places where people leave a key or a prompt; `#` is the canary. */
const places = [
  '> Authorization: Bearer #\n< HTTP/2 401\n',
  '> authorization: #\n< HTTP/2 401\n< x-request-id: req_0123456789\n',
  '* [HTTP/2] [1] [authorization: Bearer #]\n< HTTP/2 401\n',
  'x-api-key: #\nHTTP/1.1 403 Forbidden\n',
  "curl https://api.nexus-hub.ru/v1/responses -H 'Authorization: Bearer #' -d '{}'\nHTTP/1.1 401 Unauthorized\n",
  'curl https://api.nexus-hub.ru/v1/responses -H "x-api-key: #"\nHTTP/1.1 401 Unauthorized\n',
  '> Cookie: session=#; theme="dark"\n< HTTP/2 401\n',
  '< set-cookie: __cf_bm=#; path=/\n< HTTP/2 403\n',
  '{"headers":{"authorization":"Bearer #","cookie":"a=#"},"status":401}',
  "{ headers: { Authorization: 'Bearer #', 'x-api-key': '#' }, status: 401 }",
  "{'headers': {'Authorization': 'Bearer #'}, 'status_code': 401}",
  '{"log":{"entries":[{"startedDateTime":"2026-11-21T20:00:01Z","request":{"method":"POST","url":"https://h.example/v1/messages?api_key=#","headers":[{"name":"x-api-key","value":"#"}],"cookies":[{"name":"s","value":"#"}],"postData":{"text":"{\\"model\\":\\"gpt-5.4\\",\\"input\\":\\"#\\"}"}},"response":{"status":401,"headers":[],"content":{"mimeType":"application/json","text":"{}"}}}]}}',
  '{"model":"gpt-5.4","messages":[{"role":"user","content":"#"}]}\nHTTP 400',
  '{"model":"gpt-5.4","input":"#"}\n{"error":{"code":"invalid_key"}}',
  '{"model":"gpt-5.4","system":"#","max_tokens":1}\n{"error":{"code":"invalid_key"}}',
  'data: {"choices":[{"delta":{"content":"#"}}]}\n\ndata: {"error":{"code":"internal_error"}}',
  'msg="{\\"model\\":\\"gpt-5.4\\",\\"messages\\":[{\\"role\\":\\"user\\",\\"content\\":\\"#\\"}]}" status=400',
  'GET https://user:#@api.nexus-hub.ru/v1/models?key=# 401',
  'half a body: "messages": [{"role": "user", "content": "#", status 400',
];

describe('a secret that stands where secrets stand is never in what was read', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'abcdefABCDEF0123456789'),
    minLength: 24,
    maxLength: 40,
  });

  test.each(places)('%s', (place) => {
    fc.assert(
      fc.property(letters, fc.constantFrom('sk-canary-', 'nsk_canary_', 'canary'), (tail, prefix) => {
        const canary = prefix + tail;
        const reading = readPaste(place.replaceAll('#', canary), context);
        expect(JSON.stringify(redact(reading, { secrets: [] }).value)).not.toContain(canary);
      }),
      { numRuns: 20 },
    );
  });

  test('and a known key is hidden wherever it stands', () => {
    const key = 'nsk_canary_a992bcdeea59b9951167dc3fd16fbf2b';
    const reading = readPaste(
      `openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Bad key ${key}', 'code': 'invalid_key'}}`,
      context,
    );
    expect(reading.errors).toHaveLength(1);
    expect(JSON.stringify(reading)).not.toContain(key);
  });
});

describe('a text that was made to be slow is read in time that grows with its length', () => {
  test.each([
    ['braces', '{'],
    ['objects that never end', '{"a":'],
    ['closed objects that never parse', '{x}'],
    ['escaped objects', '{\\"'],
    ['dates on one line', '2026-11-22T09:42:07Z '],
    ['lines of errors', '2026-11-22T09:42:07Z ERROR 502 request_id: req_a1b2c3d4e5\n'],
    ['bodies', '{"error":{"message":"No.","code":"invalid_key","request_id":"req_1"}}\n'],
    ['commands', 'curl https://a.example/v1/x \\\n'],
    ['pages', '<html><title>'],
    ['stack lines', '\n  at x {'],
    ['spaces', ' '],
    ['headers', 'authorization: '],
  ])('%s', (_, piece) => {
    const startedMs = performance.now();
    readPaste(piece.repeat(Math.ceil(500_000 / piece.length)), context);
    expect(performance.now() - startedMs).toBeLessThan(4000);
  });
});
