import { expect, test } from 'vitest';
import { drawn } from './screen.ts';

// Each of these is something that text does to a real terminal: a screen that missed one would prove nothing.
test.each([
  ['a carriage return writes over the line', 'real verdict\rfake', ['fake verdict']],
  ['a backspace writes over a character', 'broken\b\b\b\b\b\bhealth', ['health']],
  ['the cursor goes up', 'broken\nx\u001b[1A\rhealthy', ['healthy', 'x']],
  ['the cursor goes to a place', 'one\ntwo\u001b[1;1Hxxx', ['xxx', 'two']],
  ['the same in one character of C1', 'one\ntwo\u009b1;1Hxxx', ['xxx', 'two']],
  ['a reverse line feed', 'one\ntwo\u001bM\rxxx', ['xxx', 'two']],
  ['the screen is cleared', 'broken\u001b[2J\u001b[Hhealthy', ['healthy']],
  ['the line is cleared', 'broken\u001b[2K\rhealthy', ['healthy']],
  ['the rest of the line is cleared', 'broken\r\u001b[Kok', ['ok']],
  ['the terminal is reset', 'broken\u001bchealthy', ['healthy']],
  ['a next line of C1 starts a row', 'a\u0085b', ['a', 'b']],
  ['colours take no room', '\u001b[31mred\u001b[0m.', ['red.']],
  ['a title takes no room', 'a\u001b]0;t\u0007b', ['ab']],
  ['a tab goes on to the next stop', 'a\tb', ['a       b']],
])('%s', (_, text, rows) => {
  expect(drawn(text).rows.filter((row) => row !== '')).toEqual(rows);
});

test('a line that is too long goes on in the next row', () => {
  expect(drawn('abcdef', 4).rows).toEqual(['abcd', 'ef']);
});

test('what it does besides drawing is kept', () => {
  expect(drawn('\u001b]2;mine\u001b\\').title).toBe('mine');
  expect(drawn('\u009d0;mine\u009c').title).toBe('mine');
  expect(drawn('\u001b]52;c;ZXZpbA==\u0007').clipboard).toBe('ZXZpbA==');
  expect(drawn('\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007').links).toEqual([
    'https://evil.example',
  ]);
  expect(drawn('\u001b[6n\u001b[c\u001bP$qm\u001b\\\u001b]11;?\u0007\u001b[21t').asked).toHaveLength(5);
});

test('colours and new lines are all that plain output needs', () => {
  expect(drawn('\u001b[1ma\u001b[22m\nb').moves).toEqual([]);
  expect(drawn('a\rb\u0007').moves).toEqual(['U+000D', 'U+0007']);
});
