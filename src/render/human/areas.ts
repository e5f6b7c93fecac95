import type { CheckDocument } from '../../report/documents.ts';

/** Headings in the order on the screen. */
const areas = ['Settings', 'Key', 'Network', 'Gateway', 'Model', 'Machine', 'Clients', 'Other'] as const;
type Area = (typeof areas)[number];

// A check of the key that needs no gateway is read with the key; one that asks the gateway, with the gateway.
const byId: Readonly<Record<string, Area>> = { 'key.is-accepted': 'Gateway' };

const byFirstHalf: Readonly<Record<string, Area>> = {
  settings: 'Settings',
  url: 'Settings',
  key: 'Key',
  network: 'Network',
  tls: 'Network',
  gateway: 'Gateway',
  clock: 'Gateway',
  models: 'Gateway',
  balance: 'Gateway',
  model: 'Model',
  stream: 'Model',
  answer: 'Model',
  runtime: 'Machine',
  client: 'Clients',
};

/** The results under their headings; an area without a result has none. */
export function inAreas(results: readonly CheckDocument[]): { area: Area; results: CheckDocument[] }[] {
  return areas
    .map((area) => ({ area, results: results.filter(({ id }) => areaOf(id) === area) }))
    .filter((group) => group.results.length > 0);
}

function areaOf(id: string): Area {
  return byId[id] ?? byFirstHalf[id.split('.')[0] ?? ''] ?? 'Other';
}
