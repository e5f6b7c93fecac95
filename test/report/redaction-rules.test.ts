import { describe, expect, test } from 'vitest';
import { redact } from '../../src/report/redact.ts';

const shown = (text: string) => redact(text, { secrets: [] }).value as string;
const rulesOf = (text: string) => redact(text, { secrets: [] }).receipt.map(({ rule }) => rule);
const letters = (count: number) => 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA'.repeat(3).slice(0, count);

describe('a credential header is hidden however it is written', () => {
  test.each([
    ['proxy-authorization: Basic dXNlcjpwYXNz', 'proxy-authorization: Basic [hidden]'],
    ['AUTHORIZATION: bearer Abcd1234', 'AUTHORIZATION: bearer [hidden]'],
    ['Authorization : Digest abcd1234xyz', 'Authorization : Digest [hidden]'],
    ['authorization=token abcd1234', 'authorization=token [hidden]'],
    ['x-goog-api-key: abcd1234', 'x-goog-api-key: [hidden]'],
    ['goog-api-key: abcd1234', 'goog-api-key: [hidden]'],
    ["'api-key': 'abcd1234'", "'api-key': '[hidden]'"],
    ['"x-api-key"  :  "abcd1234", "a": 1', '"x-api-key"  :  "[hidden]", "a": 1'],
    ['x-api-key: abcd1234\nnext: line', 'x-api-key: [hidden]\nnext: line'],
    ['Authorization: Basic dXNlcjpwYXNz, and so on', 'Authorization: Basic [hidden], and so on'],
    ['Authorization: Required.', 'Authorization: Required.'],
    ['Authorization: Basic authentication is missing', 'Authorization: Basic authentication is missing'],
    ['x-api-key: abc123', 'x-api-key: abc123'],
    ['my-authorization: abcd1234', 'my-authorization: abcd1234'],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

describe('a token is hidden by its shape', () => {
  test.each(['sk-', 'nsk_', 'gsk_', 'xai-', 'hf_'])('%s and sixteen signs', (prefix) => {
    expect(shown(`a ${prefix}${letters(16)} b`)).toBe('a [hidden] b');
    expect(shown(`(${prefix}${letters(60)})`)).toBe('([hidden])');
    expect(shown(`a ${prefix}${letters(15)} b`)).toBe(`a ${prefix}${letters(15)} b`);
    expect(shown(`di${prefix}${letters(16)}`)).toBe(`di${prefix}${letters(16)}`);
    expect(rulesOf(`${prefix}${letters(16)}`)).toEqual(['key-shape']);
  });

  test('AIza and thirty signs', () => {
    expect(shown(`AIza${letters(30)}`)).toBe('[hidden]');
    expect(shown(`AIza${letters(29)}`)).toBe(`AIza${letters(29)}`);
  });

  test.each(['nsk_ab***', 'sk-***', 'sk_proj****1234', 'gsk_x***y', 'hf_a******', 'AIzaB***c-d'])(
    '%s, which the gateway masked in part',
    (text) => {
      expect(shown(`key ${text}.`)).toBe('key [hidden].');
    },
  );

  test.each([
    [`bearer ${'abcdefghij'.repeat(2)}`, 'bearer [hidden]'],
    ['Bearer\tabc.d-ef~1', 'Bearer\t[hidden]'],
    ['BEARER abcdefg8', 'BEARER [hidden]'],
    ['bearer abcdefgh', 'bearer abcdefgh'],
    ['forbearer abcdefg8', 'forbearer abcdefg8'],
  ])('%j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test.each([
    ['of three parts', 'eyJhbGciOiJ.eyJzdWIiOiI.c2ln'],
    ['without a signature', 'eyJhbGciOiJ.eyJzdWIiOiI.'],
    ['of five parts', 'eyJhbGciOiJ.eyJzdWIiOiI.aa.bb.cc'],
  ])('a JWT %s', (_, token) => {
    expect(shown(`got ${token} back`)).toBe('got [hidden] back');
    expect(rulesOf(token)).toEqual(['jwt']);
  });
});

describe('a private key', () => {
  test.each(['', 'RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED '])('of the kind "%s" is hidden whole', (kind) => {
    const head = `-----BEGIN ${kind}PRIVATE KEY-----`;
    expect(shown(`a\n${head}\nMIIE\nabc=\n-----END ${kind}PRIVATE KEY-----\nb`)).toBe('a\n[hidden]\nb');
    expect(shown(`a ${head}\nMIIE that was cut off`)).toBe('a [hidden]');
  });

  test('but no certificate', () => {
    const certificate = '-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----';
    expect(shown(certificate)).toBe(certificate);
  });
});

describe('what a URL carries', () => {
  test.each([
    ['key', 'token', 'secret', 'password'],
    ['api_key', 'api-key', 'apikey', 'API_KEY'],
    ['access_token', 'access-token', 'accesstoken', 'auth_token'],
  ])('in the fields %s, %s, %s and %s is hidden', (...names) => {
    for (const name of names) {
      expect(shown(`GET /x?a=1&${name}=abc#end`)).toBe(`GET /x?a=1&${name}=[hidden]#end`);
      expect(rulesOf(`?${name}=x`)).toEqual(['secret-parameter']);
    }
  });

  test.each(['monkey=abc', 'max_tokens=64', 'key=', 'my-key=abc'])('%s stays', (text) => {
    expect(shown(text)).toBe(text);
  });

  test('as user and password is hidden up to the host', () => {
    expect(shown('socks5://u:p@h:1 and http://u@h/x')).toBe('socks5://[hidden]@h:1 and http://[hidden]@h/x');
    expect(shown('https://h.example/a@b')).toBe('https://h.example/a@b');
    expect(shown('https://h.example/?q=a@b')).toBe('https://h.example/?q=a@b');
  });
});

test.each([
  ['Cookie: a=b; c=d', 'Cookie: [hidden]'],
  ['SET-COOKIE:a=b\r\nnext: 1', 'SET-COOKIE: [hidden]\r\nnext: 1'],
  ['"cookie: a=b"', '"cookie: [hidden]"'],
  ['no-cookie: a=b', 'no-cookie: a=b'],
])('the cookie in %j is hidden to the end of its line', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test.each([
  ['-----BEGIN PRIVATE KEY-----', 'private-key'],
  ['x-api-key: abcd1234', 'credential-header'],
  ['cookie: a=b', 'cookie'],
  ['sent Bearer abcdefg8', 'bearer-token'],
  ['http://u:p@h', 'url-password'],
])('the receipt for %j names the rule %s', (text, rule) => {
  expect(rulesOf(text)).toEqual([rule]);
});

test.each(['authorization', 'Proxy-Authorization', 'api-key', 'X-API-Key', 'cookie', 'Set-Cookie'])(
  'a field of the name %s loses its whole value, whatever it is',
  (name) => {
    expect(redact({ [name]: 'a b' }, { secrets: [] }).value).toEqual({ [name]: '[hidden]' });
  },
);

describe('the home folder', () => {
  const at = (home: string | undefined, user: string | undefined, text: string) =>
    redact(text, { secrets: [], home, user }).value;

  test.each([
    ['/home/émile', undefined, 'in /home/émile/x', 'in ~/x'],
    ['/home/max/', undefined, '/home/max and /home/max', '~ and ~'],
    ['/ab', undefined, '/ab/c', '~/c'],
    ['/a', undefined, '/a/c', '/a/c'],
    ['/srv/people/max', 'max', '/home/max/x /Users/max/y', '~/x ~/y'],
    [undefined, 'max', String.raw`D:\Users\max\z`, String.raw`~\z`],
    [undefined, 'm.x', '/home/m.x/a /home/mox/a', '~/a /home/mox/a'],
    [undefined, '', '/home/max/a', '/home/max/a'],
    ['/home/max', undefined, '/HOME/MAX/a', '/HOME/MAX/a'],
    [String.raw`C:\Users\Max`, undefined, 'C:/USERS/MAX/a', '~/a'],
    ['/home/max', undefined, 'a/home/max/b /home/max.d/c', 'a/home/max/b /home/max.d/c'],
    ['/home/a+b', undefined, '/home/a+b/c /home/aab/c', '~/c /home/aab/c'],
  ])('%s of %s in %s', (home, user, text, expected) => {
    expect(at(home, user, text)).toBe(expected);
  });
});
