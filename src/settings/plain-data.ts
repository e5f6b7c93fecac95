/** What a settings file can hold. Objects have no prototype, so a name never meets an inherited one. */
export type PlainData = string | number | boolean | null | readonly PlainData[] | PlainObject;
export type PlainObject = { readonly [name: string]: PlainData };

export type Path = readonly (string | number)[];

/** Why a parsed value is no plain data, and where; the path is empty when it is too deep or too much. */
export interface NotPlain {
  readonly path: Path;
  readonly expected: string;
}

/** Deeper than any settings are, and far from where a parser that calls itself runs out of stack. */
export const maxLevels = 32;
const maxValues = 20_000;
const namesOfJavaScript = ['__proto__', 'constructor', 'prototype'];

/**
 * Copies what a parser returned. Ends early at a depth or an amount that no settings have, which stops
 * aliases that refer to each other, or to themselves, from growing without end.
 */
export function plainDataFrom(parsed: unknown): { data: PlainData } | { problem: NotPlain } {
  let values = 0;
  let odd: NotPlain | undefined;

  function copy(value: unknown, path: Path): PlainData {
    values += 1;
    if (values > maxValues) throw new TooMuch(`at most ${maxValues} values`);
    if (path.length > maxLevels) throw new TooMuch(`at most ${maxLevels} levels`);
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (Array.isArray(value)) return value.map((item, index) => copy(item, [...path, index]));
    if (isPlainObject(value)) return copyObject(value, path);
    odd ??= { path, expected: 'text, a number, true, false, a list or names with values' };
    return null;
  }

  function copyObject(value: Readonly<Record<string, unknown>>, path: Path): PlainObject {
    const result: Record<string, PlainData> = Object.create(null);
    for (const name of Object.keys(value)) {
      const below = [...path, name];
      if (namesOfJavaScript.includes(name)) odd ??= { path: below, expected: 'a name other than this one' };
      result[name] = copy(value[name], below);
    }
    return result;
  }

  try {
    const data = copy(parsed, []);
    return odd === undefined ? { data } : { problem: odd };
  } catch (error) {
    if (error instanceof TooMuch) return { problem: { path: [], expected: error.message } };
    throw error;
  }
}

class TooMuch extends Error {}

/** Names with values; neither a list nor a date nor anything else that a parser may build. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // smol-toml and js-yaml change nothing about prototypes, whatever the names in the file are.
  return prototype === Object.prototype || prototype === null;
}
