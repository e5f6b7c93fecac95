import { profileById } from '../providers/index.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { baseUrlFrom } from './base-url.ts';
import { isSet } from './is-set.ts';
import { ownerOf } from './own-host.ts';
import type { Origin, Sourced } from './settings.ts';
import { type Candidate, env, strongest } from './sourced.ts';
import { unknownProvider } from './unknown-provider.ts';

/** Everything that can decide on a profile, strongest first in each list. */
export interface ProfileHints {
  readonly profiles: readonly ProviderProfile[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flag: string | undefined;
  /** Shown with an unknown provider when the file that may define it can't be used. */
  readonly brokenFile: string | undefined;
  /** `provider` and `baseUrl` of each place, from flags down to the user file. */
  readonly places: readonly {
    readonly provider?: Candidate<string> | undefined;
    readonly baseUrl?: Candidate<string> | undefined;
  }[];
}

export interface ChosenProfile {
  readonly profile: Sourced<ProviderProfile>;
  readonly note?: string;
}

/** Chooses the gateway whose documentation the checks expect. Throws UsageError for an unknown `--provider`. */
export function chooseProfile(hints: ProfileHints): ChosenProfile {
  const { profiles } = hints;
  if (hints.flag !== undefined && profileById(hints.flag, profiles) === undefined) {
    throw unknownProvider(hints.flag, profiles, hints.brokenFile);
  }
  const claims = hints.places.flatMap(({ provider, baseUrl }) => [
    provider && claim(profileById(provider.value, profiles), provider.origin, 'named'),
    baseUrl && claim(ownerOf(baseUrlFrom(baseUrl.value), profiles), baseUrl.origin, 'host'),
  ]);
  const found = strongest(claims);
  if (found === undefined) return unclaimed(hints);
  const { value, origin, shadows } = found;
  const note = value.by === 'host' && value.profile.id !== defaultOf(profiles).id;
  return {
    profile: { value: value.profile, origin, shadows },
    ...(note ? { note: `${value.profile.name}, because the base URL names its host (${origin.name})` } : {}),
  };
}

type Claim = { readonly profile: ProviderProfile; readonly by: 'named' | 'host' };

function claim(
  profile: ProviderProfile | undefined,
  origin: Origin,
  by: Claim['by'],
): Candidate<Claim> | undefined {
  return profile === undefined ? undefined : { value: { profile, by }, origin };
}

/** Nobody names a provider or a known host: variables decide, else the default. */
function unclaimed({ profiles, env: variables, places }: ProfileHints): ChosenProfile {
  const usual = defaultOf(profiles);
  const strongestUrl = places.find(({ baseUrl }) => baseUrl !== undefined)?.baseUrl;
  if (strongestUrl !== undefined) {
    // A variable that belongs to one provider says whose gateway the unknown host stands for.
    const owners = profiles.filter(
      ({ env: { baseUrl } }) => baseUrl !== undefined && isSet(variables[baseUrl]),
    );
    const [owner, ...more] = strongestUrl.origin.kind === 'env' ? owners : [];
    if (owner?.env.baseUrl === undefined || more.length > 0) return { profile: byDefault(usual) };
    return chosen(owner, owner.env.baseUrl, usual);
  }
  const keys = profiles.flatMap((profile) => {
    const variable = profile.env.key.find((name) => isSet(variables[name]));
    return variable === undefined ? [] : [{ profile, variable }];
  });
  const [first, ...others] = keys;
  if (first === undefined) return { profile: byDefault(usual) };
  if (others.length === 0) return chosen(first.profile, first.variable, usual);
  const besides = keys.filter(({ profile }) => profile.id !== usual.id);
  const names = besides.map(({ profile, variable }) => `${variable} (--provider ${profile.id})`).join(', ');
  return {
    profile: byDefault(usual),
    note: `${usual.name}, because several key variables are set; also set: ${names}`,
  };
}

function chosen(profile: ProviderProfile, variable: string, usual: ProviderProfile): ChosenProfile {
  const sourced = { value: profile, origin: env(variable), shadows: [] };
  if (profile.id === usual.id) return { profile: sourced };
  return { profile: sourced, note: `${profile.name}, because ${variable} is set and no provider was chosen` };
}

function byDefault(profile: ProviderProfile): Sourced<ProviderProfile> {
  return { value: profile, origin: { kind: 'profile', name: 'default' }, shadows: [] };
}

/** The first profile is the default; without any, nothing can be chosen and that is a mistake of ours. */
function defaultOf(profiles: readonly ProviderProfile[]): ProviderProfile {
  const [first] = profiles;
  if (first === undefined) throw new Error('no provider profile is known');
  return first;
}
