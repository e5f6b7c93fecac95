import { readFileSync, writeSync } from 'node:fs';
import type { Entry } from '@napi-rs/keyring';
import type { KeychainFailure } from './system.ts';

/** What is asked on standard input, as JSON. A secret travels in this pipe alone: others can read a command line. */
export interface KeychainQuestion {
  readonly act: 'read' | 'keep' | 'forget';
  readonly account: string;
  readonly secret?: string;
}

/** What stands on standard output, as JSON. */
export type KeychainAnswer =
  | { readonly kind: 'found'; readonly secret: string }
  | { readonly kind: 'kept' | 'forgotten' }
  | KeychainFailure;

// A file of its own in the build, started by node-keychain.ts.
void answer(JSON.parse(readFileSync(0, 'utf8'))).then((said) => writeSync(1, JSON.stringify(said)));

async function answer(question: KeychainQuestion): Promise<KeychainAnswer> {
  let entry: Entry;
  try {
    entry = await open(question.account);
  } catch (error) {
    return { kind: 'failed', why: saidBy(error) ?? 'unavailable' };
  }
  try {
    return act(question, entry);
  } catch (error) {
    return { kind: 'failed', why: saidBy(error) ?? 'refused' };
  }
}

/** Rejects where the library was not installed or finds no store to talk to. */
async function open(account: string): Promise<Entry> {
  const { Entry } = await import('@napi-rs/keyring');
  // Without a store named it would fall back to the keyring of the Linux kernel, which forgets at the next start.
  return new Entry('nexus-doctor', account, { linux: { store: 'secret-service' } });
}

/**
 * What the words of a failure on Linux tell; there is no code beside them. They are the library's own and libdbus's,
 * which are never translated. Other systems speak the person's language and can name the account: nothing is passed on.
 */
function saidBy(error: unknown): KeychainFailure['why'] | undefined {
  const words = error instanceof Error ? error.message : '';
  if (/unlock prompt was dismissed|object locked/.test(words)) return 'locked';
  // libdbus waits two seconds for a service that keeps its place on the bus and is silent.
  return words.includes('Did not receive a reply') ? 'timed-out' : undefined;
}

function act({ act: what, secret = '' }: KeychainQuestion, entry: Entry): KeychainAnswer {
  switch (what) {
    case 'read': {
      const found = entry.getPassword();
      return found === null ? { kind: 'failed', why: 'absent' } : { kind: 'found', secret: found };
    }
    case 'keep':
      entry.setPassword(secret);
      return { kind: 'kept' };
    case 'forget':
      return entry.deleteCredential() ? { kind: 'forgotten' } : { kind: 'failed', why: 'absent' };
  }
}
