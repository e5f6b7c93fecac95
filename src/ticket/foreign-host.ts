import { profileOfHost } from '../pastes/name-errors.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { CallFacts } from './call-facts.ts';
import type { Known } from './meaning.ts';

/**
 * A host that is none of the known gateways. A relay of the person's own may stand before one of them, so a
 * documented error of the gateway counts for more, and a name without a dot or a bare address says nothing.
 */
export function foreignHost({
  call,
  known,
  profile,
  profiles,
}: {
  readonly call: Pick<CallFacts, 'host' | 'provider'>;
  readonly known: Known | undefined;
  readonly profile: ProviderProfile;
  readonly profiles: readonly ProviderProfile[];
}): string | undefined {
  const { host, provider } = call;
  if (host === null || provider !== null || known?.id.startsWith(`${profile.id}/`)) return undefined;
  return isPublicName(host) && profileOfHost(host, profiles) === undefined ? host : undefined;
}

/** Whether a host, with or without its port, is a name that means the same everywhere. */
export function isPublicName(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return /\.[a-z]{2,}$/i.test(name) && !/\.(?:local|internal|lan|home)$/i.test(name);
}
