import type { ProviderProfile } from '../providers/profile.ts';
import type { System } from '../system/system.ts';
import { maskable } from './environment-keys.ts';
import { isBoundTo } from './key-policy.ts';
import { keysInEnvironment, loadKeyFile, storedKeys } from './load-key.ts';
import type { UserFile } from './load-user-file.ts';
import type { Secret } from './secret.ts';
import type { Origin, Sourced, UnusedKey } from './settings.ts';
import { type Candidate, strongest } from './sourced.ts';
import { maskableKeys, readStoredKey, type StoredKey } from './stored-key.ts';
import type { StoredKeys } from './stored-key-file.ts';

/** Where a key may come from, and for which gateway. */
export interface KeyPlaces {
  readonly keyFile: string | undefined;
  readonly userFile: UserFile | undefined;
  readonly kept: StoredKeys | undefined;
  readonly profile: ProviderProfile;
  /** Scheme, host and port of the base URL in force. */
  readonly origin: string | undefined;
  /** The keys of the program that `--for` names, and where that program sends them. */
  readonly client?:
    | { readonly keys: readonly Candidate<string>[]; readonly belongTo: string | undefined }
    | undefined;
  /** What the environment's keys were set for, where a client has a base URL of its own; absent for the same one. */
  readonly usualOrigin?: string | undefined;
}

export interface KeyFound {
  readonly key: Sourced<string> | undefined;
  readonly unused: readonly UnusedKey[];
}

/**
 * The strongest key for this gateway: flag, environment, `nexus login`, settings file. A kept key is not even asked for
 * where a stronger one wins: its keychain may be locked. Throws UsageError for a `--key-file` that can't be read.
 */
export async function keyInForce(places: KeyPlaces, system: System): Promise<KeyFound> {
  const { keyFile, userFile, kept, profile, origin } = places;
  const ofClient = boundKeys(places.client?.keys ?? [], places.client?.belongTo, origin);
  // A client's gateway is not what a key of the environment was set for, unless both are the same place.
  const set = keysInEnvironment(profile, system);
  const ofEnvironment =
    places.client === undefined ? { usable: set, unused: [] } : boundKeys(set, places.usualOrigin, origin);
  const stronger: Candidate<string>[] = [
    ...(keyFile === undefined ? [] : [await loadKeyFile(keyFile, system)]),
    ...ofClient.usable,
    ...ofEnvironment.usable,
  ];
  const ofFile = storedKeys(userFile, profile, origin);
  const mine = kept?.keys.find((key) => isBoundTo(key.origin, origin));
  const login = mine && (await loginCandidate(mine, kept?.file ?? '', stronger, system));
  const found = strongest<string | undefined>([...stronger, login?.candidate, ...ofFile.usable]);
  return {
    key: found?.value === undefined ? undefined : { ...found, value: found.value },
    unused: [
      ...ofClient.unused,
      ...ofEnvironment.unused,
      ...(login?.unused ?? []),
      ...ofFile.unused,
      ...(kept?.keys ?? [])
        .filter((key) => !isBoundTo(key.origin, origin))
        .map((key) => ({ origin: originOfStored(key, kept?.file ?? ''), belongsTo: key.origin })),
    ],
  };
}

/** Keys that belong to one origin: all of them may be used there, and none elsewhere. */
function boundKeys(
  keys: readonly Candidate<string>[],
  belongsTo: string | undefined,
  inForce: string | undefined,
): { readonly usable: readonly Candidate<string>[]; readonly unused: readonly UnusedKey[] } {
  if (isBoundTo(belongsTo, inForce)) return { usable: keys, unused: [] };
  const unused = keys.map(({ origin }) => ({ origin, ...(belongsTo === undefined ? {} : { belongsTo }) }));
  return { usable: [], unused };
}

interface LoginKey {
  /** Without a value where a stronger key wins: then only its place counts. */
  readonly candidate?: Candidate<string | undefined>;
  readonly unused?: readonly UnusedKey[];
}

async function loginCandidate(
  key: StoredKey,
  file: string,
  stronger: readonly unknown[],
  system: System,
): Promise<LoginKey> {
  const origin = originOfStored(key, file);
  if (stronger.length > 0) return { candidate: { value: undefined, origin } };
  const read = await readStoredKey(key, system);
  if (read.kind === 'found') return { candidate: { value: read.secret, origin } };
  return { unused: [{ origin, belongsTo: key.origin, why: read.why }] };
}

/** The place of a kept key, as people name it. */
export function originOfStored({ store }: Pick<StoredKey, 'store'>, file: string): Origin {
  return store === 'keychain' ? { kind: 'keychain', name: 'keychain' } : { kind: 'user-file', name: file };
}

/** Every key that stands in the person's own files, for whatever gateway, and that may be hidden wherever it turns up. */
export function secretsInFiles(
  userFile: UserFile | undefined,
  kept: StoredKeys | undefined,
  profile: ProviderProfile,
): readonly Secret[] {
  const { apiKey, keys = {} } = userFile?.settings ?? {};
  const written = [...(apiKey === undefined ? [] : [apiKey]), ...Object.values(keys)];
  return [
    ...written.flatMap((key) => maskable(key, profile, userFile?.profiles ?? [profile])),
    ...maskableKeys(kept?.keys ?? []),
  ];
}
