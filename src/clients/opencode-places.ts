import { pathRules } from '../settings/places.ts';
import type { ClientMachine, ClientPlace } from './client.ts';

const names = ['opencode.jsonc', 'opencode.json'];

/** The files of opencode, strongest first: its documentation gives the order, and merges what they say. */
export function opencodePlaces(machine: ClientMachine): readonly ClientPlace[] {
  const { env, home, platform, projectFolders } = machine;
  const { join, dirname, isAbsolute } = pathRules(machine);
  const named = env.OPENCODE_CONFIG;
  const root = projectFolders.at(-1);
  const inFolder = (
    folder: string,
    place: Omit<ClientPlace, 'path' | 'format'>,
    files = names,
  ): ClientPlace[] => files.map((name) => ({ ...place, path: join(folder, name), format: 'jsonc' }));
  const project = (within: string) => ({ role: 'config', trust: 'project' as const, within });
  const system = systemFolder(platform, env);
  const user = home === undefined ? [] : userPlaces(home, machine, inFolder);
  return [
    ...inFolder(system, { role: 'system', trust: 'user', within: system, ofSystem: true }),
    ...projectFolders.flatMap((folder) => inFolder(join(folder, '.opencode'), project(root ?? folder))),
    ...projectFolders.flatMap((folder) => inFolder(folder, project(root ?? folder))),
    ...(named !== undefined && isAbsolute(named)
      ? [
          {
            role: 'config',
            path: named,
            format: 'jsonc' as const,
            trust: 'user' as const,
            within: dirname(named),
          },
        ]
      : []),
    ...user,
  ];
}

function systemFolder(platform: string, env: ClientMachine['env']): string {
  if (platform === 'darwin') return '/Library/Application Support/opencode';
  return platform === 'win32' ? `${env.ProgramData ?? 'C:\\ProgramData'}\\opencode` : '/etc/opencode';
}

type InFolder = (
  folder: string,
  place: Omit<ClientPlace, 'path' | 'format'>,
  files?: string[],
) => readonly ClientPlace[];

function userPlaces(home: string, machine: ClientMachine, inFolder: InFolder): readonly ClientPlace[] {
  const { env } = machine;
  const { join, isAbsolute } = pathRules(machine);
  const folder = (name: 'XDG_CONFIG_HOME' | 'XDG_DATA_HOME', usual: string) => {
    const moved = env[name];
    return moved !== undefined && isAbsolute(moved)
      ? { path: join(moved, 'opencode'), within: moved }
      : { path: join(home, usual, 'opencode'), within: home };
  };
  const config = folder('XDG_CONFIG_HOME', '.config');
  const data = folder('XDG_DATA_HOME', join('.local', 'share'));
  return [
    ...inFolder(config.path, { role: 'config', trust: 'user', within: config.within }, [
      ...names,
      'config.json',
    ]).map((place) => (place.path.endsWith('opencode.json') ? { ...place, ofPerson: true as const } : place)),
    {
      role: 'login',
      path: join(data.path, 'auth.json'),
      format: 'json',
      trust: 'user',
      within: data.within,
    },
  ];
}
