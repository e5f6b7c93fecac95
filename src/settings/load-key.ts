import { UsageError } from '../errors/usage-error.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { FileRead, System } from '../system/system.ts';
import { baseUrlFrom } from './base-url.ts';
import { isSet } from './is-set.ts';
import { isBoundTo } from './key-policy.ts';
import { keyShapeOf } from './key-shape.ts';
import type { UserFile } from './load-user-file.ts';
import { secretPartOf } from './not-a-key.ts';
import { ownerOf } from './own-host.ts';
import { pathRules } from './places.ts';
import { Secret } from './secret.ts';
import type { ApiKey, UnusedKey } from './settings.ts';
import { type Candidate, env, flag } from './sourced.ts';

const maxKeyFileBytes = 64 * 1024;

/** Reads the key that `--key-file` names; `-` is standard input. Throws UsageError, never with the content. */
export async function loadKeyFile(keyFile: string, system: System): Promise<Candidate<string>> {
  const origin = flag(`--key-file ${keyFile}`);
  if (keyFile === '-') {
    if (system.stdin.isTerminal) throw new UsageError('--key-file - reads the key from a pipe', pipeHint);
    return { value: withoutFinalBreak(await system.stdin.readAll(maxKeyFileBytes)), origin };
  }
  const rules = pathRules(system);
  const { home, cwd } = system;
  // Not every shell puts the home folder in, and the commands that nexus prints name it so.
  const named = home !== undefined && /^~[\\/]/.test(keyFile) ? rules.join(home, keyFile.slice(2)) : keyFile;
  const path = rules.isAbsolute(named) ? named : rules.join(cwd, named);
  const read = await system.files.read(path, { maxBytes: maxKeyFileBytes, followLinks: true });
  if (read.kind === 'text') return { value: withoutFinalBreak(read.text), origin };
  const why = read.kind === 'absent' ? 'there is no such file' : refusals[read.why];
  // The name is not repeated: people put the key itself there.
  throw new UsageError(`the file of --key-file can't be read: ${why}`, pipeHint);
}

/** Every editor and `echo` end a text with a line break. It is the file's and not the key's. */
function withoutFinalBreak(text: string): string {
  return text.replace(/\r?\n$/, '');
}

const pipeHint = 'name a text file that holds only the key, or pipe the key in with --key-file -';

const refusals: Readonly<Record<Extract<FileRead, { kind: 'refused' }>['why'], string>> = {
  'not-a-file': 'it is not a regular file',
  'a-link': 'it is a link',
  'too-large': 'it is larger than a key',
  unreadable: 'you may not read it',
  'not-utf8': 'it is not text in UTF-8',
};

/** The key variables of a profile that hold something, in the order of the profile. */
export function keysInEnvironment(profile: ProviderProfile, system: System): Candidate<string>[] {
  return profile.env.key.flatMap((name) => {
    const value = system.env[name];
    return isSet(value) ? [{ value, origin: env(name) }] : [];
  });
}

/**
 * The keys of the user file for this profile. A stored key belongs to the origin of the base URL beside it,
 * else to its provider's own, and goes nowhere else: with another base URL in force it is not used.
 */
export function storedKeys(
  userFile: UserFile | undefined,
  profile: ProviderProfile,
  originInForce: string | undefined,
): { usable: Candidate<string>[]; unused: UnusedKey[] } {
  const usable: Candidate<string>[] = [];
  const unused: UnusedKey[] = [];
  for (const { value, path, belongsTo } of userFile === undefined ? [] : keysIn(userFile, profile)) {
    const origin = userFile?.originOf(path) ?? { kind: 'user-file', name: 'settings' };
    if (isBoundTo(belongsTo, originInForce)) usable.push({ value, origin });
    else unused.push({ origin, ...(belongsTo === undefined ? {} : { belongsTo }) });
  }
  return { usable, unused };
}

interface StoredKey {
  readonly value: string;
  readonly path: readonly string[];
  readonly belongsTo: string | undefined;
}

function keysIn({ settings, profiles }: UserFile, profile: ProviderProfile): StoredKey[] {
  const beside = settings.baseUrl === undefined ? undefined : baseUrlFrom(settings.baseUrl);
  const named = profiles.find((known) => names(known, settings.provider));
  const owner = named ?? (beside && ownerOf(beside, profiles));
  const keys: StoredKey[] = Object.entries(settings.keys ?? {})
    .filter(([id]) => names(profile, id))
    .map(([id, value]) => {
      const isBeside = beside !== undefined && (owner === undefined || owner.id === profile.id);
      return { value, path: ['keys', id], belongsTo: isBeside ? beside.origin : originOf(profile) };
    });
  if (settings.apiKey === undefined) return keys;
  const own = owner ?? profiles[0];
  const belongsTo = beside === undefined ? own && originOf(own) : beside.origin;
  return [...keys, { value: settings.apiKey, path: ['apiKey'], belongsTo }];
}

function names(profile: ProviderProfile, id: string | undefined): boolean {
  const wanted = id?.toLowerCase();
  return (
    wanted !== undefined && [profile.id, ...profile.aliases].some((name) => name.toLowerCase() === wanted)
  );
}

function originOf(profile: ProviderProfile): string | undefined {
  return baseUrlFrom(profile.baseUrl).origin;
}

/** The key as commands get it. White space around it is cut off; the shape remembers that it was there. */
export function apiKeyFrom(
  raw: string,
  profile: ProviderProfile,
  profiles: readonly ProviderProfile[],
): ApiKey {
  const shape = keyShapeOf(raw, profile, profiles);
  const key = raw.trim();
  // Four characters of a short key would be too much of it.
  const lastFour = shape.problem === undefined && key.length >= 20 ? { lastFour: key.slice(-4) } : {};
  return { secret: new Secret(secretPartOf(key, shape.instead)), shape, ...lastFour };
}
