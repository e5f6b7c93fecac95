import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdsSecret } from '../../src/report/find-secrets.ts';
import { personalRules } from '../../src/report/personal-rules.ts';
import { redact } from '../../src/report/redact.ts';
import { encodingsOf } from '../../src/report/secret-encodings.ts';
import { growthOf, tooSteep } from '../support/growth.ts';

const key = 'sk-nx-CANARY-7f3a/+=Zq0.9b2c4d6e8f';
const secrets = [key];
const masked = (text: string) => redact(text, { secrets }).value as string;
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Every string of a document, names of fields too. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(stringsIn)];
}

describe('a known key is hidden', () => {
  test.each([
    ['as it is', key],
    ['in small letters', key.toLowerCase()],
    ['in capitals', key.toUpperCase()],
    ['in capitals, cut', key.toUpperCase().slice(0, 14)],
    ['URL-encoded', encodeURIComponent(key)],
    [
      'URL-encoded in lower case',
      encodeURIComponent(key)
        .toLowerCase()
        .replace(/canary|zq/g, (part) => (part === 'zq' ? 'Zq' : 'CANARY')),
    ],
    ['JSON-escaped by PHP', key.replace('/', '\\/')],
    ['JSON-escaped by .NET', key.replace('+', '\\u002B').replace('/', '\\u002F').replace('=', '\\u003D')],
    ['HTML-escaped', key.replace('/', '&#x2F;').replace('=', '&#x3D;')],
    ['in hex', Buffer.from(key).toString('hex')],
    ['in upper-case hex', Buffer.from(key).toString('hex').toUpperCase()],
    ['in base64', base64(key)],
    ['in base64url', Buffer.from(key).toString('base64url')],
    ['as the password of Basic auth', base64(`u:${key}`)],
    ['as the password of a longer user', base64(`us:${key}`)],
    ['as the password of a user of three letters', base64(`usr:${key}`)],
    ['as the user of Basic auth', base64(`${key}:password`)],
    ['cut after 12 characters', key.slice(0, 12)],
    ['without its beginning', key.slice(-12)],
    ['broken over lines', key.replace(/.{7}/g, '$&\n  ')],
    ['with invisible characters inside', key.replace(/.{5}/g, '$&\u200b\u00ad')],
  ])('%s', (_, echo) => {
    const text = masked(`before ${echo} after`);
    expect(text).toMatch(/^before \S{0,6}\[hidden\]\S{0,16} after$/);
    expect(holdsSecret(text, secrets)).toBe(false);
  });

  test('wherever it stands, whatever it stands between', () => {
    const spelled = fc.constantFrom(...encodingsOf(key));
    fc.assert(
      fc.property(fc.string(), spelled, fc.string(), (before, echo, after) => {
        const text = masked(before + echo + after);
        expect(text).toContain('[hidden]');
        expect(holdsSecret(text, secrets)).toBe(false);
        expect(masked(text)).toBe(text);
      }),
    );
  });

  test('in any document: it is gone, and hiding it once more changes nothing', () => {
    const echo = fc.constantFrom(...encodingsOf(key), `Bearer ${key}`, `https://u:${key}@h.example/`);
    const leaf = fc.oneof(
      fc.string(),
      fc.tuple(fc.string(), echo).map((parts) => parts.join('')),
      fc.integer(),
    );
    const document = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(leaf.map(String), tie('node'), { maxKeys: 4 }),
      ),
    })).node;
    fc.assert(
      fc.property(document, (before) => {
        const { value } = redact(before, { secrets });
        for (const text of stringsIn(value)) expect(holdsSecret(text, secrets)).toBe(false);
        expect(redact(value, { secrets }).value).toEqual(value);
      }),
      { numRuns: 60 },
    );
  });

  test('also as the name of a field, without losing fields', () => {
    const { value } = redact({ [key]: 1, [`${key} `]: 2, nested: [{ [`a ${key}`]: true }] }, { secrets });
    expect(JSON.stringify(value)).not.toContain('CANARY');
    expect(Object.values(value)).toHaveLength(3);
  });

  test('two keys that overlap leave nothing between them', () => {
    const { value } = redact('xx abcdefghijklmnop yy', { secrets: ['abcdefghijkl', 'ghijklmnop'] });
    expect(value).toBe('xx [hidden] yy');
  });

  test('a key shorter than eight characters is not looked for: it would hide words', () => {
    expect(redact('the model is tested', { secrets: ['model', 'test', ''] }).value).toBe(
      'the model is tested',
    );
  });
});

describe('what is shaped like a secret is hidden, whoever it belongs to', () => {
  test.each([
    ['Authorization: Bearer abcd1234efgh5678', 'Authorization: Bearer [hidden]'],
    ['{"x-api-key": "a1b2c3d4e5"}', '{"x-api-key": "[hidden]"}'],
    [
      String.raw`{\"authorization\":\"Basic dXNlcjpwYXNz\"}`,
      String.raw`{\"authorization\":\"Basic [hidden]\"}`,
    ],
    ['sent Bearer eyabc.123-xyz_9', 'sent Bearer [hidden]'],
    ['key sk-ant-api03-AbCdEfGhIjKlMnOp is wrong', 'key [hidden] is wrong'],
    ['key sk-proj-AbCdEfGhIjKlMnOp1234', 'key [hidden]'],
    ['nsk_0123456789abcdef0123456789abcdef', '[hidden]'],
    ['nsk_code_0123456789abcdef0123456789abcdef', '[hidden]'],
    ['gsk_0123456789abcdefABCDEF', '[hidden]'],
    ['AIzaSyA0123456789abcdefghijklmnopqrstuv', '[hidden]'],
    ['xai-0123456789abcdefABCDEF', '[hidden]'],
    ['hf_AbCdEfGhIjKlMnOpQrSt', '[hidden]'],
    ['Incorrect API key provided: sk-nx-CA****6e8f.', 'Incorrect API key provided: [hidden].'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl', '[hidden]'],
    ['http://user:p@ss@proxy.local:8080/x', 'http://[hidden]@proxy.local:8080/x'],
    ['GET /v1/models?key=abc&limit=5', 'GET /v1/models?key=[hidden]&limit=5'],
    ['api_key=abc token=def', 'api_key=[hidden] token=[hidden]'],
    ['set-cookie: session=abc; path=/', 'set-cookie: [hidden]'],
    ['-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----', '[hidden]'],
  ])('%s', (text, expected) => {
    expect(masked(text)).toBe(expected);
    expect(masked(expected)).toBe(expected);
  });

  test('a header of the document loses its whole value, however short', () => {
    const { value, receipt } = redact(
      { headers: { authorization: 'abc', 'X-Api-Key': 'x', accept: '*/*' } },
      { secrets: [] },
    );
    expect(value).toEqual({ headers: { authorization: '[hidden]', 'X-Api-Key': '[hidden]', accept: '*/*' } });
    expect(receipt).toEqual([{ rule: 'credential-header', count: 2 }]);
  });
});

test.each([
  '6b0f7a52-7c1e-4b1f-8a53-0a1b2c3d4e5f',
  'req_011CSHoEeqs5C35K2UUqR7Fy',
  'max_tokens=64 total_tokens: 12',
  'claude-sonnet-4-6-20250929',
  'gpt-5.4-mini-2026-01-01',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'inconclusive',
  'accepts-key',
  'key.is-accepted',
  'Authorization: required',
  'the client sends no key in Authorization: Bearer or x-api-key',
  'nexus doctor --only key.is-accepted --key-file /etc/key',
  'task-0123456789abcdef0123',
  'https://docs.weavist.online/errors-and-faq/',
])('a fact that helps survives: %s', (text) => {
  expect(masked(text)).toBe(text);
});

describe('the home folder', () => {
  const options = { secrets: [], home: '/home/max', user: 'max' };
  test.each([
    ['/home/max/.config/nexus', '~/.config/nexus'],
    ['in /home/max.', 'in ~.'],
    ['file:///home/max/x', 'file://~/x'],
    ['/home/maxine/x', '/home/maxine/x'],
    ['/mnt/home/maximum', '/mnt/home/maximum'],
    [String.raw`C:\Users\max\x`, String.raw`~\x`],
    ['max_tokens of max', 'max_tokens of max'],
  ])('%s', (text, expected) => {
    expect(redact(text, options).value).toBe(expected);
  });

  test('written for JSON on Windows, in any case', () => {
    const windows = { secrets: [], home: String.raw`C:\Users\Max` };
    expect(redact(String.raw`c:\\users\\max\\a C:/Users/Max/b`, windows).value).toBe(String.raw`~\\a ~/b`);
  });

  test.each(['/', '', undefined])('a home of %j hides nothing', (home) => {
    expect(redact('/etc/hosts', { secrets: [], home }).value).toBe('/etc/hosts');
  });
});

test('the receipt counts by rule and says nothing else', () => {
  const { receipt } = redact([key, `${key} ${key}`, '/root/x', 7, null], { secrets, home: '/root' });
  expect(receipt).toEqual([
    { rule: 'known-key', count: 3 },
    { rule: 'home-path', count: 1 },
  ]);
});

test('numbers, booleans, null and a key named __proto__ stay as they are', () => {
  const document = JSON.parse('{"a":1e21,"b":[true,null],"__proto__":{"polluted":1}}') as object;
  const { value } = redact(document, { secrets });
  expect(JSON.stringify(value)).toBe(JSON.stringify(document));
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('a value nested without end does not overflow the stack', () => {
  let deep: unknown = key;
  for (let depth = 0; depth < 50_000; depth += 1) deep = [deep];
  expect(JSON.stringify(redact(deep, { secrets }).value)).toContain('nested too deep');
});

test.each([
  'a',
  '@',
  '.',
  '"',
  ' ',
  '-',
  'sk-',
  'eyJ',
  'a.',
  '://',
  '://a@',
  'bearer ',
  'key=',
  'authorization:',
  'cookie: ',
  '/home/max',
  'api_key:',
  'api_key: ',
  'api_key',
  'key: ',
  'key ',
  'key="',
  '-key=',
  'token: a-',
  'password: .',
  'password:)',
  'password: word-',
  'secret=x',
  'secret={a',
  'key|',
  'key>',
  'key&quot;',
  'api_key%3D',
  'sig=',
  'ключ ',
  'пароль:',
  'пароль: слово.',
  'basic ',
  'Basic YWFh',
  'c2st',
  'c2stY',
  'sk%2d',
  'sk-a%2',
  'sk_a',
  't1.a',
  'SG.a',
  'sk-nx-CANARY',
  '-----BEGIN PRIVATE KEY-----',
  '\u200b',
])('text of %j takes time in proportion to its length', async (unit) => {
  const text = (size: number) => unit.repeat(Math.ceil(size / unit.length));
  const hide = (shown: string) => redact(shown, { secrets, home: '/home/max', user: 'max' });
  expect(await growthOf(2 ** 14, text, hide)).toBeLessThan(tooSteep);
});

test.each(['a', '@', '%40', 'a@', 'a@b.', 'я@', 'я.я', 'a%40b', '192.168.', 'fe80:'])(
  'text of %j for other people takes time in proportion to its length',
  async (unit) => {
    const text = (size: number) => unit.repeat(Math.ceil(size / unit.length));
    const rules = personalRules({ user: 'max', hostName: 'max-laptop' });
    const hide = (shown: string) => redact(shown, { secrets: [], rules });
    expect(await growthOf(2 ** 14, text, hide)).toBeLessThan(tooSteep);
  },
);

test('the last guard sees a key that a renderer put together again', () => {
  expect(holdsSecret(`${key.slice(0, 9)}\n   ${key.slice(9)}`, secrets)).toBe(true);
  expect(holdsSecret('nothing of it', secrets)).toBe(false);
});
