import type { KeychainFailure } from '../system/system.ts';

/** Why the keychain of this machine was of no use, behind its name. */
export const keychainWords: Readonly<Record<KeychainFailure['why'], string>> = {
  absent: 'it does not hold the key any more',
  unavailable: 'there is none on this machine',
  refused: 'it does not give or take the key',
  'timed-out': 'it did not answer within 3 s, it may be locked',
};
