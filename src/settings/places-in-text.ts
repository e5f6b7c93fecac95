import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Path } from './plain-data.ts';

/** Both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface PlacesInText {
  /** Where the value of a path stands, or the nearest thing around it. */
  readonly placeOf: (path: Path) => Place | undefined;
  /** A name that stands twice in one object. */
  readonly repeated?: Place;
}

/** Finds the places of every value of a YAML or JSON text that was already parsed well and is not deep. */
export function placesInYaml(text: string): PlacesInText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
  const places = new Map<string, Place>();
  let repeated: Place | undefined;

  function note(path: Path, node: unknown): void {
    if (!isNode(node) || !node.range) return;
    const { line, col } = lines.linePos(node.range[0]);
    const place = { line, column: col };
    if (places.has(nameOf(path))) repeated ??= place;
    places.set(nameOf(path), place);
  }

  function walk(node: unknown, path: Path): void {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        const below = [...path, isScalar(key) ? String(key.value) : String(key)];
        // An object begins on a later line than its name, and the name is what people look for.
        note(below, isScalar(value) && value.value !== null ? value : key);
        walk(value, below);
      }
    }
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        note([...path, index], item);
        walk(item, [...path, index]);
      }
    }
  }

  walk(document.contents, []);
  return { placeOf: (path) => nearest(places, path), ...(repeated === undefined ? {} : { repeated }) };
}

/** Finds the lines of a TOML text by its headers and the names at the beginning of lines. */
export function placesInToml(text: string): PlacesInText {
  const places = new Map<string, Place>();
  let table: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const header = /^\s*\[{1,2}([^[\]]*)\]/.exec(line);
    const setting = /^\s*([\w."'-][\w."' -]*?)\s*=/.exec(line);
    if (header !== null) table = partsOf(header[1] ?? '');
    const path = setting === null ? table : [...table, ...partsOf(setting[1] ?? '')];
    if (header === null && setting === null) continue;
    const place = { line: index + 1, column: line.search(/\S/) + 1 };
    // The first line that mentions a table is a good place for the table as a whole.
    for (let length = 1; length <= Math.min(path.length, 8); length += 1) {
      const name = nameOf(path.slice(0, length));
      if (!places.has(name)) places.set(name, place);
    }
  }
  return { placeOf: (path) => nearest(places, path) };
}

function partsOf(dotted: string): string[] {
  return dotted.split('.').map((part) => part.trim().replace(/^(["'])(.*)\1$/, '$2'));
}

function nearest(places: ReadonlyMap<string, Place>, path: Path): Place | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const place = places.get(nameOf(path.slice(0, length)));
    if (place !== undefined) return place;
  }
  return undefined;
}

function nameOf(path: Path): string {
  return JSON.stringify(path.map(String));
}
