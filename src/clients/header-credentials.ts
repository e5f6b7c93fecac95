import { isSet } from '../settings/is-set.ts';
import type { ClientCredential, ClientFile, ClientSources } from './client.ts';
import { at, isObject, originAt } from './values.ts';

/** Headers that a key goes out in. Source: the reference pages of OpenAI, Anthropic and Azure. */
const keyHeaders = new Set(['authorization', 'x-api-key', 'api-key']);

/** Whether a header of this name carries a key. */
export function isKeyHeader(name: string): boolean {
  return keyHeaders.has(name.trim().toLowerCase());
}

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
    if (!isKeyHeader(name) || typeof value !== 'string') return [];
    if (!isSet(variables === undefined ? value : variables[value])) return [];
    const origin = originAt(file, [...path, name]);
    const place = `the header ${name} (${origin.name}), which is not opened`;
    return [{ origin: { ...origin, name: place }, setting: [...path, name].join('.') }];
  });
}
