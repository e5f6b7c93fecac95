import type { KeptKeyDocument } from '../../report/documents.ts';
import { originOfStored } from '../../settings/key-in-force.ts';
import { recallKeyStatus } from '../../settings/key-status.ts';
import type { StoredKey } from '../../settings/stored-key.ts';
import type { System } from '../../system/system.ts';

/** A kept key as documents show it: everything but the key. */
export async function keptKeyDocument(
  key: StoredKey,
  file: string,
  system: System,
): Promise<KeptKeyDocument> {
  const { origin, provider, store, fingerprint, keptAt } = key;
  const seen = (await recallKeyStatus(origin, fingerprint, system)) ?? null;
  return { origin, provider, store, place: originOfStored(key, file).name, fingerprint, keptAt, seen };
}

/** What else holds a key for this gateway, and so wins over a kept one, or stays when that is forgotten. */
export function strongerPlaces(names: readonly string[], env: System['env']): readonly string[] {
  return names.filter((name) => (env[name] ?? '').trim() !== '').map((name) => `env ${name}`);
}
