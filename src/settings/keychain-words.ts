import type { KeychainFailure } from '../system/system.ts';

/** Why the keychain of this machine was of no use, behind its name. */
export const keychainWords: Readonly<Record<KeychainFailure['why'], string>> = {
  absent: 'it does not hold the key any more',
  unavailable: 'none can be reached from here',
  refused: 'it answers, and refuses',
  locked: 'it is locked',
  'timed-out': 'it did not answer in time, it may be locked',
};

/** What makes such a keychain give its key; a key that is gone does not come back. */
export const keychainRemedies: Readonly<Record<KeychainFailure['why'], string | undefined>> = {
  absent: undefined,
  unavailable: 'ask again where the keychain can be reached',
  refused: 'ask again when the keychain gives its keys',
  locked: 'unlock the keychain',
  'timed-out': 'unlock the keychain',
};
