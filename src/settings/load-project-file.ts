import type { ProviderProfile } from '../providers/profile.ts';
import type { FileRead, System } from '../system/system.ts';
import { maxFileBytes, projectFilePlaces } from './find-files.ts';
import { keyIn } from './looks-secret.ts';
import { isOpenToEverybody } from './open-to-everybody.ts';
import { parseSettings } from './parse-settings.ts';
import { shownPath } from './places.ts';
import type { Path } from './plain-data.ts';
import { type ProjectSettings, projectSettingsFrom } from './project-file.ts';
import type { Origin, Refusal } from './settings.ts';

/** What the folder asks for, as far as a stranger's file may ask. */
export interface ProjectFile {
  /** With `~` for the home folder; absent when no file was followed. */
  readonly file?: string;
  readonly settings: ProjectSettings;
  readonly refusals: readonly Refusal[];
  readonly originOf: (path: Path) => Origin;
  readonly refusalOf: (path: Path, why: Refusal['why']) => Refusal;
}

/** Reads the nearest project file. `userPath` is left out: a file that the person named is not the folder's. */
export async function loadProjectFile(
  userPath: string | undefined,
  profiles: readonly ProviderProfile[],
  system: System,
): Promise<ProjectFile> {
  const skipped: Refusal[] = [];
  for (const { path, format } of await projectFilePlaces(system)) {
    if (path === userPath) continue;
    const file = shownPath(path, system);
    const read = await system.files.read(path, { maxBytes: maxFileBytes, followLinks: false });
    if (read.kind === 'absent') continue;
    if (read.kind === 'refused') {
      skipped.push({ file, setting: wholeFile, why: 'unreadable' });
      continue;
    }
    const why = await whyNotMine(path, read, system);
    if (why !== undefined) {
      skipped.push({ file, setting: wholeFile, why });
      continue;
    }
    const parsed = parseSettings(read.text, format);
    if (parsed.kind === 'problem') {
      const line = parsed.line === undefined ? {} : { line: parsed.line };
      return {
        ...nothing,
        file,
        refusals: [...skipped, { file, ...line, setting: wholeFile, why: 'unreadable' }],
      };
    }
    const { settings, refused } = projectSettingsFrom(parsed.data, profiles);
    const lineOf = (at: Path) => parsed.placeOf(at)?.line;
    const refusalOf = (at: Path, why: Refusal['why']) => refusal(file, lineOf(at), at, why);
    const refusals = refused.slice(0, mostRefusals).map((one) => refusalOf(one.path, one.why));
    return {
      file,
      settings,
      refusals: [...skipped, ...refusals],
      originOf: (at) => {
        const line = lineOf(at);
        return { kind: 'project-file', name: line === undefined ? file : `${file}:${line}` };
      },
      refusalOf,
    };
  }
  return { ...nothing, refusals: skipped };
}

/** Why a file may be another user's word, whatever it says. */
async function whyNotMine(
  path: string,
  read: Extract<FileRead, { kind: 'text' }>,
  system: System,
): Promise<Refusal['why'] | undefined> {
  if (!read.ownedByMe) return 'other-owner';
  return (await isOpenToEverybody(path, read, system)) ? 'open-to-everybody' : undefined;
}

const wholeFile = 'the whole file';
/** More than anybody reads; a planted file could bring thousands. */
const mostRefusals = 20;

const nothing: ProjectFile = {
  settings: {},
  refusals: [],
  originOf: () => ({ kind: 'project-file', name: wholeFile }),
  refusalOf: (_, why) => ({ file: wholeFile, setting: wholeFile, why }),
};

function refusal(file: string, line: number | undefined, path: Path, why: Refusal['why']): Refusal {
  return { file, ...(line === undefined ? {} : { line }), setting: settingName(path), why };
}

/** Short names of plain letters only: a name can be a key by mistake, or a message by intent. */
function settingName(path: Path): string {
  const name = path.join('.');
  return /^[\w.$-]{1,60}$/.test(name) && !keyIn(name) ? name : 'a setting with an odd name';
}
