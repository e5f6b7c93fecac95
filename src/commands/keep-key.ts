import { UsageError } from '../errors/usage-error.ts';
import { keychainWords } from '../settings/keychain-words.ts';
import type { Secret } from '../settings/secret.ts';
import { keepInKeychain, type StoredKey } from '../settings/stored-key.ts';
import { type StoredKeys, writeStoredKeys } from '../settings/stored-key-file.ts';
import { codeOf } from '../system/failure.ts';
import type { KeychainFailure, System } from '../system/system.ts';

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
  const answer = await keepInKeychain(secret, facts.origin, system);
  if (answer.kind === 'failed' && !(await isPlainTextFine(answer, consent, kept.file, system))) {
    return undefined;
  }
  const key: StoredKey =
    answer.kind === 'kept' ? { ...facts, store: 'keychain' } : { ...facts, store: 'file', secret };
  const others = kept.keys.filter(({ origin }) => origin !== facts.origin);
  try {
    await writeStoredKeys([...others, key], kept, system);
  } catch (error) {
    // A key that nothing points to would stay there for good.
    if (key.store === 'keychain') await system.keychain.forget(facts.origin);
    throw new UsageError(
      `the key was not kept: ${kept.file} could not be written (${codeOf(error) ?? 'unknown'})`,
      'set the key in its variable instead, or make this folder writable',
    );
  }
  return key;
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
