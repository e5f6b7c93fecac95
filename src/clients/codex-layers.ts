import type { PlainData, PlainObject } from '../settings/plain-data.ts';
import type { Origin } from '../settings/settings.ts';
import type { ClientFile, ClientValue } from './client.ts';
import { at, namedObjects, originAt, textsAt } from './values.ts';

/** The files that Codex puts over each other, strongest first: a chosen profile lies over the file of the person. */
export type Layers = readonly ClientFile[];

/** The text that counts at a path. */
export function textOf(layers: Layers, path: readonly string[]): ClientValue | undefined {
  return textsAt({ files: layers }, path)[0];
}

/** What counts at a path. */
export function dataOf(layers: Layers, path: readonly string[]): PlainData | undefined {
  return at(holderOf(layers, path)?.data, path);
}

/** Where it stands; undefined where no layer has it. */
export function originOf(layers: Layers, path: readonly string[]): Origin | undefined {
  const holder = holderOf(layers, path);
  return holder && originAt(holder, path);
}

/** All tables below a path, each once, with what every layer says of it. */
export function tablesOf(
  layers: Layers,
  path: readonly string[],
): readonly (readonly [string, PlainObject])[] {
  const all = layers.toReversed().flatMap(({ data }) => namedObjects(data, path));
  const merged = new Map<string, PlainObject>();
  for (const [name, table] of all) merged.set(name, { ...merged.get(name), ...table });
  return [...merged];
}

function holderOf(layers: Layers, path: readonly string[]): ClientFile | undefined {
  return layers.find(({ data }) => at(data, path) !== undefined);
}
