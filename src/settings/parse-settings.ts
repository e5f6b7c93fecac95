import { defaultLoadersSync } from 'cosmiconfig';
import { parse as parseToml } from 'smol-toml';
import { jsonErrorIn } from './json-error.ts';
import { type Place, type PlacesInText, placesInToml, placesInYaml } from './places-in-text.ts';
import { isPlainObject, type Path, type PlainObject, plainDataFrom } from './plain-data.ts';

export const settingsFormats = ['json', 'yaml', 'toml'] as const;
export type SettingsFormat = (typeof settingsFormats)[number];

export type ParsedSettings =
  | {
      readonly kind: 'data';
      readonly data: PlainObject;
      readonly placeOf: (path: Path) => Place | undefined;
    }
  | ({ readonly kind: 'problem' } & TextProblem);

/** Whether a text is right in its format, also where more stands in it than is read here: dates, a name twice. */
export function isValidText(raw: string, format: SettingsFormat): boolean {
  return !('problem' in valueIn(raw.replace(/^\u{feff}/u, ''), format));
}

/** What is expected where a name stands twice, which the formats allow and no reader can follow. */
export const onceOnly = 'every name only once';

/** Where a text can't be understood, and what could stand there; never the text itself, it may hold a key. */
export interface TextProblem {
  readonly line?: number;
  readonly column?: number;
  readonly expected: string;
}

/**
 * Reads the text of a settings file as data. Of cosmiconfig only these loaders are safe: its factory
 * executes `.config/config.js` of the current folder, and its file loading follows `$import`.
 */
export function parseSettings(raw: string, format: SettingsFormat): ParsedSettings {
  const text = raw.replace(/^\u{feff}/u, '');
  const value = valueIn(text, format);
  if ('problem' in value) return { kind: 'problem', ...value.problem };
  const plain = plainDataFrom(value.parsed);
  if ('problem' in plain && plain.problem.path.length === 0) {
    return { kind: 'problem', expected: plain.problem.expected };
  }
  // No text that is deep gets here, not even in a value that a later one of the same name replaced: this parser
  // calls itself, and Node ends the whole process when it compiles an expression on the last bit of the stack.
  const places: PlacesInText = format === 'toml' ? placesInToml(text) : placesInYaml(text);
  if ('problem' in plain) {
    return { kind: 'problem', ...places.placeOf(plain.problem.path), expected: plain.problem.expected };
  }
  if (places.repeated !== undefined) {
    return { kind: 'problem', ...places.repeated, expected: onceOnly };
  }
  const { data } = plain;
  if (!isPlainData(data)) {
    return {
      kind: 'problem',
      line: 1,
      column: 1,
      expected: 'names with values, not a list or a single value',
    };
  }
  return { kind: 'data', data, placeOf: places.placeOf };
}

function isPlainData(data: unknown): data is PlainObject {
  return isPlainObject(data);
}

type Value = { readonly parsed: unknown } | { readonly problem: TextProblem };

function valueIn(text: string, format: SettingsFormat): Value {
  return format === 'json' ? jsonIn(text) : format === 'yaml' ? yamlIn(text) : tomlIn(text);
}

function jsonIn(text: string): Value {
  const error = jsonErrorIn(text);
  if (error !== undefined) return { problem: { ...placeAt(text, error.offset), expected: error.expected } };
  return { parsed: defaultLoadersSync['.json']('', text) };
}

function yamlIn(text: string): Value {
  try {
    return { parsed: defaultLoadersSync['.yaml']('', text) ?? {} };
  } catch (error) {
    return { problem: { ...markOf(error), expected: 'YAML of names and plain values' } };
  }
}

function tomlIn(text: string): Value {
  try {
    return { parsed: parseToml(text) };
  } catch (error) {
    return { problem: { ...markOf(error), expected: 'TOML of names and plain values' } };
  }
}

/** The position alone; the message of a parser quotes the line. */
function markOf(error: unknown): { line?: number; column?: number } {
  if (typeof error !== 'object' || error === null) return {};
  // js-yaml counts from 0, smol-toml from 1.
  if ('mark' in error) return numbersOf(error.mark, 1);
  return numbersOf(error, 0);
}

function numbersOf(mark: unknown, add: number): { line?: number; column?: number } {
  if (typeof mark !== 'object' || mark === null || !('line' in mark) || !('column' in mark)) return {};
  const { line, column } = mark;
  return typeof line === 'number' && typeof column === 'number'
    ? { line: line + add, column: column + add }
    : {};
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
