import { clientFinding, ofClient } from '../errors/clients/index.ts';
import { isSet } from '../settings/is-set.ts';
import type { ClientCredential, ClientProblem, ClientSources, ClientValue } from './client.ts';
import { headerCredentials } from './header-credentials.ts';
import { at, textsAt, variable } from './values.ts';
import { isDollarVariable, isVariableName } from './variable-name.ts';

const envReference = /\{env:([^{}]+)\}/g;

/**
 * Puts variables in. One that is not set leaves the text as it is, which then shows. A file of the project gets none:
 * what a stranger names would stand on the screen, or go to the gateway.
 */
export function filled(value: ClientValue, { env }: ClientSources): ClientValue {
  if (value.origin.kind === 'project-file') return value;
  return {
    ...value,
    value: value.value.replace(envReference, (whole, name: string) => env[name.trim()] ?? whole),
  };
}

/** The variables that a text names and that are not set. */
export function unsetIn({ value }: ClientValue, { env }: ClientSources): readonly string[] {
  const names = [...value.matchAll(envReference)].map(([, name = '']) => name.trim());
  return names.filter((name) => !isSet(env[name]));
}

export interface OpencodeKeys {
  readonly credentials: readonly ClientCredential[];
  /** Those that stand in settings files. */
  readonly literal: readonly ClientValue[];
  readonly problems: readonly ClientProblem[];
  /** Taken for keys that stand where a variable is named. */
  readonly secrets?: readonly string[];
}

/** What the variables of a text hold: none of it is for the screen. */
export function putIn(values: readonly ClientValue[], { env }: ClientSources): readonly string[] {
  return values
    .flatMap(({ value }) => [...value.matchAll(envReference)])
    .flatMap(([, name = '']) => env[name.trim()] ?? []);
}

/** The key that stands in its settings, then that of its own store, then the variable of a built-in provider. */
export function opencodeKeys(
  id: string,
  configs: ClientSources,
  sources: ClientSources,
  keyVariable: string | undefined,
): OpencodeKeys {
  const [written, ...others] = textsAt(configs, ['provider', id, 'options', 'apiKey']);
  const logins = sources.files.filter(({ role }) => role === 'login');
  const stored = textsAt({ ...sources, files: logins }, [id, 'key']);
  // Headers are set last, so a key among them goes out whatever else there is.
  const headers = headersOf(id, configs);
  const rest = [
    ...stored,
    ...(keyVariable === undefined ? [] : variable(sources, keyVariable)),
    ...namedVariables(id, configs, sources),
  ];
  if (written === undefined) return { credentials: [...headers, ...rest], literal: [], problems: [] };
  const from = written.origin.name;
  if (isDollarVariable(written.value)) {
    return {
      credentials: [],
      literal: [],
      problems: [key(clientFinding('opencode/dollar-variable', { from }))],
    };
  }
  const [name] = unsetIn(written, sources);
  if (name !== undefined) {
    if (!isVariableName(name)) {
      const finding = ofClient('opencode', 'not-a-variable', {
        from,
        setting: written.setting,
        form: '{env:NAME} with the name of a variable',
      });
      return { credentials: [], literal: [], problems: [key(finding)], secrets: [name] };
    }
    const finding = ofClient('opencode', 'variable-unset', { from, variable: name });
    return { credentials: [], literal: [], problems: [key(finding)] };
  }
  if (/\{file:[^{}]*\}/.test(written.value)) {
    const origin = { ...written.origin, name: `a file that ${from} names, which is not opened` };
    return { credentials: [{ origin, setting: written.setting }], literal: [], problems: [] };
  }
  const value = filled(written, sources);
  return {
    credentials: [...headers, value, ...rest],
    literal: [value, ...others.map((one) => filled(one, sources))],
    problems: [],
  };
}

/** `env` of a provider names the variables of its key. */
function namedVariables(
  id: string,
  { files }: ClientSources,
  sources: ClientSources,
): readonly ClientCredential[] {
  const named = files.flatMap(({ data, trust }) => {
    const names = at(data, ['provider', id, 'env']);
    return trust === 'user' && Array.isArray(names) ? names : [];
  });
  return named.flatMap((name) => (typeof name === 'string' ? variable(sources, name) : []));
}

function headersOf(id: string, { files }: ClientSources): readonly ClientCredential[] {
  return files.flatMap((file) => headerCredentials(file, ['provider', id, 'options', 'headers']));
}

function key(finding: ClientProblem['finding']): ClientProblem {
  return { about: 'key', finding };
}
