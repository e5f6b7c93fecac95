import { describe, expect, test } from 'vitest';
import { isMark, secretFinder } from '../../src/report/find-secrets.ts';
import { redact } from '../../src/report/redact.ts';

const key = 'abcdefghijklmnopqrstuvwxyz0123456789';
const finder = secretFinder([key]);
const shown = (text: string) => finder.mask(text).text;

describe('no character of a known key is left beside its mark', () => {
  test.each<readonly [string, string]>([
    ['the whole of it', key],
    ...[12, 13, 20, 24, 25, 35].map((length) => [`its first ${length}`, key.slice(0, length)] as const),
    ...[12, 13, 20, 24, 25, 35].map((length) => [`its last ${length}`, key.slice(-length)] as const),
  ])('%s', (_, piece) => {
    for (const [before, after] of [
      ['', ''],
      ['before ', ' after'],
      ['<', '>'],
      ['\u200b', '\n'],
    ]) {
      expect(shown(`${before}${piece}${after}`)).toBe(`${before}[hidden]${after}`);
    }
  });

  test('broken over lines at any place', () => {
    for (let place = 1; place < key.length; place += 1)
      expect(shown(`- ${key.slice(0, place)}\n   ${key.slice(place)} -`)).toBe('- [hidden] -');
  });

  test('with an invisible character between any two', () => {
    for (const unseen of ['\u200b', '\u00ad', '\u0000', '\t', ' '])
      expect(shown(`é ${[...key].join(unseen)} é`)).toBe('é [hidden] é');
  });

  test('behind characters of two units, which must not shift the place', () => {
    expect(shown(`\u{1f511}\u{1f511} ${key}\u{1f511}`)).toBe('\u{1f511}\u{1f511} [hidden]\u{1f511}');
  });

  test('twice, and each is counted', () => {
    expect(finder.mask(`${key} and ${key}`)).toEqual({ text: '[hidden] and [hidden]', count: 2 });
  });
});

describe('what is not of the key stays', () => {
  test.each([
    ['eleven characters of its beginning', key.slice(0, 11)],
    ['eleven characters of its end', key.slice(-11)],
    ['its middle', key.slice(6, -6)],
    ['text with white space of its own', 'a \u200b text\twith\nlines'],
  ])('%s', (_, text) => {
    expect(finder.mask(text)).toEqual({ text, count: 0 });
    expect(finder.finds(text)).toBe(false);
  });

  test('a sign that only follows the beginning of the key', () => {
    expect(shown(`${key.slice(0, 14)}!${key.slice(15, 20)}`)).toBe(`[hidden]!${key.slice(15, 20)}`);
    expect(shown(`${key.slice(10, 14)}!${key.slice(-14)}`)).toBe(`${key.slice(10, 14)}![hidden]`);
  });
});

test('without a known key nothing is looked for', () => {
  const idle = secretFinder(['', 'short']);
  expect(idle.mask(key)).toEqual({ text: key, count: 0 });
  expect(idle.finds(key)).toBe(false);
});

test.each([
  ['[hidden]', true],
  ['[hidden:3f9a]', true],
  ['[hidden] ', false],
  ['x[hidden]', false],
  ['[hidden:]', false],
  ['[hidden:a-b]', false],
  ['a secret', false],
])('%j is a mark: %s', (text, isOne) => {
  expect(isMark(text)).toBe(isOne);
});

describe('the mark of a secret', () => {
  const seen: string[] = [];
  const markOf = (secret: string) => {
    seen.push(secret);
    return '[hidden:aa]';
  };
  const told = (text: string) => {
    seen.length = 0;
    return { text: redact(text, { secrets: [key], markOf }).value as string, seen: [...seen] };
  };

  test('is made from just what it stands for', () => {
    expect(told(`x ${key}`)).toEqual({ text: 'x [hidden:aa]', seen: [key] });
    expect(told('Authorization: Bearer abcd1234efgh5678')).toEqual({
      text: 'Authorization: Bearer [hidden:aa]',
      seen: ['abcd1234efgh5678'],
    });
    expect(told('GET /x?token=abc123')).toEqual({ text: 'GET /x?token=[hidden:aa]', seen: ['abc123'] });
  });

  test('is left alone when it is met again', () => {
    const text =
      'Authorization: Bearer [hidden:aa] ?key=[hidden:aa] cookie: [hidden:aa] http://[hidden:aa]@h';
    expect(told(text)).toEqual({ text, seen: [] });
  });
});

describe('a document', () => {
  const hide = (document: unknown) => redact(document, { secrets: [key] }).value;

  test('that holds nothing secret is handed on as it is', () => {
    const plain = { a: ['x', 1, null, { b: true }], c: 'words' };
    expect(hide(plain)).toEqual(plain);
  });

  test('that repeats a text of any length hides each of them', () => {
    for (const length of [98, 99, 100, 101]) {
      const harmless = 'y'.repeat(length);
      const secret = `${'z '.repeat(40)}${key}`;
      expect(hide([harmless, secret, harmless, secret])).toEqual([
        harmless,
        `${'z '.repeat(40)}[hidden]`,
        harmless,
        `${'z '.repeat(40)}[hidden]`,
      ]);
    }
  });

  test('keeps a header that is no text, and one that was hidden before', () => {
    const headers = { authorization: null, cookie: 7, 'x-api-key': '[hidden]' };
    expect(redact({ headers }, { secrets: [] })).toEqual({ value: { headers }, receipt: [] });
  });

  test('loses no field to another whose name is hidden alike', () => {
    expect(hide({ [key]: 1, [`${key}\n`]: 2, [key.slice(0, 20)]: 3, other: 4 })).toEqual({
      '[hidden]': 1,
      '[hidden]\n': 2,
      '[hidden] 2': 3,
      other: 4,
    });
    expect(hide({ [key]: 1, [key.slice(0, 30)]: 2, [key.slice(0, 20)]: 3 })).toEqual({
      '[hidden]': 1,
      '[hidden] 2': 2,
      '[hidden] 3': 3,
    });
  });

  test('is read two hundred levels deep and no further, in lists and in fields', () => {
    const nested = (levels: number, wrap: (inner: unknown) => unknown) => {
      let value: unknown = key;
      for (let level = 0; level < levels; level += 1) value = wrap(value);
      return JSON.stringify(hide(value));
    };
    for (const wrap of [(inner: unknown) => [inner], (inner: unknown) => ({ in: inner })]) {
      expect(nested(201, wrap)).toContain('[hidden]');
      expect(nested(202, wrap)).toContain('[nested too deep]');
      expect(nested(202, wrap)).not.toContain(key.slice(0, 12));
    }
  });
});
