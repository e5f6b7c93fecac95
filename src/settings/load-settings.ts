import { builtInProfiles } from '../providers/index.ts';
import type { System } from '../system/system.ts';
import { baseUrlInForce, baseUrlsInEnvironment } from './base-url-in-force.ts';
import { chooseProfile } from './choose-profile.ts';
import { apiKeyFrom, keysInEnvironment, loadKeyFile, storedKeys } from './load-key.ts';
import { loadProjectFile } from './load-project-file.ts';
import { loadUserFile } from './load-user-file.ts';
import { mayProjectUse } from './project-url.ts';
import type { Origin, Settings } from './settings.ts';
import { flag, given, strongest, strongestOr } from './sourced.ts';

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
 * Brings together what flags, environment, project file, user file and profile say, strongest first.
 * An invalid user file is told in `userFile.problem`. Throws UsageError for flags that can't be followed.
 */
export async function loadSettings(request: SettingsRequest, system: System): Promise<Settings> {
  const userFile = await loadUserFile(request.config, system);
  const user = userFile?.settings ?? {};
  const userOrigin = userFile?.originOf ?? noOrigin;
  const profiles = userFile?.profiles ?? builtInProfiles;
  const projectFile = await loadProjectFile(userFile?.path, profiles, system);
  const { settings: project, originOf: projectOrigin } = projectFile;
  const trusted = user.trustedOrigins ?? [];

  const baseUrls = {
    flag: given(request.baseUrl, flag('--base-url')),
    env: baseUrlsInEnvironment(system.env, profiles),
    project: given(project.baseUrl, projectOrigin(['baseUrl'])),
    user: given(user.baseUrl, userOrigin(['baseUrl'])),
  };
  // A project that names a foreign gateway must not even decide whose expectations count.
  const mayProjectHint = profiles.some((profile) => mayProjectUse(project.baseUrl ?? '', profile, trusted));
  const { profile, note } = chooseProfile({
    profiles,
    env: system.env,
    flag: request.provider,
    brokenFile: userFile?.problem?.file,
    places: [
      { provider: given(request.provider, flag('--provider')), baseUrl: baseUrls.flag },
      ...baseUrls.env.map((baseUrl) => ({ baseUrl })),
      {
        provider: given(project.provider, projectOrigin(['provider'])),
        baseUrl: mayProjectHint ? baseUrls.project : undefined,
      },
      { provider: given(user.provider, userOrigin(['provider'])), baseUrl: baseUrls.user },
    ],
  });

  const isProjectUrlRefused =
    project.baseUrl !== undefined && !mayProjectUse(project.baseUrl, profile.value, trusted);
  const baseUrl = baseUrlInForce(
    isProjectUrlRefused ? { ...baseUrls, project: undefined } : baseUrls,
    profile.value,
    userFile,
  );
  const stored = storedKeys(userFile, profile.value, baseUrl.value.origin);
  const key = strongest([
    request.keyFile === undefined ? undefined : await loadKeyFile(request.keyFile, system),
    ...keysInEnvironment(profile.value, system),
    ...stored.usable,
  ]);

  return {
    profile,
    ...(note === undefined ? {} : { profileNote: note }),
    profiles,
    baseUrl,
    apiKey: key && { ...key, value: apiKeyFrom(key.value, profile.value, profiles) },
    model: strongest([
      given(request.model, flag('--model')),
      given(project.model, projectOrigin(['model'])),
      given(user.model, userOrigin(['model'])),
    ]),
    route: strongest([
      given(request.route, flag('--route')),
      given(project.route, projectOrigin(['route'])),
      given(user.route, userOrigin(['route'])),
    ]),
    timeoutMs: strongestOr(
      [
        given(request.timeoutMs, flag('--timeout')),
        given(milliseconds(project.timeout), projectOrigin(['timeout'])),
        given(milliseconds(user.timeout), userOrigin(['timeout'])),
      ],
      { value: usualTimeoutMs, origin: { kind: 'profile', name: 'default' } },
    ),
    userFile: userFile && {
      file: userFile.file,
      ...(userFile.problem === undefined ? {} : { problem: userFile.problem }),
    },
    projectFile: projectFile.file,
    refusals: isProjectUrlRefused
      ? [...projectFile.refusals, projectFile.refusalOf(['baseUrl'], 'foreign-origin')]
      : projectFile.refusals,
    ...(stored.unused.length === 0 ? {} : { unusedKeys: stored.unused }),
    output: outputOf(),
    addedChecks: project.addedChecks ?? [],
  };

  function outputOf() {
    const format = strongest([
      given(project.format, projectOrigin(['output', 'format'])),
      given(user.output?.format, userOrigin(['output', 'format'])),
    ]);
    const color = strongest([
      given(project.color, projectOrigin(['output', 'color'])),
      given(user.output?.color, userOrigin(['output', 'color'])),
    ]);
    return { ...(format === undefined ? {} : { format }), ...(color === undefined ? {} : { color }) };
  }
}

const noOrigin = (): Origin => ({ kind: 'user-file', name: 'no settings file' });

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}
