import { describe, expect, test } from 'vitest';
import { homeRules } from '../../src/report/home-rules.ts';
import { redact } from '../../src/report/redact.ts';
import { credentialNames } from '../../src/report/redact-by.ts';
import { redactionRules } from '../../src/report/redaction-rules.ts';

const shown = (text: string) => redact(text, { secrets: [] }).value as string;
const rulesOf = (text: string) => redact(text, { secrets: [] }).receipt.map(({ rule }) => rule);
const letters = (count: number) => 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA'.slice(0, count);

test('every rule has signs, in lower case, that not every text has', () => {
  for (const { rule, signs } of [...redactionRules, ...homeRules('/home/max', 'max')]) {
    expect(signs.length, rule).toBeGreaterThan(0);
    for (const sign of signs) expect(sign, rule).toMatch(/^(?=.*\S)[^A-Z]+$/);
  }
});

describe('a key of another service is hidden from its shortest form on', () => {
  test.each([
    ['gho_', 20],
    ['ghp_', 20],
    ['ghs_', 20],
    ['ghu_', 20],
    ['ghr_', 20],
    ['github_pat_', 20],
    ['glpat-', 16],
    ['xoxa-', 10],
    ['xoxb-', 10],
    ['xoxe-', 10],
    ['xoxp-', 10],
    ['xoxr-', 10],
    ['xoxs-', 10],
    ['npm_', 20],
    ['pypi-', 20],
    ['sk_live_', 10],
    ['rk_live_', 10],
    ['pk_test_', 10],
    ['12345678:AA', 32],
    ['1234567890:AA', 32],
  ])('%s and %i signs', (prefix, count) => {
    expect(shown(`a ${prefix}${letters(count)} b`)).toBe('a [hidden] b');
    expect(rulesOf(`${prefix}${letters(count)}`)).toEqual(['key-shape']);
    expect(shown(`a ${prefix}${letters(count - 1)} b`)).toBe(`a ${prefix}${letters(count - 1)} b`);
  });

  test.each(['AKIA', 'ASIA'])('%s and sixteen capitals', (prefix) => {
    expect(shown(`a ${prefix}ABCDEFGHIJKLMNO9 b`)).toBe('a [hidden] b');
    expect(shown(`a ${prefix}ABCDEFGHIJKLMNO b`)).toBe(`a ${prefix}ABCDEFGHIJKLMNO b`);
  });

  test('a number before AA is no bot of seven digits', () => {
    const text = `1234567:AA${letters(32)}`;
    expect(shown(text)).toBe(text);
  });

  test('two stars mask nothing', () => {
    expect(shown('sk-ab**')).toBe('sk-ab**');
  });
});

describe('what was hidden before stays as it is, and is not counted again', () => {
  test.each([
    'Authorization: Bearer [hidden]',
    'Authorization: Basic [hidden: key-shape]',
    'cookie: [hidden]',
    'cookie:[hidden:x]',
    'https://[hidden]@h.example',
    'https://[hidden:x]@h.example',
    '?key=[hidden]',
    '?key=[hidden:x]',
  ])('%s', (text) => {
    expect(shown(text)).toBe(text);
    expect(rulesOf(text)).toEqual([]);
  });
});

describe('only as much as it must be is hidden', () => {
  test.each([
    ['-----BEGIN PRIVATE KEY-----\nMIIE\n-----END CERTIFICATE-----', '[hidden]-----END CERTIFICATE-----'],
    ['-----BEGIN rsa PRIVATE KEY-----', '-----BEGIN rsa PRIVATE KEY-----'],
    ['Authorization: Basic credentials', 'Authorization: Basic credentials'],
    ['Authorization: Basic realm="x12345678"', 'Authorization: Basic realm="x12345678"'],
    ['Authorization: Basic access-denied', 'Authorization: Basic access-denied'],
    ['Authorization: Basic  dXNlcjpwYXNz;', 'Authorization: Basic  [hidden];'],
    ['api-key: missing;', 'api-key: missing;'],
    ['api-key: missing', 'api-key: missing'],
    ['api-key: missing-and-more1', 'api-key: [hidden]'],
    ['api-key: abcd1234<br>', 'api-key: [hidden]<br>'],
    ['api-key     : abcd1234', 'api-key     : abcd1234'],
    ['api-key:     abcd1234', 'api-key:     abcd1234'],
    ['bearer abcdefghi', 'bearer abcdefghi'],
    ['bearer abcdef8', 'bearer abcdef8'],
    ['bearer         abcdefg8', 'bearer         abcdefg8'],
    ['bearer aa_bbbbb', 'bearer [hidden]'],
    ['bearer        aa_bbbbb', 'bearer        [hidden]'],
    ['bearer abcdefghijklmnopqrs', 'bearer abcdefghijklmnopqrs'],
    ['eyJhbGciOi.eyJzdWIiOiI.c2ln', 'eyJhbGciOi.eyJzdWIiOiI.c2ln'],
    ['eyJhbGciOiJ.eyJzdWI.c2ln', 'eyJhbGciOiJ.eyJzdWI.c2ln'],
    ['eyJhbGciOiJ.eyJzdWIiOiI', 'eyJhbGciOiJ.eyJzdWIiOiI'],
    ['xeyJhbGciOiJ.eyJzdWIiOiI.c2ln', 'xeyJhbGciOiJ.eyJzdWIiOiI.c2ln'],
    ['http://u"p@h', 'http://u"p@h'],
    ['http://u p@h', 'http://u p@h'],
    ['http://@h', 'http://@h'],
    ['token=a&secret=b', 'token=[hidden]&secret=[hidden]'],
    ['"token=a" \'key=b\' <key=c>', '"token=[hidden]" \'key=[hidden]\' <key=[hidden]>'],
    ['key=a, key=b; key=c', 'key=[hidden], key=[hidden]; key=[hidden]'],
    ['auth-token=a', 'auth-token=[hidden]'],
    ['authtoken=a', 'authtoken=[hidden]'],
  ])('%j becomes %j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

test('six names carry a credential, and no other does', () => {
  expect([...credentialNames].sort()).toEqual([
    'api-key',
    'authorization',
    'cookie',
    'proxy-authorization',
    'set-cookie',
    'x-api-key',
  ]);
});

describe('the home folder, however it is written', () => {
  const rulesFor = (home: string | undefined, user: string | undefined) => homeRules(home, user);
  const at = (home: string | undefined, user: string | undefined, text: string) =>
    redact(text, { secrets: [], home, user }).value;

  test.each([
    ['/home/max///', undefined, 'file:///home/max/x', 'file://~/x'],
    ['/home/max', undefined, '/home//max/x', '~/x'],
    ['/home/max', undefined, '/home/max-2 /home/maxim /home/max. /home/max', '/home/max-2 /home/maxim ~. ~'],
    [String.raw`C:\Users\Max`, undefined, String.raw`{"a":"C:\\Users\\max\\x"}`, String.raw`{"a":"~\\x"}`],
    [String.raw`C:\Users\Max`, undefined, 'c:/users/max', '~'],
    [undefined, 'max', 'c:/Users/max and //home/max', '~ and /~'],
    [undefined, 'max', '/Users//max/x /other/max', '~/x /other/max'],
    [undefined, 'a(b', '/home/a(b/c', '~/c'],
    ['/', undefined, '/etc/hosts', '/etc/hosts'],
  ])('%s of %s in %s', (home, user, text, expected) => {
    expect(at(home, user, text)).toBe(expected);
  });

  test('needs its last name in a text, or any slash where its letters have odd small forms', () => {
    expect(rulesFor('/home/Max', 'Ann')[0]?.signs).toEqual(['max', 'ann']);
    expect(rulesFor('/home/max/', undefined)[0]?.signs).toEqual(['max']);
    expect(rulesFor('/home/İ', 'max')[0]?.signs).toEqual(['/', '\\']);
    expect(rulesFor(undefined, undefined)).toEqual([]);
    expect(rulesFor('/a', '')).toEqual([]);
  });

  test('is one rule of its own name', () => {
    expect(rulesFor('/home/max', 'max')).toMatchObject([{ rule: 'home-path', replacement: '~' }]);
  });
});

test('a text that comes again is hidden again, and counted again', () => {
  const known = 'open-sesame-1234';
  const texts = [`sent ${known}`, 'Bearer abcdefg8', 'plain', `sent ${known}`, 'Bearer abcdefg8', 'plain'];
  const { value, receipt } = redact(texts, { secrets: [known] });
  const once = ['sent [hidden]', 'Bearer [hidden]', 'plain'];
  expect(value).toEqual([...once, ...once]);
  expect(receipt.map(({ count }) => count)).toEqual([2, 2]);
});
