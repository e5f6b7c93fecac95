import { readFileSync, writeSync } from 'node:fs';
import type { Entry } from '@napi-rs/keyring';

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
  | { readonly kind: 'failed'; readonly why: 'absent' | 'unavailable' | 'refused' };

// A file of its own in the build, started by node-keychain.ts.
void answer(JSON.parse(readFileSync(0, 'utf8'))).then((said) => writeSync(1, JSON.stringify(said)));

async function answer(question: KeychainQuestion): Promise<KeychainAnswer> {
  const entry = await open(question.account);
  if (entry === undefined) return { kind: 'failed', why: 'unavailable' };
  try {
    return act(question, entry);
  } catch {
    // Its words are the system's own, in whatever language, and can name the account.
    return { kind: 'failed', why: 'refused' };
  }
}

/** Undefined where the library was not installed or finds no store to talk to. */
async function open(account: string): Promise<Entry | undefined> {
  try {
    const { Entry } = await import('@napi-rs/keyring');
    // Without a store named it would fall back to the keyring of the Linux kernel, which forgets at the next start.
    return new Entry('nexus-doctor', account, { linux: { store: 'secret-service' } });
  } catch {
    return undefined;
  }
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
