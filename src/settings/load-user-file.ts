import { UsageError } from '../errors/usage-error.ts';
import { customProfile } from '../providers/custom/profile.ts';
import { builtInProfiles, profileById } from '../providers/index.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { FileRead, System } from '../system/system.ts';
import { formatOf, maxFileBytes, type SettingsPlace, userFilePlaces } from './find-files.ts';
import { isInCi } from './in-ci.ts';
import { isOpenToEverybody } from './open-to-everybody.ts';
import { parseSettings } from './parse-settings.ts';
import { pathForShell, pathRules, shownPath } from './places.ts';
import type { Path } from './plain-data.ts';
import type { FileProblem, Origin } from './settings.ts';
import { settingNames, type UserSettings, userSettingsFrom } from './settings-file.ts';

/** The person's own settings. With a `problem`, nothing of the file counts. */
export interface UserFile {
  readonly path: string;
  /** With `~` for the home folder. */
  readonly file: string;
  readonly settings: UserSettings;
  /** The built-in profiles and those of this file. */
  readonly profiles: readonly ProviderProfile[];
  readonly problem?: FileProblem;
  readonly originOf: (path: Path) => Origin;
}

type TextRead = Extract<FileRead, { kind: 'text' }>;

/** Reads the file that `--config` names, else the one in the settings folder. Throws UsageError for the former. */
export async function loadUserFile(
  config: string | undefined,
  system: System,
): Promise<UserFile | undefined> {
  if (config !== undefined) {
    const place = configPlace(config, system);
    const read = await system.files.read(place.path, { maxBytes: maxFileBytes, followLinks: true });
    if (read.kind === 'text') return userFileFrom(place, read, system);
    const why = read.kind === 'absent' ? 'there is no such file' : `it is no ${readable[read.why]}`;
    throw new UsageError(`--config ${shownPath(place.path, system)} can't be read: ${why}`, configHint);
  }
  for (const place of userFilePlaces(system)) {
    // People keep this folder in a repository and link it into place, so links are theirs.
    const read = await system.files.read(place.path, { maxBytes: maxFileBytes, followLinks: true });
    if (read.kind === 'text') {
      const expected = await whyNotMine(read, place.path, system);
      return expected === undefined
        ? userFileFrom(place, read, system)
        : unusable(place, { expected }, system);
    }
    if (read.kind === 'refused') return unusable(place, { expected: `a ${readable[read.why]}` }, system);
  }
  return undefined;
}

const configHint = 'name a settings file that ends in .json, .yaml or .toml';

const readable: Readonly<Record<Extract<FileRead, { kind: 'refused' }>['why'], string>> = {
  'not-a-file': 'regular file',
  'a-link': 'file of its own, but a link',
  'too-large': `file of at most ${maxFileBytes / 1024} KiB`,
  unreadable: 'file that you may read',
  'not-utf8': 'file in UTF-8',
};

function configPlace(config: string, system: System): SettingsPlace {
  const rules = pathRules(system);
  const path = rules.isAbsolute(config) ? rules.normalize(config) : rules.join(system.cwd, config);
  const format = formatOf(path);
  if (format === undefined || !rules.isAbsolute(path)) {
    // What was typed is not repeated: it may be a key in the wrong place.
    throw new UsageError('--config names no settings file', configHint);
  }
  return { path, format };
}

function userFileFrom(place: SettingsPlace, read: TextRead, system: System): UserFile {
  const parsed = parseSettings(read.text, place.format);
  if (parsed.kind === 'problem') return unusable(place, parsed, system);
  const checked = userSettingsFrom(parsed.data);
  if ('expected' in checked) {
    const { path, expected } = checked;
    return unusable(place, { ...parsed.placeOf(path), expected: withName(path, expected) }, system);
  }
  const { settings } = checked;
  const profiles = profilesOf(settings);
  const stranger = unknownProvider(settings, profiles);
  if (stranger !== undefined) {
    const ids = profiles.map(({ id }) => id).join(', ');
    return unusable(place, { ...parsed.placeOf(stranger), expected: `a known provider: ${ids}` }, system);
  }
  const exposed = exposureOf(settings, read, place.path, system);
  if (exposed !== undefined) return unusable(place, { expected: exposed }, system);
  const file = shownPath(place.path, system);
  return {
    path: place.path,
    file,
    settings,
    profiles,
    originOf: (path) => {
      const line = parsed.placeOf(path)?.line;
      return { kind: 'user-file', name: line === undefined ? file : `${file}:${line}` };
    },
  };
}

function unusable(
  place: SettingsPlace,
  { line, column, expected }: Omit<FileProblem, 'file'>,
  system: System,
): UserFile {
  const file = shownPath(place.path, system);
  const where = {
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
  return {
    path: place.path,
    file,
    settings: {},
    profiles: builtInProfiles,
    problem: { file, ...where, expected: `expected ${expected}` },
    originOf: () => ({ kind: 'user-file', name: file }),
  };
}

/** Known names only: an unknown one may be a key that slipped to the wrong side of the colon. */
function withName(path: Path, expected: string): string {
  const name = settingNames.find((known) => known === path[0]);
  return name === undefined || expected.startsWith(name) ? expected : `${expected}, in ${name}`;
}

function profilesOf(settings: UserSettings): readonly ProviderProfile[] {
  const own = Object.entries(settings.providers ?? {}).map(([id, definition]) =>
    customProfile({ id, ...definition }),
  );
  return [...builtInProfiles, ...own];
}

function unknownProvider(settings: UserSettings, profiles: readonly ProviderProfile[]): Path | undefined {
  const isKnown = (id: string) => profileById(id, profiles) !== undefined;
  if (settings.provider !== undefined && !isKnown(settings.provider)) return ['provider'];
  const key = Object.keys(settings.keys ?? {}).find((id) => !isKnown(id));
  return key === undefined ? undefined : ['keys', key];
}

/**
 * What would make the file the person's own word: it says where keys go. One that `--config` names was chosen. In a job
 * of CI nobody else is around.
 */
async function whyNotMine(read: TextRead, path: string, system: System): Promise<string | undefined> {
  if (system.platform === 'win32' || isInCi(system)) return undefined;
  const shown = pathForShell(path, system);
  if (!read.ownedByMe)
    return `a file that belongs to you, because it says where your key goes; run: sudo chown "$USER" ${shown}`;
  if (!(await isOpenToEverybody(path, read, system))) return undefined;
  const folder = pathForShell(pathRules(system).dirname(path), system);
  return `a file that nobody else can change, because it says where your key goes; run: chmod o-w ${folder} ${shown}`;
}

/** What would make a file with a key private, when it is not. Windows has no such bits. */
function exposureOf(
  settings: UserSettings,
  read: TextRead,
  path: string,
  system: System,
): string | undefined {
  const holdsKey = settings.apiKey !== undefined || settings.keys !== undefined;
  if (!holdsKey || system.platform === 'win32') return undefined;
  if (!read.ownedByMe) return 'a file that belongs to you, because it holds a key';
  const othersMayRead = (read.mode & 0o077) !== 0;
  return othersMayRead
    ? `a file with a key to be private; run: chmod 600 ${pathForShell(path, system)}`
    : undefined;
}
