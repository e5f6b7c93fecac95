import { pathRules } from '../settings/places.ts';
import type { ClientMachine, ClientPlace } from './client.ts';

/**
 * The files of aider, strongest first. Its own: current folder, repository, home. Of the .env files the one of the
 * repository is loaded last, because --env-file names it by default. Source: aider/main.py, `main` and
 * `generate_search_path_list`, of May 2026.
 */
export function aiderPlaces(machine: ClientMachine): readonly ClientPlace[] {
  const { env, home, cwd, repository } = machine;
  const { join, dirname, isAbsolute, normalize } = pathRules(machine);
  const near = isAbsolute(cwd) ? normalize(cwd) : undefined;
  const named = env.AIDER_ENV_FILE;
  const inFolder = (folder: string, name: string, place: Pick<ClientPlace, 'role' | 'format' | 'aside'>) => {
    // In the home folder itself the project's file is the person's own.
    const trust = folder === home ? ('user' as const) : ('project' as const);
    const within = folder === home ? folder : (repository ?? folder);
    return { ...place, path: join(folder, name), trust, within };
  };
  return [
    ...unique([near, repository, home]).flatMap((folder): ClientPlace[] => [
      inFolder(folder, '.aider.conf.yml', { role: 'config', format: 'yaml' }),
      inFolder(folder, '.aider.conf.yaml', { role: 'not-read', format: 'yaml', aside: 'always' }),
    ]),
    ...(named !== undefined && isAbsolute(named)
      ? [
          {
            role: 'variables',
            path: named,
            format: 'dotenv' as const,
            trust: 'user' as const,
            within: dirname(named),
          },
        ]
      : []),
    ...unique(named === undefined ? [repository, near, home] : [near, repository, home]).map((folder) =>
      inFolder(folder, '.env', { role: 'variables', format: 'dotenv' }),
    ),
  ];
}

function unique(folders: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(folders.flatMap((folder) => folder ?? []))];
}
