import { profileById } from '../providers/index.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { type BaseUrl, baseUrlFrom } from './base-url.ts';
import { isSet } from './is-set.ts';
import type { UserFile } from './load-user-file.ts';
import { isOwnHost, ownerOf } from './own-host.ts';
import type { Sourced } from './settings.ts';
import { type Candidate, env, strongestOr } from './sourced.ts';

/** What each place says about the base URL. The project's was compared with the trusted origins before. */
export interface BaseUrlPlaces {
  readonly flag: Candidate<string> | undefined;
  /** Of the program that `--for` names. */
  readonly client: Candidate<string> | undefined;
  readonly env: readonly Candidate<string>[];
  readonly project: Candidate<string> | undefined;
  readonly user: Candidate<string> | undefined;
}

/** The base URL variables of all profiles that are set, in the order of the profiles. */
export function baseUrlsInEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  profiles: readonly ProviderProfile[],
): Candidate<string>[] {
  return profiles.flatMap(({ env: { baseUrl: name } }) => {
    const value = name === undefined ? undefined : variables[name];
    return name !== undefined && isSet(value) ? [{ value, origin: env(name) }] : [];
  });
}

/** Where requests of this profile go. A variable or a file that means another provider is passed over. */
export function baseUrlInForce(
  places: BaseUrlPlaces,
  profile: ProviderProfile,
  userFile: UserFile | undefined,
): Sourced<BaseUrl> {
  const ownVariable = profile.env.baseUrl === undefined ? undefined : env(profile.env.baseUrl).name;
  const ofVariables = places.env.filter(
    ({ value, origin }) => origin.name === ownVariable || isOwnHost(profile, baseUrlFrom(value)),
  );
  const isForOther = userFile !== undefined && (providerOf(userFile)?.id ?? profile.id) !== profile.id;
  const usual = {
    value: profile.baseUrl,
    origin: { kind: 'profile', name: `profile ${profile.id}` },
  } as const;
  const stronger = [
    places.flag,
    places.client,
    ...ofVariables.filter(({ origin }) => origin.name === ownVariable),
    ...ofVariables.filter(({ origin }) => origin.name !== ownVariable),
    places.project,
    isForOther ? undefined : places.user,
  ];
  const { value, origin, shadows } = strongestOr(stronger, usual);
  return { value: baseUrlFrom(value), origin, shadows };
}

/** The provider that a user file is about: the one it names, else the one whose host its base URL has. */
export function providerOf({ settings, profiles }: UserFile): ProviderProfile | undefined {
  if (settings.provider !== undefined) return profileById(settings.provider, profiles);
  return settings.baseUrl === undefined ? undefined : ownerOf(baseUrlFrom(settings.baseUrl), profiles);
}
