import { describe, expect, test } from 'vitest';
import { asCode, fenced, inCell, inMarkdown, markdownTable } from '../../src/render/escape-markdown.ts';

describe('in Markdown', () => {
  test.each([
    ['two plain words', 'two plain words'],
    ['  many   spaces ', 'many spaces'],
    ["don't well-known l’eau", "don't well-known l’eau"],
    ['1 2345 1.5 12.34', '1 2345 1.5 12.34'],
    ['12345', '`12345`'],
    ['1.234567', '`1.234567`'],
    ['a / b · c', 'a / b · c'],
    ['1. first', '`1.` first'],
    ['12) twelfth', '`12)` twelfth'],
    ['x1', '`x1`'],
    ['deadbeef', '`deadbeef`'],
    ['beef-deadbeef', '`beef-deadbeef`'],
    ['deadbee', '`deadbee`'],
    ['x-deadbee', '`x-deadbee`'],
    ['deadbee-x', '`deadbee-x`'],
    ['plain a_b c_d', 'plain `a_b c_d`'],
    ['deadbe', 'deadbe'],
    ['(plain) "word"!', '(plain) "word"!'],
    ['(a_b)', '(`a_b`)'],
    ['"a_b", c', '"`a_b`", c'],
    ['a_b c_d', '`a_b c_d`'],
    ['a_b (c_d', '`a_b` (`c_d`'],
    ['a_b. c_d', '`a_b`. `c_d`'],
    ['a_b plain', '`a_b` plain'],
    ['plain a_b', 'plain `a_b`'],
    ['word...', 'word...'],
    ['word....', '`word.`...'],
    ['ends `', 'ends `` ` ``'],
    ['x::y', '`x:\\u003ay`'],
    ['слово', 'слово'],
  ])('%j is %j', (text, written) => {
    expect(inMarkdown(text)).toBe(written);
  });
});

test('a code span is fenced and padded as far as its backticks need', () => {
  expect(asCode('a')).toBe('`a`');
  expect(asCode('`a')).toBe('`` `a ``');
  expect(asCode('a`')).toBe('`` a` ``');
  expect(asCode('a``b`c')).toBe('```a``b`c```');
});

test('a block has a fence of three, and more where it needs more', () => {
  expect(fenced('a\n\n')).toBe('```text\na\n```\n');
  expect(fenced('``')).toBe('```text\n``\n```\n');
  expect(fenced('```')).toBe('````text\n```\n````\n');
});

test('every bar of a cell is escaped, behind a backslash it is spelled out', () => {
  expect(inCell('a|b|c')).toBe('`a\\|b\\|c`');
  expect(inCell('a\\\\|b')).toBe('`a\\\\\\u007cb`');
});

test('a table has a line below its head', () => {
  expect(markdownTable(['One', 'Two'], [['a', 'b|c']])).toEqual([
    '| One | Two |',
    '| --- | --- |',
    '| a | `b\\|c` |',
  ]);
});
