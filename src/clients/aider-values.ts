import { isSet } from '../settings/is-set.ts';
import type { Origin } from '../settings/settings.ts';
import type { ClientFile, ClientSources, ClientValue } from './client.ts';
import { at, originAt, textAt, textsAt, variable } from './values.ts';

/** One element of a list such as `api-key`: `provider=key`. */
export interface Pair extends ClientValue {
  readonly name: string;
}

/** An option of aider, strongest first: its variable, then its files. The command line is not seen. */
export function option(sources: ClientSources, name: string): readonly ClientValue[] {
  return [...exported(sources, variableOf(name)), ...textsAt(filesOf(sources, 'config'), [name])];
}

/** A variable of the environment, strongest first: aider lets .env files take the place of what the shell exports. */
export function exported(sources: ClientSources, name: string): readonly ClientValue[] {
  const written = textsAt(filesOf(sources, 'variables'), [name]);
  return [...written.map((value) => filled(value, sources)), ...variable(sources, name)];
}

/**
 * The pairs of a list, strongest first. One place takes the whole list of a weaker one away; in a list the last of a
 * name counts. A stranger's list takes nothing away from the person's own.
 */
export function pairs(sources: ClientSources, name: string, sign: '=' | ':' = '='): readonly Pair[] {
  const lists = [
    ...exported(sources, variableOf(name)).map(elementsOf),
    ...filesOf(sources, 'config').files.map((file) => elementsAt(file, name)),
  ].filter(([first]) => first !== undefined);
  const own = lists.findIndex(([first]) => first?.origin.kind !== 'project-file');
  const counting = own === -1 ? lists : lists.slice(0, own + 1);
  return counting.flatMap((list) =>
    list.toReversed().flatMap((element) => {
      const place = element.value.indexOf(sign);
      if (place === -1) return [];
      const value = element.value.slice(place + 1).trim();
      if (!isSet(value)) return [];
      const inner = element.value.slice(0, place).trim();
      return [{ ...element, name: inner, value, setting: inList(inner, name, element.origin) }];
    }),
  );
}

/** The element alone: whoever sets the list to one value loses the rest of it. */
function inList(element: string, list: string, { kind, name: from }: Origin): string {
  // In `api-key` the name is that of a provider, so the sign shows what is meant.
  const shown = list === 'api-key' ? `${element}=` : element;
  if (kind === 'env') return `${shown} in the list ${from.replace(/^env /, '')}`;
  return `${shown} in the ${list} list of ${from.replace(/:(\d+)$/, ' (line $1)')}`;
}

/** Whether streaming is switched off. */
export function isStreamOff(sources: ClientSources): boolean {
  const [exact] = exported(sources, variableOf('stream'));
  if (exact !== undefined) return /^(?:false|no)$/i.test(exact.value);
  const [said] = filesOf(sources, 'config').files.flatMap(({ data }) => {
    const [on, off] = [at(data, ['stream']), at(data, ['no-stream'])];
    return typeof on === 'boolean' ? [on] : typeof off === 'boolean' ? [!off] : [];
  });
  return said === false;
}

/** The files of one kind alone. */
export function filesOf(sources: ClientSources, wanted: string): ClientSources {
  return { ...sources, files: sources.files.filter(({ role }) => role === wanted) };
}

/** The values of variables that stand inside of others: none of them is for the screen. */
export function putIn(sources: ClientSources): readonly string[] {
  const own = filesOf(sources, 'variables').files.filter(({ trust }) => trust === 'user');
  const texts = own.flatMap(({ data }) => Object.values(data));
  return texts
    .flatMap((text) => (typeof text === 'string' ? [...text.matchAll(reference)] : []))
    .flatMap(([, name = '']) => sources.env[name] ?? []);
}

const reference = /\$\{([a-z_]\w*)(?::-([^}]*))?\}/gi;

/** python-dotenv puts variables in. A file of the project gets none: a stranger would see or send what it names. */
function filled(value: ClientValue, { env }: ClientSources): ClientValue {
  if (value.origin.kind === 'project-file') return value;
  const put = (_: string, name: string, otherwise = '') => env[name] ?? otherwise;
  return { ...value, value: value.value.replace(reference, put) };
}

/** Source: `auto_env_var_prefix` in aider/args.py. */
function variableOf(name: string): string {
  return `AIDER_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** A list in a variable is written with brackets. Source: `convert_item_to_command_line_arg` of ConfigArgParse. */
function elementsOf(value: ClientValue): readonly ClientValue[] {
  const inner = /^\[(.*)\]/.exec(value.value.trim())?.[1];
  return inner === undefined ? [value] : inner.split(',').map((one) => ({ ...value, value: one.trim() }));
}

function elementsAt(file: ClientFile, name: string): readonly ClientValue[] {
  const list = at(file.data, [name]);
  if (!Array.isArray(list))
    return [textAt(file, [name])].flatMap((one) => (one === undefined ? [] : elementsOf(one)));
  return list.flatMap((value: unknown, index) => {
    if (typeof value !== 'string') return [];
    return [{ value, origin: originAt(file, [name, index]), setting: `${name} in ${file.file}` }];
  });
}
