import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth, flow, labelled, pad, wrap } from '../../src/render/layout.ts';
import { shellLine } from '../../src/render/shell-line.ts';
import { table } from '../../src/render/table.ts';

test.each([
  ['abc', 3],
  ['模型', 4],
  ['é', 1],
  ['e\u0301', 1],
  [`a${'\u0301'.repeat(500)}`, 1],
  ['한글', 4],
  ['\u{1f600}', 2],
  ['ｶ', 1],
  ['Привет', 6],
  ['✓ ✗ … · –', 9],
])('%s takes %d cells', (text, cells) => {
  expect(displayWidth(text)).toBe(cells);
});

test('wrapping keeps every word, in order and whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', '模', '-'), minLength: 1 })),
      fc.integer({ min: -5, max: 40 }),
      (words, width) => {
        const lines = wrap(words.join(' '), width);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines.filter((text) => text.includes(' ')))
          expect(displayWidth(line)).toBeLessThanOrEqual(width);
      },
    ),
  );
});

test('a wrapped line keeps the indent of the first', () => {
  expect(wrap('  one two three', 9)).toEqual(['  one two', '  three']);
});

test('cells flow to the next line where they do not fit', () => {
  expect(flow(['aaa', 'bbb', 'ccc'], 8)).toEqual(['aaa  bbb', 'ccc']);
});

test('a label stands beside its lines, and above them on a narrow screen', () => {
  expect(labelled('Do', ['one two', { whole: 'a b' }], 80)).toEqual([
    'Do            one two',
    '              a b',
  ]);
  expect(labelled('Do', ['one two'], 20)).toEqual(['Do', '  one two']);
});

test('wide characters do not shift a column', () => {
  expect(
    table(
      ['id', 'x'],
      [
        ['模型', 'a'],
        ['ab', 'b'],
      ],
      80,
    ),
  ).toEqual(['id    x', '模型  a', 'ab    b']);
  expect(pad('模', 4)).toBe('模  ');
});

test('a table that is too wide puts the rest of each row beside or under its first cell', () => {
  const rows = [
    ['short', 'b'.repeat(30), 'c'.repeat(30)],
    ['a'.repeat(60), 'd', ''],
  ];
  expect(table(['1', '2', '3'], rows, 60)).toEqual([
    `${pad('short', 26)}${'b'.repeat(30)}`,
    `${' '.repeat(26)}${'c'.repeat(30)}`,
    'a'.repeat(60),
    '    d',
  ]);
});

test.each([
  ['posix', `it's`, String.raw`export A='it'\''s'`],
  ['posix', 'https://a.b/c', 'export A=https://a.b/c'],
  ['posix', '$(rm -rf ~)', "export A='$(rm -rf ~)'"],
  ['fish', `it's\\`, String.raw`set -gx A 'it\'s\\'`],
  ['powershell', `it's $x`, `$env:A = 'it''s $x'`],
  ['cmd', 'a&b', 'set "A=a&b"'],
  ['cmd', '%PATH%', undefined],
] as const)('%s sets %s', (shell, value, line) => {
  expect(shellLine(shell, 'A', value)).toBe(line);
});

test('a name that is no variable gets no line', () => {
  expect(shellLine('posix', 'a; rm -rf', 'x')).toBeUndefined();
});
