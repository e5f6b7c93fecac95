import type { System } from '../system/system.ts';
import { type SettingsFormat, settingsFormats } from './parse-settings.ts';
import { pathRules, settingsFolder } from './places.ts';

/** A place where a settings file may be. */
export interface SettingsPlace {
  readonly path: string;
  readonly format: SettingsFormat;
}

/** Settings of a person are small; this keeps a planted giant from being read. */
export const maxFileBytes = 256 * 1024;

type Machine = Pick<System, 'platform' | 'home' | 'cwd' | 'files' | 'env'>;

/** Where the user's own file may be, the first that exists counts. */
export function userFilePlaces(machine: Machine): SettingsPlace[] {
  const folder = settingsFolder(machine);
  return folder === undefined ? [] : placesIn(folder, 'config', machine);
}

/** Where a project file may be, from the current folder upwards, the nearest first. */
export async function projectFilePlaces(machine: Machine): Promise<SettingsPlace[]> {
  const folders = await projectFolders(machine);
  return folders.flatMap((folder) => placesIn(folder, '.nexusrc', machine));
}

/** The format that a file name promises; undefined for any other ending. */
export function formatOf(path: string): SettingsFormat | undefined {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (ending === 'yml') return 'yaml';
  return settingsFormats.find((format) => format === ending);
}

function placesIn(folder: string, name: string, machine: Machine): SettingsPlace[] {
  const rules = pathRules(machine);
  return settingsFormats.map((format) => ({ path: rules.join(folder, `${name}.${format}`), format }));
}

/**
 * The folders of the project: up to the repository root, never above home. Outside of both, the folders
 * above may belong to anybody, so there the current one stands alone.
 */
export async function projectFolders(machine: Omit<Machine, 'env'>): Promise<string[]> {
  const { cwd, home } = machine;
  const rules = pathRules(machine);
  if (!rules.isAbsolute(cwd)) return [];
  const folders: string[] = [];
  for (let folder = rules.normalize(cwd); ; folder = rules.dirname(folder)) {
    folders.push(folder);
    if (await machine.files.exists(rules.join(folder, '.git'))) return folders;
    if (folder === home) return folders;
    if (folder === rules.dirname(folder)) return folders.slice(0, 1);
  }
}
