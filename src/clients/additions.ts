import { type ClientFinding, ofClient } from '../errors/clients/index.ts';
import type { ClientId } from '../errors/clients/words.ts';
import { keyHeaderOf } from '../providers/key-header.ts';
import { isSet } from '../settings/is-set.ts';
import type { ClientAddition, ClientFile, ClientSources } from './client.ts';
import { at, isObject, originAt } from './values.ts';
import { isVariableName } from './variable-name.ts';

/**
 * What stands in a table of headers or query parameters, by its names alone: a value may be a secret. With `variables`
 * the file gives names of variables, and one that is not set sends nothing.
 */
export function additionsAt(
  file: ClientFile,
  path: readonly string[],
  kind: ClientAddition['kind'],
  variables?: ClientSources['env'],
): readonly ClientAddition[] {
  const table = at(file.data, path);
  if (!isObject(table)) return [];
  return Object.entries(table).flatMap(([name, value]) => {
    const given = typeof value === 'string' && variables !== undefined ? variables[value] : value;
    if (typeof given === 'string' && !isSet(given)) return [];
    if (given === undefined || (kind === 'header' && keyHeaderOf(name) !== undefined)) return [];
    return [{ kind, name, from: originAt(file, [...path, name]).name }];
  });
}

/** What to say of a run in which they stayed out; undefined where there are none. */
export function additionsFinding(
  id: ClientId,
  additions: readonly ClientAddition[],
): ClientFinding | undefined {
  if (additions.length === 0) return undefined;
  return ofClient(id, 'additions-left-out', { additions: [...new Set(additions.map(shown))] });
}

/** A name that could be a key is not said. */
function shown({ kind, name, from }: ClientAddition): string {
  const word = kind === 'header' ? 'header' : 'query parameter';
  const isName = isVariableName(name.replace(/[.-]/g, '_'));
  return isName ? `the ${word} ${name} (${from})` : `a ${word} (${from})`;
}
