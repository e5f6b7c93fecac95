import { usualHeader } from '../gateway/auth-headers.ts';
import type { GatewayClient } from '../gateway/gateway-client.ts';
import { readsXApiKey } from '../gateway/reads-x-api-key.ts';
import type { KeyHeader } from '../providers/key-header.ts';
import type { ProviderProfile } from '../providers/profile.ts';

/** In which header the calls of one run carry the key. What one call found out is used by those that follow. */
export interface CallHeaders {
  /** For the next call of this route. Undefined: the header of the program whose set-up this is, and no other. */
  of(path: string): KeyHeader | undefined;
  /** Where else to try after a refusal in that one; undefined where the refusal is about the key. */
  other(refused: KeyHeader | undefined): Promise<KeyHeader | undefined>;
  /** The route refused the usual one and let the key in by that one. */
  keep(path: string, header: KeyHeader | undefined): void;
  /** Whether that was seen of this route. */
  isFound(path: string): boolean;
}

/** `keyHeader`: where the free routes read the key; other than Authorization: there alone. */
export function callHeaders(
  gateway: GatewayClient,
  profile: ProviderProfile,
  keyHeader: KeyHeader,
): CallHeaders {
  const found = new Map<string, KeyHeader>();
  return {
    of: (path) => found.get(path) ?? (keyHeader === 'authorization' ? usualHeader(path) : keyHeader),
    other: async (refused) => {
      if (refused !== 'x-api-key' || keyHeader !== 'authorization') return undefined;
      return (await readsXApiKey(gateway, profile)) ? undefined : 'authorization';
    },
    keep: (path, header) => header && found.set(path, header),
    isFound: (path) => found.has(path),
  };
}

/** A program that is named sends its key in its own way, and another one would say nothing about it. */
export const headersOfClient: CallHeaders = {
  of: () => undefined,
  other: async () => undefined,
  keep: () => undefined,
  isFound: () => false,
};
