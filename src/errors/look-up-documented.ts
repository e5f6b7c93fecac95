import type { ProviderProfile } from '../providers/profile.ts';
import { type CatalogueRow, documentedRows } from './documented-rows.ts';

export type Confidence = 'exact' | 'likely' | 'ambiguous';

/** A catalogue row that fits what was asked, and how surely. */
export interface Hit {
  readonly row: CatalogueRow;
  readonly confidence: Confidence;
  readonly requestId?: string;
}

/** What somebody documents, by name: see `hitsNamed`. */
export function lookUpDocumented(name: string, profiles: readonly ProviderProfile[]): readonly Hit[] {
  return hitsNamed(name, documentedRows(profiles));
}

/** Rows by a code, a type, an id or the words of a message, in any case; `-`, `_` and spaces are the same. */
export function hitsNamed(name: string, among: readonly CatalogueRow[]): readonly Hit[] {
  if (name.length > longestName) return [];
  const spelling = spellingOf(name);
  const rows = among.filter(({ id, code, aliases }) =>
    [id, code, ...aliases].some((one) => spelling.test(one)),
  );
  return surest(rows.length > 1 ? withoutBareStatus(rows) : rows);
}

/** Exact for one row; where several gateways use the name, each is likely. */
function surest(rows: readonly CatalogueRow[]): readonly Hit[] {
  return rows.map((row) => ({ row, confidence: rows.length === 1 ? 'exact' : 'likely' }));
}

function withoutBareStatus(rows: readonly CatalogueRow[]): readonly CatalogueRow[] {
  const named = rows.filter(({ id }) => !id.startsWith('edge/http-'));
  return named.length > 0 ? named : rows;
}

/** Longer than any name or phrase of an error; a paste may have megabytes. */
const longestName = 1000;

/** Finds a name in every spelling; one pattern for all rows makes no string of each name. */
function spellingOf(name: string): RegExp {
  const parts = name.trim().split(/[\s_-]+/);
  const quoted = parts.map((part) => part.replace(/[^\w\s]/g, '\\$&'));
  return new RegExp(`^${quoted.join('[\\s_-]+')}$`, 'i');
}
