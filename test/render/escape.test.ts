import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, safeJson, visible, visibleAscii } from '../../src/render/escape.ts';
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
