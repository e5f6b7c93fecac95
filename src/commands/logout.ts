import { UsageError } from '../errors/usage-error.ts';
import type { LogoutDocument } from '../report/documents.ts';
import { removeDrafts } from '../settings/drafts.ts';
import { keychainWords } from '../settings/keychain-words.ts';
import { loadKeyless, type SettingsRequest } from '../settings/load-settings.ts';
import { maskableKeys, type StoredKey } from '../settings/stored-key.ts';
import { type StoredKeys, writeStoredKeys } from '../settings/stored-key-file.ts';
import { codeOf } from '../system/failure.ts';
import type { KeychainFailure, System } from '../system/system.ts';
import { keptKeyDocument, strongerPlaces } from './login/kept-keys.ts';
import { type CommandOutcome, outputWishes } from './outcome.ts';
import { settingsError } from './run/settings-error.ts';

export interface LogoutRequest extends SettingsRequest {
  /** `--all`: every kept key, whatever its gateway. */
  readonly all: boolean;
}

/** Forgets the kept key of this gateway, in its store and in the list. Sends nothing. Throws a UsageError. */
export async function logout(request: LogoutRequest, system: System): Promise<CommandOutcome> {
  const { settings, kept } = await loadKeyless(request, system);
  const exposed = kept?.forgettable;
  const problem = exposed === undefined ? settings.userFile?.problem : undefined;
  if (problem !== undefined) return settingsError('logout', problem);
  const { origin } = settings.baseUrl.value;
  // A key that others can read is no reason to leave it where they can.
  const keys = exposed ?? kept?.keys ?? [];
  const wanted = keys.filter((key) => request.all || key.origin === origin);
  const asked = await Promise.all(
    wanted.map(async (key) => ({ key, trouble: await troubleForgetting(key, system) })),
  );
  const stuck = asked.flatMap(({ trouble }) => trouble ?? []);
  const forgotten = asked.filter(({ trouble }) => trouble === undefined).map(({ key }) => key);
  const left = keys.filter((key) => !forgotten.includes(key));
  // A login that was killed in the middle has left the key in one.
  const drafts = kept === undefined ? [] : await removeDrafts(kept.path, 0, system);
  if (kept !== undefined && forgotten.length > 0) await write(left, kept, system);
  const documents = (keys: readonly StoredKey[]) =>
    Promise.all(keys.map((key) => keptKeyDocument(key, kept?.file ?? '', system)));
  const stronger = strongerPlaces(settings.profile.value.env.key, system.env);
  const document: LogoutDocument = {
    schemaVersion: 1,
    command: 'logout',
    forgotten: await documents(forgotten),
    left: await documents(left),
    notes: [
      ...(wanted.length === 0
        ? [`no key was kept for ${request.all ? 'any gateway' : (origin ?? settings.baseUrl.value.typed)}`]
        : []),
      ...(exposed !== undefined && forgotten.some(({ store }) => store === 'file')
        ? ['others could get at the file with the key: if you do not trust them all, have a new key made']
        : []),
      ...drafts.map((name) => `${name} beside ${kept?.file} may hold a key, and could not be removed`),
      ...stuck.map(({ why }) => `the keychain did not let go of the key: ${keychainWords[why]}`),
      ...(stronger.length === 0 ? [] : [`${stronger.join(', ')} is still set and is used`]),
    ],
    exitCode: stuck.length + drafts.length === 0 ? 0 : 3,
  };
  return {
    document,
    exitCode: document.exitCode,
    secrets: [...(settings.storedSecrets ?? []), ...maskableKeys(exposed ?? [])],
    ...outputWishes(settings),
  };
}

/** Why the store still has it; a key that is gone already is as good as forgotten. */
async function troubleForgetting(
  { store, origin }: StoredKey,
  { keychain }: System,
): Promise<KeychainFailure | undefined> {
  if (store === 'file') return undefined;
  const answer = await keychain.forget(origin);
  return answer.kind === 'failed' && answer.why !== 'absent' ? answer : undefined;
}

async function write(left: readonly StoredKey[], kept: StoredKeys, system: System): Promise<void> {
  try {
    await writeStoredKeys(left, kept, system);
  } catch (error) {
    throw new UsageError(
      `the key was not forgotten: ${kept.file} could not be written (${codeOf(error) ?? 'unknown'})`,
      'make this folder writable, or remove the file',
    );
  }
}
