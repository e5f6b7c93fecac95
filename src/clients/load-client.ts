import { ofClient } from '../errors/clients/index.ts';
import { projectFolders } from '../settings/find-files.ts';
import { isValidText, onceOnly, parseSettings } from '../settings/parse-settings.ts';
import { pathRules, shownPath } from '../settings/places.ts';
import type { FileRead, System } from '../system/system.ts';
import type {
  Client,
  ClientFile,
  ClientFormat,
  ClientPlace,
  ClientProblem,
  ClientReading,
} from './client.ts';
import { dotenvFrom } from './dotenv.ts';
import { withoutComments } from './without-comments.ts';

/** A client with everything that its settings say. */
export interface LoadedClient extends ClientReading {
  readonly client: Client;
  /** The files that exist, as people write them. */
  readonly files: readonly string[];
}

type Machine = Pick<System, 'env' | 'home' | 'platform' | 'cwd' | 'files'>;

/** No settings are larger. */
const maxFileBytes = 1024 * 1024;

/** Opens the files of a client, and those alone. Nothing is executed, and no link out of home or project is followed. */
export async function loadClient(client: Client, system: Machine): Promise<LoadedClient> {
  const all = await projectFolders(system);
  const repository = await repositoryOf(all, system);
  const asked = client.places({
    ...system,
    projectFolders: all.filter((folder) => folder !== system.home),
    repository,
  });
  const every = (await Promise.all(asked.map((place) => eachOf(place, system)))).flat();
  const places = every.filter(({ staysClosed }) => staysClosed !== true);
  const stores = await storesAmong(every, system);
  const opened = await Promise.all(places.map((place) => openPlace(client, place, system)));
  const files = opened.flatMap((one) => one?.file ?? []);
  const hasConfig = opened.some((one) => one?.place.role === 'config');
  const closed = opened.flatMap((one) => (one?.problem === undefined ? [] : [one]));
  const looked = places.map(({ path }) => shownPath(path, system));
  const own = places.find(({ ofPerson }) => ofPerson === true);
  const roles = closed.map(({ place }) => place.role);
  const isWorthAWord = ({ place: { aside } }: Opened) =>
    aside === undefined || (aside === 'behind-config' && !hasConfig);
  const reading = client.read({
    env: system.env,
    files,
    looked,
    ownFile: own && shownPath(own.path, system),
    stores,
    closed: roles,
    projectRoot: repository ?? all[0],
  });
  return {
    ...reading,
    client,
    files: files.map(({ file }) => file),
    problems: [...problemsOf(closed.filter(isWorthAWord), reading), ...reading.problems],
  };
}

/**
 * A file that says nothing may hold what is missed, so it comes before the missing itself. A store of logins that is not
 * needed, because the key stands elsewhere, is not worth a word.
 */
function problemsOf(closed: readonly Opened[], reading: ClientReading): readonly ClientProblem[] {
  const hasKey = reading.credentials.length > 0 || reading.problems.some(({ about }) => about === 'key');
  return closed.flatMap(({ problem, place }) => {
    if (problem === undefined || (place.role === 'login' && hasKey)) return [];
    const may = { url: reading.baseUrls.length === 0 && place.role !== 'login', key: !hasKey };
    const missing = (['url', 'key'] as const).filter((about) => may[about] && place.trust === 'user');
    return [problem, ...missing.map((about) => ({ ...problem, about }))];
  });
}

/** The places that only count for being there, of those that are. */
async function storesAmong(places: readonly ClientPlace[], system: Machine): Promise<readonly string[]> {
  const paths = places.flatMap(({ path, staysClosed }) => (staysClosed ? [path] : []));
  const found = await Promise.all(
    paths.map(async (path) => ((await system.files.exists(path)) ? [shownPath(path, system)] : [])),
  );
  return found.flat();
}

/** The last of the project folders, where it is a repository. */
async function repositoryOf(folders: readonly string[], system: Machine): Promise<string | undefined> {
  const last = folders.at(-1);
  if (last === undefined) return undefined;
  return (await system.files.exists(pathRules(system).join(last, '.git'))) ? last : undefined;
}

/** The place itself, or one for each of the files that it stands for. */
async function eachOf(place: ClientPlace, system: Machine): Promise<readonly ClientPlace[]> {
  const { ending, ...plain } = place;
  if (ending === undefined) return [place];
  const names = (await system.files.list(place.path)).map(({ name }) => name);
  const { join } = pathRules(system);
  return names
    .filter((name) => name.endsWith(ending) && name !== ending)
    .toSorted()
    .map((name) => ({ ...plain, path: join(place.path, name) }));
}

interface Opened {
  readonly place: ClientPlace;
  readonly file?: ClientFile;
  readonly problem?: ClientProblem;
}

async function openPlace(client: Client, place: ClientPlace, system: Machine): Promise<Opened | undefined> {
  const file = shownPath(place.path, system);
  const read = await readPlace(place, system);
  if (read.kind === 'absent') return undefined;
  const closed = (why: string): Opened => ({
    place,
    problem: { about: 'files', finding: ofClient(client.id, 'settings-not-opened', { file, why }) },
  });
  if (read.kind === 'refused') return closed(refusals[read.why]);
  if (!read.ownedByMe && !place.ofSystem) return closed('it belongs to another user');
  const text = place.format === 'jsonc' ? withoutComments(read.text) : read.text;
  // It says nothing, and what a program makes of an empty file is not documented.
  if (text.trim() === '') return undefined;
  const { role, trust, path } = place;
  if (place.format === 'dotenv') return { place, file: { role, trust, file, path, ...dotenvFrom(text) } };
  const format = place.format === 'jsonc' ? 'json' : place.format;
  const parsed = parseSettings(text, format);
  if (parsed.kind === 'problem') {
    if (parsed.expected === onceOnly) {
      const at = parsed.line === undefined ? file : `${file}:${parsed.line}`;
      return {
        place,
        problem: { about: 'files', finding: ofClient(client.id, 'settings-name-twice', { at }) },
      };
    }
    if (isValidText(text, format))
      return closed(`it holds what is not read here: expected ${parsed.expected}`);
    const { line, column, expected } = parsed;
    const params = {
      file,
      format: formatNames[place.format],
      expected: `expected ${expected}`,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    };
    return {
      place,
      problem: { about: 'files', finding: ofClient(client.id, 'settings-unreadable', params) },
    };
  }
  return {
    place,
    file: { role, trust, file, path, data: parsed.data, lineOf: (path) => parsed.placeOf(path)?.line },
  };
}

/** The file itself, or what a link leads to as long as that stays inside. */
async function readPlace({ path, within }: ClientPlace, system: Machine): Promise<FileRead> {
  const real = await system.files.realPath(path);
  if (real === undefined) return { kind: 'absent' };
  const root = (await system.files.realPath(within)) ?? within;
  const { sep } = pathRules(system);
  if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) return { kind: 'refused', why: 'a-link' };
  return system.files.read(real, { maxBytes: maxFileBytes, followLinks: false });
}

const refusals: Readonly<Record<Extract<FileRead, { kind: 'refused' }>['why'], string>> = {
  'not-a-file': 'it is not a regular file',
  'a-link': 'it is a link that leads to another place',
  'too-large': 'it is larger than 1 MB',
  unreadable: 'you may not read it',
  'not-utf8': 'it is not text in UTF-8',
};

const formatNames: Readonly<Record<Exclude<ClientFormat, 'dotenv'>, string>> = {
  json: 'valid JSON, without comments',
  jsonc: 'valid JSON, with comments if you like',
  toml: 'valid TOML',
  yaml: 'valid YAML',
};
