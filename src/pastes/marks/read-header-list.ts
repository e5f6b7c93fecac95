import type { Mark } from '../mark.ts';
import type { Literal } from './literal.ts';
import { isKnownHeader, readHeader } from './read-header.ts';
import type { RecordPlace } from './read-record.ts';

/** An object of headers, a list of pairs, or a list of `{name, value}`. */
export function readHeaderList(value: Literal, place: RecordPlace): readonly Mark[] {
  return headerPairs(value).flatMap(({ name, text, at }) =>
    isKnownHeader(name)
      ? readHeader(name, text, { at, side: place.side, within: place.within }, place.context)
      : [],
  );
}

interface HeaderPair {
  readonly name: string;
  readonly text: string;
  readonly at: number;
}

function headerPairs(value: Literal): readonly HeaderPair[] {
  if (value.kind === 'record')
    return value.fields.flatMap(([name, item]) => pair(name, item.kind === 'list' ? item.items[0] : item));
  if (value.kind !== 'list') return [];
  return value.items.flatMap((item) => {
    if (item.kind === 'list')
      return item.items[0]?.kind === 'text' ? pair(item.items[0].value, item.items[1]) : [];
    if (item.kind !== 'record') return [];
    const name = item.fields.find(([field]) => field === 'name')?.[1];
    const text = item.fields.find(([field]) => field === 'value')?.[1];
    return name?.kind === 'text' ? pair(name.value, text) : [];
  });
}

function pair(name: string, value: Literal | undefined): readonly HeaderPair[] {
  if (value === undefined || value.kind === 'record' || value.kind === 'list' || value.value === null)
    return [];
  return [{ name, text: String(value.value), at: value.at }];
}
