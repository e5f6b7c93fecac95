import { UsageError } from '../../errors/usage-error.ts';
import { removeDrafts } from '../../settings/drafts.ts';
import { keychainWords } from '../../settings/keychain-words.ts';
import type { Secret } from '../../settings/secret.ts';
import { keepInKeychain, type StoredKey } from '../../settings/stored-key.ts';
import { loadStoredKeys, type StoredKeys, writeStoredKeys } from '../../settings/stored-key-file.ts';
import { codeOf } from '../../system/failure.ts';
import type { KeychainFailure, System } from '../../system/system.ts';

/** Who may say yes to a key in plain text. */
export interface PlainTextConsent {
  /** `--insecure-storage`: said on the command line. */
  readonly given: boolean;
  readonly mayAsk: boolean;
}

type KeyFacts = Omit<StoredKey, 'store' | 'secret'>;

/**
 * Puts a key into the keychain, or, where none takes it, in plain text into a private file, after consent. Undefined
 * when the person says no. Throws a UsageError when nobody can be asked, or the file can't be written.
 */
export async function keepKey(
  secret: Secret,
  facts: KeyFacts,
  consent: PlainTextConsent,
  { kept, system }: { readonly kept: StoredKeys; readonly system: System },
): Promise<StoredKey | undefined> {
  const before = await keysNow(kept, system);
  const older = before.filter(({ origin, store }) => origin === facts.origin && store === 'keychain');
  // The keychain forgets the older key when it takes the new one, so the list has to be writable before that.
  if (older.length > 0) await writeList(before, kept, system);
  const answer = await keepInKeychain(secret, facts.origin, system);
  if (answer.kind === 'failed') {
    // Ctrl-C ends the process that asks as well: no keychain was heard, and nobody agreed to anything.
    if (system.interrupt.aborted) return undefined;
    if (!(await isPlainTextFine(answer, consent, kept.file, system))) return undefined;
  }
  const key: StoredKey =
    answer.kind === 'kept' ? { ...facts, store: 'keychain' } : { ...facts, store: 'file', secret };
  const others = (await keysNow(kept, system)).filter(({ origin }) => origin !== facts.origin);
  try {
    // What a keychain out of reach still holds stays listed, behind the newer key, so that logout forgets it too.
    await writeList([...others, key, ...(key.store === 'file' ? older : [])], kept, system);
  } catch (error) {
    // A key that nothing points to would stay there for good.
    if (key.store === 'keychain') await system.keychain.forget(facts.origin);
    throw error;
  }
  return key;
}

/** Since the list was read, a person typed and a gateway answered: another login may have written to it. */
async function keysNow(kept: StoredKeys, system: System): Promise<readonly StoredKey[]> {
  const now = await loadStoredKeys(system);
  return now === undefined || now.problem !== undefined ? kept.keys : now.keys;
}

/** Another login may be about to put its draft in place. */
const longestWriteMs = 60_000;

async function writeList(keys: readonly StoredKey[], kept: StoredKeys, system: System): Promise<void> {
  try {
    await writeStoredKeys(keys, kept, system);
    await removeDrafts(kept.path, longestWriteMs, system);
  } catch (error) {
    throw new UsageError(
      `the key was not kept: ${kept.file} could not be written (${codeOf(error) ?? 'unknown'})`,
      'set the key in its variable instead, or make this folder writable',
    );
  }
}

async function isPlainTextFine(
  { why }: KeychainFailure,
  { given, mayAsk }: PlainTextConsent,
  file: string,
  { stdin }: System,
): Promise<boolean> {
  if (given) return true;
  const trouble = `The keychain did not take the key: ${keychainWords[why]}.`;
  if (!mayAsk) {
    throw new UsageError(
      `the key was not kept. ${trouble}`,
      `--insecure-storage keeps it in ${file}, as plain text that only you can read`,
    );
  }
  const answer = await stdin.ask(
    `${trouble}\nKeep it in ${file}, as plain text that only you can read? [y/N] `,
  );
  return isYes(answer);
}

/** No is the default, and what silence means. */
export function isYes(answer: string | undefined): boolean {
  return /^y(es)?$/i.test(answer?.trim() ?? '');
}
