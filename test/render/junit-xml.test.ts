import { expect, test } from 'vitest';
import { inFile, seconds, tag, xml } from '../../src/render/junit-xml.ts';

test('each sign that means something in XML gets its name', () => {
  expect(xml(`a&b<c>d"e'f&amp;`)).toBe('a&amp;b&lt;c&gt;d&quot;e&apos;f&amp;amp;');
});

test('a tag holds its values as text', () => {
  expect(tag('testcase', [])).toBe('<testcase>');
  expect(
    tag('testcase', [
      ['name', 'a"b'],
      ['time', 1.5],
    ]),
  ).toBe('<testcase name="a&quot;b" time="1.5">');
});

test('milliseconds become seconds with three digits', () => {
  expect([0, 5, 1234.4].map(seconds)).toEqual(['0.000', '0.005', '1.234']);
});

test('a file is one suite with its cases', () => {
  expect(inFile(['<testsuite>', '<testcase>', '</testcase>'])).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites>',
      '  <testsuite>',
      '    <testcase>',
      '    </testcase>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ].join('\n'),
  );
});
