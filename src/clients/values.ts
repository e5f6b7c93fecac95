import { isSet } from '../settings/is-set.ts';
import { isPlainObject, type Path, type PlainData, type PlainObject } from '../settings/plain-data.ts';
import type { Origin } from '../settings/settings.ts';
import { env } from '../settings/sourced.ts';
import type { ClientFile, ClientSources, ClientValue } from './client.ts';

/** What stands at a path of a file; undefined for nothing. */
export function at(data: PlainData | undefined, path: Path): PlainData | undefined {
  return path.reduce<PlainData | undefined>(
    (inner, name) => (isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
    data,
  );
}

export function isObject(value: PlainData | undefined): value is PlainObject {
  return isPlainObject(value);
}

/** The objects below a path by their names, for example all providers; empty where there is none. */
export function namedObjects(data: PlainData, path: Path): readonly (readonly [string, PlainObject])[] {
  const inner = at(data, path);
  if (!isObject(inner)) return [];
  return Object.entries(inner).flatMap(([name, value]) => (isObject(value) ? [[name, value] as const] : []));
}

/** What a table of ours says about a name that a file gave: never what JavaScript knows by it. */
export function entryOf<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Where a setting of a file stands, as people name it. */
export function originAt({ file, trust, lineOf }: ClientFile, path: Path): Origin {
  const line = lineOf(path);
  const kind = trust === 'user' ? 'user-file' : 'project-file';
  return { kind, name: line === undefined ? file : `${file}:${line}` };
}

/** The text at a path of a file, as a value; undefined for anything else and for empty text. */
export function textAt(file: ClientFile, path: Path): ClientValue | undefined {
  const value = at(file.data, path);
  if (typeof value !== 'string' || !isSet(value)) return undefined;
  return { value, origin: originAt(file, path), setting: `${path.join('.')} in ${file.file}` };
}

/** The same of every file, strongest first. */
export function textsAt({ files }: Pick<ClientSources, 'files'>, path: Path): readonly ClientValue[] {
  return files.flatMap((file) => textAt(file, path) ?? []);
}

/** A variable of the environment, as a value. */
export function variable({ env: variables }: ClientSources, name: string): readonly ClientValue[] {
  const value = variables[name];
  return isSet(value) ? [{ value, origin: env(name), setting: name }] : [];
}
