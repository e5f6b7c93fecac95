import { builtInProfiles } from '../providers/index.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { System } from '../system/system.ts';
import { baseUrlInForce, baseUrlsInEnvironment } from './base-url-in-force.ts';
import { chooseProfile } from './choose-profile.ts';
import { type ClientOffer, countingUrl, keysBelongTo } from './client-offer.ts';
import { keyInForce, secretsInFiles } from './key-in-force.ts';
import { apiKeyFrom } from './load-key.ts';
import { loadProjectFile, type ProjectFile } from './load-project-file.ts';
import { loadUserFile, type UserFile } from './load-user-file.ts';
import { ownerOf } from './own-host.ts';
import type { Path } from './plain-data.ts';
import { mayProjectUse } from './project-url.ts';
import type { Origin, Settings } from './settings.ts';
import { type Candidate, flag, given, strongest, strongestOr } from './sourced.ts';
import { loadStoredKeys, type StoredKeys } from './stored-key-file.ts';

/** The flags that decide on settings, as they were typed. */
export interface SettingsRequest {
  readonly provider?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** A path, or `-` for standard input. */
  readonly keyFile?: string | undefined;
  readonly config?: string | undefined;
  readonly model?: string | undefined;
  readonly route?: string | undefined;
  readonly timeoutMs?: number | undefined;
}

const usualTimeoutMs = 10_000;

/**
 * Brings together what flags, environment, project file, user file and profile say, strongest first; a `client` stands
 * behind the flags. An invalid user file is told in `userFile.problem`. Throws UsageError for flags that can't be followed.
 */
export async function loadSettings(
  request: SettingsRequest,
  system: System,
  client?: ClientOffer,
): Promise<Settings> {
  const { settings, userFile, kept, clientUrl, usualOrigin } = await loadFiles(request, system, client);
  const profile = settings.profile.value;
  const isBroken = settings.userFile?.problem !== undefined;
  const { key, unused } = await keyInForce(
    {
      keyFile: request.keyFile,
      // A file that can't be trusted brings no key, and the other one then neither: who wrote what is not known.
      userFile: isBroken ? undefined : userFile,
      kept: isBroken ? undefined : kept,
      profile,
      origin: settings.baseUrl.value.origin,
      client: client && { keys: client.keys, belongTo: keysBelongTo(client, clientUrl) },
      usualOrigin,
    },
    system,
  );
  return {
    ...settings,
    apiKey: key && { ...key, value: apiKeyFrom(key.value, profile, settings.profiles) },
    ...(unused.length === 0 ? {} : { unusedKeys: unused }),
  };
}

/** The same without a key: for the commands that keep and forget keys, which look for none. */
export async function loadKeyless(request: SettingsRequest, system: System): Promise<KeylessSettings> {
  const { settings, kept } = await loadFiles(request, system);
  return { settings, kept };
}

export interface KeylessSettings {
  readonly settings: Settings;
  /** Undefined where there is no home. */
  readonly kept: StoredKeys | undefined;
}

interface LoadedFiles extends KeylessSettings, Pick<Target, 'clientUrl' | 'usualOrigin'> {
  readonly userFile: UserFile | undefined;
}

async function loadFiles(
  request: SettingsRequest,
  system: System,
  client?: ClientOffer,
): Promise<LoadedFiles> {
  const userFile = await loadUserFile(request.config, system);
  const kept = userFile?.problem === undefined ? await loadStoredKeys(system) : undefined;
  const profiles = userFile?.profiles ?? builtInProfiles;
  const projectFile = await loadProjectFile(userFile?.path, profiles, system);
  const { clientUrl, usualOrigin, ...target } = chooseTarget(request, userFile, projectFile, system, client);
  const settings: Settings = {
    ...plainSettings(request, userFile, projectFile),
    ...target,
    profiles,
    apiKey: undefined,
    storedSecrets: secretsInFiles(userFile, kept, target.profile.value),
    userFile: fileInForce(userFile, kept),
    projectFile: projectFile.file,
  };
  return { settings, userFile, kept, clientUrl, usualOrigin };
}

/** The file to name: the one that can't be used, else the one with the settings. */
function fileInForce(userFile: UserFile | undefined, kept: StoredKeys | undefined): Settings['userFile'] {
  const [broken] = [userFile, kept].flatMap((one) =>
    one?.problem === undefined ? [] : [{ file: one.file, problem: one.problem }],
  );
  return broken ?? (userFile && { file: userFile.file });
}

interface Target extends Pick<Settings, 'profile' | 'profileNote' | 'baseUrl' | 'refusals'> {
  /** The base URL of the client that counts, in force or not. */
  readonly clientUrl: Candidate<string> | undefined;
  /** Scheme, host and port that keys of the environment were set for: those of the base URL without the client's. */
  readonly usualOrigin: string | undefined;
}

/**
 * The gateway that the project names counts at that gateway's own address alone: at another one, which the person
 * chose, the folder would decide whose key goes there.
 */
function chooseTarget(
  request: SettingsRequest,
  userFile: UserFile | undefined,
  projectFile: ProjectFile,
  system: System,
  client: ClientOffer | undefined,
): Target {
  const target = targetWith(request, userFile, projectFile, system, client);
  const { profile, baseUrl } = target;
  if (profile.origin.kind !== 'project-file' || baseUrl.origin.kind === 'project-file') return target;
  if (ownerOf(baseUrl.value, userFile?.profiles ?? builtInProfiles)?.id === profile.value.id) return target;
  const { provider, baseUrl: _, ...settings } = projectFile.settings;
  const named = provider === undefined ? 'baseUrl' : 'provider';
  const refusals = [...projectFile.refusals, projectFile.refusalOf([named], 'other-address')];
  return targetWith(request, userFile, { ...projectFile, settings, refusals }, system, client);
}

/** First whose gateway it is, then where. Only then it is clear whether the project's base URL counts. */
function targetWith(
  request: SettingsRequest,
  userFile: UserFile | undefined,
  projectFile: ProjectFile,
  system: System,
  client: ClientOffer | undefined,
): Target {
  const profiles = userFile?.profiles ?? builtInProfiles;
  const { settings: project, originOf: ofProject } = projectFile;
  const user = userFile?.settings ?? {};
  const ofUser = userFile?.originOf ?? noOrigin;
  const trusted = user.trustedOrigins ?? [];
  const baseUrls = {
    flag: given(request.baseUrl, flag('--base-url')),
    client: countingUrl(client, profiles, trusted),
    env: baseUrlsInEnvironment(system.env, profiles),
    project: given(project.baseUrl, ofProject(['baseUrl'])),
    user: given(user.baseUrl, ofUser(['baseUrl'])),
  };
  const isFollowedBy = (profile: ProviderProfile) =>
    project.baseUrl !== undefined && mayProjectUse(project.baseUrl, profile, trusted);
  const { profile, note } = chooseProfile({
    profiles,
    env: system.env,
    flag: request.provider,
    brokenFile: userFile?.problem?.file,
    places: [
      { provider: given(request.provider, flag('--provider')), baseUrl: baseUrls.flag },
      { baseUrl: baseUrls.client },
      ...baseUrls.env.map((baseUrl) => ({ baseUrl })),
      {
        provider: given(project.provider, ofProject(['provider'])),
        // A foreign gateway that a project names must not even decide whose key is looked for.
        baseUrl: profiles.some(isFollowedBy) ? baseUrls.project : undefined,
      },
      { provider: given(user.provider, ofUser(['provider'])), baseUrl: baseUrls.user },
    ],
  });
  const isFollowed = isFollowedBy(profile.value);
  const clientUrl = countingUrl(client, [profile.value], trusted);
  const usual = { ...baseUrls, client: undefined, ...(isFollowed ? {} : { project: undefined }) };
  const isRefused = project.baseUrl !== undefined && !isFollowed;
  const refusals = isRefused ? [projectFile.refusalOf(['baseUrl'], 'foreign-origin')] : [];
  return {
    profile,
    ...(note === undefined ? {} : { profileNote: note }),
    baseUrl: baseUrlInForce({ ...usual, client: clientUrl }, profile.value, userFile),
    refusals: [...projectFile.refusals, ...refusals],
    clientUrl,
    usualOrigin: baseUrlInForce(usual, profile.value, userFile).value.origin,
  };
}

type PlainSettings = Pick<Settings, 'model' | 'route' | 'timeoutMs' | 'output' | 'addedChecks'>;

/** The settings that depend on nothing else. */
function plainSettings(
  request: SettingsRequest,
  userFile: UserFile | undefined,
  { settings: project, originOf: ofProject }: ProjectFile,
): PlainSettings {
  const user = userFile?.settings ?? {};
  const ofUser = userFile?.originOf ?? noOrigin;
  const inFiles = <T>(path: Path, projectValue: T | undefined, userValue: T | undefined) => [
    given(projectValue, ofProject(path)),
    given(userValue, ofUser(path)),
  ];
  const format = strongest(inFiles<string>(['output', 'format'], project.format, user.output?.format));
  const color = strongest(inFiles(['output', 'color'], project.color, user.output?.color));
  const timeouts = inFiles(['timeout'], milliseconds(project.timeout), milliseconds(user.timeout));
  return {
    model: strongest([
      given(request.model, flag('--model')),
      ...inFiles(['model'], project.model, user.model),
    ]),
    route: strongest([
      given(request.route, flag('--route')),
      ...inFiles(['route'], project.route, user.route),
    ]),
    timeoutMs: strongestOr([given(request.timeoutMs, flag('--timeout')), ...timeouts], {
      value: usualTimeoutMs,
      origin: { kind: 'profile', name: 'default' },
    }),
    output: { ...(format === undefined ? {} : { format }), ...(color === undefined ? {} : { color }) },
    addedChecks: project.addedChecks ?? [],
  };
}

const noOrigin = (): Origin => ({ kind: 'user-file', name: 'no settings file' });

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}
