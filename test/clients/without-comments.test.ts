import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutComments } from '../../src/clients/without-comments.ts';

describe('JSON with comments becomes JSON', () => {
  test.each([
    ['{"a": 1} // end', { a: 1 }],
    ['/* first\n second */ {"a": 1}', { a: 1 }],
    ['{"a": [1, 2,], }', { a: [1, 2] }],
    ['{"a": 1, // why\n}', { a: 1 }],
    [
      '{"url": "https://gw.example/v1", "b": "/* no */", "c": ",}"}',
      { url: 'https://gw.example/v1', b: '/* no */', c: ',}' },
    ],
    [String.raw`{"a": "say \" // hi", "b": 2}`, { a: 'say " // hi', b: 2 }],
    ['{"a": 1}\r\n// end', { a: 1 }],
  ])('%s', (text, expected) => {
    expect(JSON.parse(withoutComments(text))).toEqual(expected);
  });

  test('plain JSON is left as it is, and length and lines of any text stay', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 2);
        expect(withoutComments(text)).toBe(text);
      }),
    );
    const pieces = fc.array(
      fc.constantFrom('"', '\\', '/', '*', '//', '/*', '*/', ',', '}', '\n', '\r\n', 'x'),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        const blank = withoutComments(text);
        expect(blank).toHaveLength(text.length);
        expect(blank.replace(/[^\r\n]/g, '')).toBe(text.replace(/[^\r\n]/g, ''));
      }),
    );
  });
});
