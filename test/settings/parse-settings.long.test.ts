import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonErrorIn } from '../../src/settings/json-error.ts';
import { parseSettings, type SettingsFormat } from '../../src/settings/parse-settings.ts';
import { growthOf, tooSteep } from '../support/growth.ts';

const nine = Array.from({ length: 9 }, (_, index) => index);

describe('what is read', () => {
  test.each<[SettingsFormat, string]>([
    ['json', '{"a": {"b": [1, true, null, "x"]}}'],
    ['json', '\u{feff}{\r\n\t"a": {"b": [1, true, null, "x"]}}'],
    ['yaml', 'a:\n  b: [1, true, null, x]\n'],
    ['yaml', 'a: &one\n  b: &two [1, true, ~, "x"]\n'],
  ])('%s %j', (format, text) => {
    expect(parseSettings(text, format)).toMatchObject({
      kind: 'data',
      data: { a: { b: [1, true, null, 'x'] } },
    });
  });

  test('TOML', () => {
    expect(parseSettings('a.b = [1, 2]\n[c]\nd = "x"', 'toml')).toMatchObject({
      kind: 'data',
      data: { a: { b: [1, 2] }, c: { d: 'x' } },
    });
  });

  test('an empty file is one without settings, but not in JSON', () => {
    expect(parseSettings('', 'yaml')).toMatchObject({ kind: 'data', data: {} });
    expect(parseSettings('# nothing', 'toml')).toMatchObject({ kind: 'data', data: {} });
    expect(parseSettings('', 'json')).toMatchObject({ kind: 'problem', line: 1, column: 1 });
  });
});

describe('where a value stands', () => {
  test.each<[SettingsFormat, string]>([
    ['json', '{\n  "a": 1,\n  "b": {\n    "c": "x"\n  }\n}'],
    ['yaml', '# first\na: 1\nb:\n    c: x\n'],
    ['toml', '# first\na = 1\n[b]\nc = "x"\n'],
  ])('in %s', (format, text) => {
    const parsed = parseSettings(text, format);
    if (parsed.kind === 'problem') throw new Error(parsed.expected);
    const lines = [['a'], ['b'], ['b', 'c'], ['b', 'absent']].map((path) => parsed.placeOf(path)?.line);
    expect(lines).toEqual([2, 3, 4, 3]);
    expect(parsed.placeOf(['absent'])).toBeUndefined();
  });
});

describe('what can not be read names the place and never the text', () => {
  test.each<[SettingsFormat, string, number | undefined, number | undefined]>([
    ['json', '{"a": "CANARY}', 1, 7],
    ['json', '{"a": CANARY}', 1, 7],
    ['json', '{\n"a": 1\n"CANARY": 2}', 3, 1],
    ['json', "{'CANARY': 1}", 1, 2],
    ['json', '{"a": 1,}', 1, 9],
    ['json', '{"a": 1} CANARY', 1, 10],
    ['json', '{"CANARY": 1, "CANARY": 2}', 1, 25],
    ['json', '{"a": "CANARY\n"}', 1, 7],
    ['json', '["CANARY"]', 1, 1],
    ['json', '// CANARY\n{}', 1, 1],
    ['yaml', 'a: "CANARY', 2, 1],
    ['yaml', 'CANARY: 1\nCANARY: 2', 2, 1],
    ['yaml', 'a: !!js/function "CANARY"', 1, 26],
    ['yaml', 'a: !CANARY x', 1, 13],
    ['yaml', 'a: *CANARY', 1, 11],
    ['yaml', 'a: 2026-01-01', 1, 4],
    ['yaml', 'a: .inf', 1, 4],
    ['yaml', 'a: 1\n---\nb: CANARY', undefined, undefined],
    ['toml', 'a = "CANARY', 1, 5],
    ['toml', 'a = CANARY', 1, 5],
    ['toml', 'a = 1\na = 2', 2, 1],
    ['toml', 'a = 2026-01-01', 1, 1],
  ])('%s %j', (format, text, line, column) => {
    const parsed = parseSettings(text, format);
    expect(parsed).toMatchObject({ kind: 'problem' });
    expect(parsed).toMatchObject(line === undefined ? {} : { line, column });
    expect(JSON.stringify(parsed)).not.toContain('CANARY');
  });
});

describe('hostile text is a problem, found in time in proportion to its length', () => {
  const closed = (size: number) => `${'['.repeat(size / 2)}${']'.repeat(size / 2)}`;
  test.each<[string, SettingsFormat, (size: number) => string]>([
    ['brackets', 'json', (size) => '['.repeat(size)],
    ['closed brackets', 'json', closed],
    ['deep objects', 'json', (size) => `${'{"a":'.repeat(size / 5)}1${'}'.repeat(size / 5)}`],
    ['depth beside a forbidden name', 'json', (size) => `{"__proto__":1,"a":${closed(size)}}`],
    ['depth behind a repeated name', 'json', (size) => `{"a":${closed(size)},"a":1}`],
    ['many values', 'json', (size) => `{"a":[1${',1'.repeat(size / 2)}]}`],
    ['brackets in YAML', 'yaml', (size) => '['.repeat(size)],
    ['dashes', 'yaml', (size) => '- '.repeat(size / 2)],
    ['question marks', 'yaml', (size) => '? '.repeat(size / 2)],
    ['deep arrays in TOML', 'toml', (size) => `a = ${'['.repeat(size)}`],
    ['dotted names', 'toml', (size) => `a${'.abcdefgh'.repeat(size / 9)} = 1`],
    ['many tables', 'toml', (size) => '[[a]]\n'.repeat(size / 6)],
  ])('%s', async (_, format, text) => {
    expect(parseSettings(text(200_000), format)).toMatchObject({ kind: 'problem' });
    expect(await growthOf(8000, text, (hostile) => parseSettings(hostile, format))).toBeLessThan(tooSteep);
  });
});

// Whoever followed every reference would be at it for ever: that the test ends is the proof.
describe('hostile text that means more than it says comes to an end as a problem', () => {
  const levels = Array.from({ length: 25 }, (_, index) => index);
  const linesOf = (first: string, next: (n: number) => string) => [first, ...levels.map(next)].join('\n');
  test.each([
    [
      'an alias bomb',
      linesOf('a0: &a0 [x, x]', (n) => `a${n + 1}: &a${n + 1} [${nine.map(() => `*a${n}`)}]`),
    ],
    ['an alias of itself', 'a: &a [*a]'],
    [
      'a bomb of objects',
      linesOf('a0: &a0 {x: 1}', (n) => `a${n + 1}: &a${n + 1} {b: [*a${n}, *a${n}, *a${n}, *a${n}]}`),
    ],
  ])('%s', (_, text) => {
    expect(parseSettings(text, 'yaml')).toMatchObject({ kind: 'problem' });
  });
});

test.each<[SettingsFormat, string]>([
  ['json', '{"__proto__": {"polluted": 1}}'],
  ['json', '{"constructor": {"prototype": {"polluted": 1}}}'],
  ['yaml', '__proto__:\n  polluted: 1'],
  ['yaml', 'a:\n  <<: {__proto__: {polluted: 1}}'],
  ['toml', '__proto__.polluted = 1'],
  ['toml', '[constructor.prototype]\npolluted = 1'],
])('%s %j changes no prototype', (format, text) => {
  expect(parseSettings(text, format)).toMatchObject({ kind: 'problem', line: expect.any(Number) });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('JSON is what Node takes for JSON', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '1',
    '-0.5e+1',
    '01',
    'true',
    'nul',
    ' ',
    '\n',
    '\\',
    '\u0001',
    '\u007f',
  );
  const property = fc.property(
    fc.oneof(
      fc.json(),
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
    ),
    (text) => {
      const error = jsonErrorIn(text);
      if (error?.expected.startsWith('at most')) return;
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect(error === undefined).toBe(isJson);
    },
  );
  fc.assert(property);
});

test('any text gives an answer', () => {
  const formats = fc.constantFrom<SettingsFormat>('json', 'yaml', 'toml');
  const property = fc.property(formats, fc.string({ unit: 'binary' }), (format, text) => {
    expect(['data', 'problem']).toContain(parseSettings(text, format).kind);
  });
  fc.assert(property);
});

test('no code is made from text', () => {
  // The same flag that a hardened server sets; zod and the parsers must not need `new Function`.
  const script =
    "require('smol-toml'); require('yaml'); require('cosmiconfig').defaultLoadersSync['.yaml']('', 'a: 1')";
  const options = { cwd: import.meta.dirname };
  execFileSync(process.execPath, ['--disallow-code-generation-from-strings', '-e', script], options);
});
