import { type KeyHeader, keyHeaderOf } from '../providers/key-header.ts';
import { isSet } from '../settings/is-set.ts';
import type { ClientCredential, ClientFile, ClientSources, ClientValue } from './client.ts';
import { at, isObject, originAt } from './values.ts';

/**
 * The headers at a path of a file that carry a key. They are not opened: what else stands in them is not known. With
 * `variables` the file gives names of variables, and one that is not set sends nothing.
 */
export function headerCredentials(
  file: ClientFile,
  path: readonly string[],
  variables?: ClientSources['env'],
): readonly ClientCredential[] {
  const headers = at(file.data, path);
  if (!isObject(headers)) return [];
  return Object.entries(headers).flatMap(([name, value]) => {
    const header = keyHeaderOf(name);
    if (header === undefined || typeof value !== 'string') return [];
    if (!isSet(variables === undefined ? value : variables[value])) return [];
    const origin = originAt(file, [...path, name]);
    const place = `the header ${name} (${origin.name}), which is not opened`;
    return [{ origin: { ...origin, name: place }, setting: [...path, name].join('.'), headers: [header] }];
  });
}

/** Values that go out in this header. */
export function sentIn(
  values: readonly ClientValue[],
  header: KeyHeader,
): readonly (ClientValue & ClientCredential)[] {
  return values.map((value) => ({ ...value, headers: [header] }));
}
