import { clientFinding } from '../errors/clients/index.ts';
import { pathRules } from '../settings/places.ts';
import type { Client, ClientMachine, ClientPlace, ClientProblem, ClientSources } from './client.ts';
import { lookedAt } from './cline-modes.ts';

/** Cline: the extensions and the program share these files. Source: its own, of August 2026. */
export const cline: Client = {
  id: 'cline',
  urlForm: 'with-v1',
  streams: 'always',
  places,
  read(sources) {
    const { chosen, models, problems } = lookedAt(sources);
    const { provider, baseUrl, key, speaks, settings, choice } = chosen;
    const { ownFile: shown = '~/.cline/data/settings/providers.json' } = sources;
    const of = (name: string) => `${settings}.${name} in ${shown}`;
    return {
      baseUrls: baseUrl === undefined ? [] : [baseUrl],
      credentials: key === undefined ? [] : [key],
      models,
      wire:
        speaks === undefined
          ? { dialects: [], from: provider }
          : { dialects: [speaks.dialect], from: speaks.from, ...(choice === undefined ? {} : { choice }) },
      ...(speaks === undefined ? {} : { urlForm: speaks.urlForm }),
      missing: {
        urlSetting: of('baseUrl'),
        keySetting: of('apiKey'),
        urlLooked: [shown],
        keyLooked: sources.looked.filter((file) => !file.endsWith('globalState.json')),
      },
      problems: [...noFiles(sources), ...problems],
    };
  },
};

function places(machine: ClientMachine): readonly ClientPlace[] {
  const { env, home } = machine;
  const { join, dirname, isAbsolute } = pathRules(machine);
  const moved = (name: string) => {
    const path = env[name];
    return path !== undefined && isAbsolute(path) ? path : undefined;
  };
  const folder = moved('CLINE_DIR');
  const data =
    moved('CLINE_DATA_DIR') ?? (folder && join(folder, 'data')) ?? (home && join(home, '.cline', 'data'));
  const own = moved('CLINE_PROVIDER_SETTINGS_PATH');
  const place = (role: string, path: string, within: string): ClientPlace => {
    return { role, path, format: 'json', trust: 'user', within };
  };
  const providers = (path: string, inside: string): ClientPlace => {
    return { ...place('providers', path, inside), ofPerson: true };
  };
  if (data === undefined) return own === undefined ? [] : [providers(own, dirname(own))];
  const within = home !== undefined && data.startsWith(home) ? home : data;
  return [
    own === undefined
      ? providers(join(data, 'settings', 'providers.json'), within)
      : providers(own, dirname(own)),
    place('state', join(data, 'globalState.json'), within),
    place('login', join(data, 'secrets.json'), within),
  ];
}

/** Older versions keep everything inside of the editor, so nothing is claimed to be missing. */
function noFiles({ files, looked }: ClientSources): readonly ClientProblem[] {
  if (files.length > 0) return [];
  const finding = clientFinding('cline/no-files', { looked });
  return (['url', 'key'] as const).map((about) => ({ about, finding }));
}
