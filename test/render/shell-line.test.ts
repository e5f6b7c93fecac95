import { expect, test } from 'vitest';
import { isVariableName, shellLine } from '../../src/render/shell-line.ts';

test.each([
  ['posix', 'aZ09_./:@%+=,-', 'export A=aZ09_./:@%+=,-'],
  ['posix', '', "export A=''"],
  ['posix', 'a b', "export A='a b'"],
  ['posix', 'a;', "export A='a;'"],
  ['posix', ';a', "export A=';a'"],
  ['posix', "''", String.raw`export A=''\'''\'''`],
  ['fish', 'plain', 'set -gx A plain'],
  ['fish', '$a', "set -gx A '$a'"],
  ['fish', "''", String.raw`set -gx A '\'\''`],
  ['powershell', 'plain', "$env:A = 'plain'"],
  ['powershell', "''", "$env:A = ''''''"],
  ['cmd', 'a b', 'set "A=a b"'],
  ['cmd', 'a"b', undefined],
  ['cmd', 'a!b', undefined],
  ['cmd', 'a^b', undefined],
] as const)('%s sets %j by %j', (shell, value, line) => {
  expect(shellLine(shell, 'A', value)).toBe(line);
});

test.each([
  ['A', true],
  ['NEXUS_API_KEY2', true],
  ['2A', false],
  ['_A', false],
  ['a', false],
  ['A b', false],
  ['xA', false],
  ['A=', false],
  ['', false],
])('"%s" is the name of a variable: %s', (name, is) => {
  expect(isVariableName(name)).toBe(is);
  expect(shellLine('fish', name, 'x') !== undefined).toBe(is);
});
