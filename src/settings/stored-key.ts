import { isRecord } from '../errors/read-answer.ts';
import type { System } from '../system/system.ts';
import { Secret } from './secret.ts';

/** A key that `nexus login` kept: it may go to `origin` and nowhere else. */
export interface StoredKey {
  /** Scheme, host and port. */
  readonly origin: string;
  /** The profile it was checked with. */
  readonly provider: string;
  readonly store: 'keychain' | 'file';
  /** Only where the file itself holds the key. */
  readonly secret?: Secret;
  readonly fingerprint: string;
  /** UTC ISO-8601. */
  readonly keptAt: string;
}

/** The text of the file that lists the kept keys. Besides the gateway this is the one place where a key is written out. */
export function textOf(keys: readonly StoredKey[]): string {
  const entries = keys.map(({ secret, ...facts }) => ({
    ...facts,
    ...(secret === undefined ? {} : { key: secret.reveal() }),
  }));
  return `${JSON.stringify({ schemaVersion: 1, keys: entries }, null, 2)}\n`;
}

/** The keys that such a text lists; undefined for any text that this program did not write. */
export function storedKeysFrom(text: string): readonly StoredKey[] | undefined {
  const list = listIn(text);
  const keys = list?.map(storedKeyFrom) ?? [undefined];
  const known = keys.filter((key) => key !== undefined);
  return known.length === keys.length ? known : undefined;
}

function listIn(text: string): readonly unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) && parsed.schemaVersion === 1 && Array.isArray(parsed.keys)
      ? parsed.keys
      : undefined;
  } catch {
    // The message of JSON.parse quotes the text, which holds keys.
    return undefined;
  }
}

function storedKeyFrom(entry: unknown): StoredKey | undefined {
  if (!isRecord(entry)) return undefined;
  const { origin, provider, store, key, fingerprint, keptAt } = entry;
  if (!isOrigin(origin) || typeof provider !== 'string') return undefined;
  if (typeof fingerprint !== 'string' || !/^[0-9a-f]{8}$/.test(fingerprint)) return undefined;
  if (typeof keptAt !== 'string' || Number.isNaN(Date.parse(keptAt))) return undefined;
  const facts = { origin, provider, fingerprint, keptAt };
  if (store === 'keychain') return { ...facts, store };
  return store === 'file' && typeof key === 'string' && key !== ''
    ? { ...facts, store, secret: new Secret(key) }
    : undefined;
}

/** Only in the spelling of the URL parser two origins can be compared as text. */
function isOrigin(value: unknown): value is string {
  return typeof value === 'string' && URL.parse(value)?.origin === value;
}

/** The keys of the file that are long enough to be hidden wherever they turn up: under 8 characters it may be any word. */
export function maskableKeys(keys: readonly StoredKey[]): readonly Secret[] {
  return keys.flatMap(({ secret }) => (secret !== undefined && secret.reveal().length >= 8 ? [secret] : []));
}

/** The key itself, or why its store does not give it. */
export async function readStoredKey(
  { origin, secret }: StoredKey,
  { keychain }: Pick<System, 'keychain'>,
): ReturnType<System['keychain']['read']> {
  return secret === undefined ? keychain.read(origin) : { kind: 'found', secret: secret.reveal() };
}

/** Gives a key to the keychain, under the origin that it may go to. */
export function keepInKeychain(
  secret: Secret,
  origin: string,
  { keychain }: Pick<System, 'keychain'>,
): ReturnType<System['keychain']['keep']> {
  return keychain.keep(origin, secret.reveal());
}
