import type { Keychain, KeychainFailure } from '../../src/system/system.ts';

/** The keychain of a test: what it holds, or why it is of no use. */
export type FakeKeychainWorld = Readonly<Record<string, string>> | KeychainFailure['why'];

export interface FakeKeychain extends Keychain {
  readonly held: ReadonlyMap<string, string>;
  /** Every question, in order: `read https://…`. Never a secret. */
  readonly asked: readonly string[];
}

export function fakeKeychain(world: FakeKeychainWorld): FakeKeychain {
  const held = new Map(typeof world === 'string' ? [] : Object.entries(world));
  const asked: string[] = [];
  const failed = (why: KeychainFailure['why']) => ({ kind: 'failed', why }) as const;

  return {
    held,
    asked,
    async read(account) {
      asked.push(`read ${account}`);
      if (typeof world === 'string') return failed(world);
      const secret = held.get(account);
      return secret === undefined ? failed('absent') : { kind: 'found', secret };
    },
    async keep(account, secret) {
      asked.push(`keep ${account}`);
      if (typeof world === 'string') return failed(world);
      held.set(account, secret);
      return { kind: 'kept' };
    },
    async forget(account) {
      asked.push(`forget ${account}`);
      if (typeof world === 'string') return failed(world);
      return held.delete(account) ? { kind: 'forgotten' } : failed('absent');
    },
  };
}
