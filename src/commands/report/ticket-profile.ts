import { anthropicErrors } from '../../dialects/anthropic-errors.ts';
import { openaiErrors } from '../../dialects/openai-errors.ts';
import { profileOfHost } from '../../pastes/name-errors.ts';
import type { ProviderProfile } from '../../providers/profile.ts';
import type { Origin, Settings } from '../../settings/settings.ts';
import type { CallFacts } from '../../ticket/call-facts.ts';

/** Whose gateway a ticket is about, and what says so. */
export interface TicketProfile {
  readonly profile: ProviderProfile;
  readonly because: string;
}

/**
 * The flag, else who was called, else whose host it is, else the one gateway that documents the error, else the gateway
 * in force: the support that a ticket names follows from this.
 */
export function ticketProfile(
  { provider, host, named, error }: CallFacts,
  flag: string | undefined,
  { profile, profiles }: Pick<Settings, 'profile' | 'profiles'>,
): TicketProfile {
  const chosen = profile.value;
  if (flag !== undefined) return { profile: chosen, because: 'chosen with --provider' };
  const hosting = profileOfHost(host, profiles);
  const called = profiles.find(({ id }) => id === provider);
  if (called !== undefined) return { profile: called, because: calledWords(called, hosting, host) };
  if (hosting !== undefined) return { profile: hosting, because: `the host is ${host}` };
  const documenting = onlyOne(named ?? [], profiles);
  if (documenting !== undefined) {
    return {
      profile: documenting,
      because: `no other gateway that is known documents ${nameIn(error, named?.[0])}`,
    };
  }
  const unnamed = host === null ? 'nothing else names the gateway' : `${host} is no host of a known gateway`;
  return { profile: chosen, because: `${wordsOf(profile.origin)}, and ${unnamed}` };
}

/** The name that the text itself gives, where the entry was found by it: our ids are nothing to look up. */
function nameIn({ code, type }: CallFacts['error'], id: string | undefined): string {
  const [, key = ''] = id?.split('/') ?? [];
  const plain = (name: string | null) => name?.toLowerCase().replaceAll('-', '_');
  return [code, type].find((name) => plain(name) === plain(key)) ?? 'this error';
}

/** A relay may stand before a gateway: then its profile was in force, and that is all that is known. */
function calledWords(
  called: ProviderProfile,
  hosting: ProviderProfile | undefined,
  host: string | null,
): string {
  if (host === null || hosting?.id === called.id) return 'the call went there';
  return `its profile was in force, but the call went to ${host}`;
}

const vendorNames = new Set(Object.keys({ ...openaiErrors, ...anthropicErrors }));

/** A name that a vendor of the wire formats gives too, even in another meaning, can come from any gateway. */
function onlyOne(ids: readonly string[], profiles: readonly ProviderProfile[]): ProviderProfile | undefined {
  if (ids.some((id) => vendorNames.has(id.slice(id.indexOf('/') + 1)))) return undefined;
  const origins = new Set(ids.map((id) => id.slice(0, id.indexOf('/'))));
  return origins.size === 1 ? profiles.find(({ id }) => origins.has(id)) : undefined;
}

function wordsOf({ kind, name }: Origin): string {
  return kind === 'profile' ? 'the default (--provider names another)' : `chosen by ${name}`;
}
