import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, everyString, safeJson, safeJsonLine, visible, visibleAscii } from '../../src/render/escape.ts';
import { growthOf, tooSteep } from '../support/growth.ts';

const unclean = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '\u001b',
      '[',
      '2J',
      '\u009b',
      '\r',
      '\n',
      ':',
      '#',
      '##[',
      '\u200b',
      '\ud800',
      '\u202e',
      'a',
      ' ',
      '\u{e0041}',
    ),
  }),
);

test('foreign text comes out on one line without anything invisible, whatever it is', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = visible(text);
      expect(shown).not.toMatch(unclean);
      expect(visible(shown)).toBe(shown);
    }),
  );
});

test('an ASCII terminal gets ASCII only', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(visibleAscii(text)).toMatch(/^[ -~]*$/);
    }),
  );
  expect(visibleAscii('a – b · “c” … Привет')).toBe(
    'a - b - "c" ... \\u041f\\u0440\\u0438\\u0432\\u0435\\u0442',
  );
});

test.each([
  ['\u001b[31mred', '\\u001b[31mred'],
  ['\u001b]8;;https://evil\u0007link', '\\u001b]8;;https://evil\\u0007link'],
  ['\u009b2J', '\\u009b2J'],
  ['\u001b\u200b[2J', '\\u001b\\u200b[2J'],
  ['a\r\nb\tc', 'a b c'],
  ['\b\u0000\u007f', '\\u0008\\u0000\\u007f'],
  ['\u202eabc\u2066', '\\u202eabc\\u2066'],
  ['tag \u{e0041}', 'tag \\u{e0041}'],
  ['\ufeffx\u00ad', '\\ufeffx\\u00ad'],
  ['half \ud83d', 'half \\ud83d'],
  ['whole \u{1f600} é 模', 'whole \u{1f600} é 模'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

describe('a CI runner finds no command', () => {
  test.each([
    '::add-mask::abc',
    'text\n::error file=a::boom',
    'a ##[group]x',
    '##vso[task.setvariable variable=a]b',
    "##teamcity[message text='x']",
    '::debug::a::bc',
    'section_start:1:x',
    ':::error:::x',
    '##\u200b[error]',
    '###[error]',
  ])('in %j', (text) => {
    const shown = visible(text);
    expect(shown).not.toMatch(/::(?![0-9a-f])|##\[|##vso\[|##teamcity\[|section_start:/i);
    expect(shown).not.toMatch(/::[a-z-]+/i);
    const written = safeJson({ text });
    expect(written).not.toMatch(/^\s*::|##\[|##vso\[|##teamcity\[|section_start:/im);
    expect(JSON.parse(written)).toEqual({ text });
  });

  test.each([
    'http://[::1]:8080/v1',
    'http://[::]:5001',
    "nexus doctor --base-url 'http://[fe80::]:5001/v1'",
    '::1',
    'fe80::1%eth0',
    'from 2001:db8::42 port 1',
  ])('but an address stays: %s', (text) => {
    expect(visible(text)).toBe(text);
  });
});

test('JSON on the screen is clean and means the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), anyText, (value, text) => {
      const document = { value, text, [text]: 1 };
      const written = safeJson(document);
      expect(written.replaceAll('\n', '')).not.toMatch(unclean);
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(document)));
    }),
  );
});

test('a cut says how much is gone and never halves a character', () => {
  expect(cut('a'.repeat(310), 300)).toBe(`${'a'.repeat(300)} (+10 characters)`);
  expect(cut('\u{1f600}'.repeat(3), 2)).toBe('\u{1f600}\u{1f600} (+1 characters)');
  expect(cut('short', 300)).toBe('short');
});

test.each(['a', '::', ':', '/::', '1::1 ', '##[', '\u200b', '\n', 'section_start:', '`', '\ud800'])(
  'showing text of %j takes time in proportion to its length',
  async (unit) => {
    const text = (size: number) => unit.repeat(Math.ceil(size / unit.length));
    expect(await growthOf(2 ** 15, text, visible)).toBeLessThan(tooSteep);
  },
);

test.each([
  ['\ufffe\uffff', '\\ufffe\\uffff'],
  ['\u2028\u2029', '\\u2028\\u2029'],
  ['\u0085\u009f', '\\u0085\\u009f'],
  ['\t\n\r\n', ' '],
  ['\u{1d173}', '\\u{1d173}'],
  ['a:b #c', 'a:b #c'],
  ['x::y', 'x:\\u003ay'],
  ['x ##[error]', 'x #\\u0023[error]'],
  ['##VSO[a]', '#\\u0023VSO[a]'],
  ['##teamcity[a]', '#\\u0023teamcity[a]'],
  ['## heading', '## heading'],
  ['section_start:1', 'section_start\\u003a1'],
  ['section_end:1', 'section_end\\u003a1'],
  ['section_other:1', 'section_other:1'],
])('exactly so much of %j is spelled out: %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test.each([
  ['·', '-'],
  ['–', '-'],
  ['—', '-'],
  ['…', '...'],
  ['←', '<-'],
  ['→', '->'],
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['✓', 'ok'],
  ['✗', 'x'],
  ['│', '|'],
  ['\u{1f600}', '\\u{1f600}'],
  ['é\u00a0', '\\u00e9\\u00a0'],
])('on an ASCII terminal %s is %s', (mark, plain) => {
  expect(visibleAscii(`a${mark}${mark}b`)).toBe(`a${plain}${plain}b`);
});

describe('only an address keeps its colons', () => {
  test.each([
    ['(fe80::1)', true],
    ['/::1/128', true],
    ['a@::1', true],
    ['fe80::1,', true],
    ['::1]', true],
    ['[2001:db8::]:80', true],
    ['[x::]', false],
    ['[::', false],
    ['::]', false],
    ['x::1', false],
    ['::1x', false],
    ['::x', false],
    ['1::', false],
    ['fe80::.1', false],
    [`1${':1'.repeat(30)}::1`, false],
    [`::1${':1'.repeat(30)}`, false],
  ])('%s: %s', (text, stays) => {
    expect(visible(text) === text).toBe(stays);
  });
});

test('JSON is indented by two, or stands on one line', () => {
  expect(safeJson({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(safeJsonLine({ a: [1] })).toBe('{"a":[1]}');
});

test.each([
  ['\u007f\u009f', '\\u007f\\u009f'],
  ['\u200b\ufffe\uffff', '\\u200b\\ufffe\\uffff'],
  ['\u2028\u2029', '\\u2028\\u2029'],
  ['\u{e0041}', '\\udb40\\udc41'],
  ['##[a] ##VSO[ ##teamcity[', '#\\u0023[a] #\\u0023VSO[ #\\u0023teamcity['],
  ['section_start: section_end:', 'section_start\\u003a section_end\\u003a'],
  ['é 模 ## a::b', 'é 模 ## a::b'],
])('in JSON %j is %s', (text, written) => {
  expect(safeJsonLine(text)).toBe(`"${written}"`);
  expect(safeJson(text)).toBe(`"${written}"`);
});

describe('a cut', () => {
  test('is none at the limit itself, and counts characters, not halves of them', () => {
    expect(cut('abc', 3)).toBe('abc');
    expect(cut('abcd', 3)).toBe('abc (+1 characters)');
    expect(cut('\u{1f600}'.repeat(3), 3)).toBe('\u{1f600}'.repeat(3));
  });

  test('of a text that was cut before keeps counting', () => {
    expect(cut(cut('a'.repeat(50), 30), 10)).toBe(`${'a'.repeat(10)} (+40 characters)`);
    expect(cut('aaaa (+5 characters)', 4)).toBe('aaaa (+5 characters)');
    expect(cut('a (+5 characters) aaaa', 4)).toBe('a (+ (+18 characters)');
    expect(cut(`aaaaa (+${'1'.repeat(13)} characters)`, 4)).toBe('aaaa (+29 characters)');
  });
});

describe('of a document, every string is encoded', () => {
  const upper = (text: string) => text.toUpperCase();

  test('and names too, at any depth', () => {
    const document = { a: ['b', { c: 'd' }, 1, null, true], e: undefined };
    expect(everyString<unknown>(document, upper)).toEqual({
      A: ['B', { C: 'D' }, 1, null, true],
      E: undefined,
    });
    expect(everyString('a', upper)).toBe('A');
    expect(everyString(null, upper)).toBeNull();
  });

  test('and what nothing changed is the same thing, not a copy', () => {
    const kept = { A: ['B', { C: 'D' }] };
    const document = { KEPT: kept, LIST: ['A'], X: 'x' };
    const encoded = everyString(document, upper);
    expect(encoded).not.toBe(document);
    expect(encoded.KEPT).toBe(kept);
    expect(encoded.LIST).toBe(document.LIST);
    expect(everyString(kept, upper)).toBe(kept);
    expect(everyString<unknown>({ a: 1 }, upper)).toEqual({ A: 1 });
    const mixed = { LIST: ['A', 'b'] };
    expect(everyString(mixed, upper)).toEqual({ LIST: ['A', 'B'] });
    expect(mixed).toEqual({ LIST: ['A', 'b'] });
  });
});
