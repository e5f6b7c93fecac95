type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export type JsonObject = { readonly [key: string]: Json };

/** A parsed JSON object from outside: every field still has to be looked at. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a nested object; empty where there is none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The objects of a list; anything else in it is left out. */
export function objectsOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** Characters of a text; 0 for anything that is no text. */
export function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : 0;
}

/** The text in `type`; empty where there is none. */
export function typeIn({ type }: Fields): string {
  return typeof type === 'string' ? type : '';
}

/** The whole number in `index`; 0 where there is none, since one of a kind needs no number. */
export function indexIn({ index }: Fields): number {
  return typeof index === 'number' && Number.isSafeInteger(index) ? index : 0;
}

/** Undefined where the text is not one JSON object. */
export function parseFields(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
