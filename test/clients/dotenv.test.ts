import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dotenvFrom } from '../../src/clients/dotenv.ts';

describe('a .env file gives values by name', () => {
  test.each<[string, string, Record<string, string>]>([
    ['plain', 'A=1\nB = two words \n', { A: '1', B: 'two words' }],
    [
      'export and quotes',
      `export A="1"\nB='2' # why\nC="say \\"hi\\" # no"`,
      { A: '1', B: '2', C: 'say "hi" # no' },
    ],
    ['comments', '# A=1\n  # B=2\nC=3 # three\nD=a#b', { C: '3', D: 'a#b' }],
    ['an empty value', 'A=\nB=""', { A: '', B: '' }],
    ['line ends of Windows, and a mark at the start', '\u{feff}A=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['the last of a name counts', 'A=1\nA=2', { A: '2' }],
    ['lines that set nothing', 'hello\n=3\n9A=1', {}],
    ['names of JavaScript', '__proto__=1\nconstructor=2', { ['__proto__']: '1', constructor: '2' }],
  ])('%s', (_, text, expected) => {
    expect(Object.entries(dotenvFrom(text).data)).toEqual(Object.entries(expected));
  });

  test('and the line of each', () => {
    const { lineOf } = dotenvFrom('# keys\nA=1\n\nA=2\n');
    expect(lineOf(['A'])).toBe(4);
    expect(lineOf(['B'])).toBeUndefined();
  });

  test('no text stops it', () => {
    fc.assert(fc.property(fc.string(), (text) => void dotenvFrom(text)));
  });
});
