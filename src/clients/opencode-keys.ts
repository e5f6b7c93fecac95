import { clientFinding, ofClient } from '../errors/clients/index.ts';
import { isSet } from '../settings/is-set.ts';
import type { ClientCredential, ClientProblem, ClientSources, ClientValue } from './client.ts';
import { textsAt, variable } from './values.ts';

const envReference = /\{env:([^{}]+)\}/g;

/** Puts variables in. One that is not set leaves the text as it is, which then shows. */
export function filled(value: ClientValue, { env }: ClientSources): ClientValue {
  return {
    ...value,
    value: value.value.replace(envReference, (whole, name: string) => env[name.trim()] ?? whole),
  };
}

export interface OpencodeKeys {
  readonly credentials: readonly ClientCredential[];
  /** Those that stand in settings files. */
  readonly literal: readonly ClientValue[];
  readonly problems: readonly ClientProblem[];
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
  const rest = [...stored, ...(keyVariable === undefined ? [] : variable(sources, keyVariable))];
  if (written === undefined) return { credentials: rest, literal: [], problems: [] };
  const from = written.origin.name;
  if (/^\$(?:env:)?\{?(?:env:)?\w+\}?$/.test(written.value.trim())) {
    return {
      credentials: [],
      literal: [],
      problems: [key(clientFinding('opencode/dollar-variable', { from }))],
    };
  }
  const unset = [...written.value.matchAll(envReference)].find(
    ([, name = '']) => !isSet(sources.env[name.trim()]),
  );
  if (unset !== undefined) {
    const finding = ofClient('opencode', 'variable-unset', { from, variable: (unset[1] ?? '').trim() });
    return { credentials: [], literal: [], problems: [key(finding)] };
  }
  if (/\{file:[^{}]*\}/.test(written.value)) {
    const origin = { ...written.origin, name: `a file that ${from} names, which is not opened` };
    return { credentials: [{ origin, setting: written.setting }], literal: [], problems: [] };
  }
  const value = filled(written, sources);
  return {
    credentials: [value, ...rest],
    literal: [value, ...others.map((one) => filled(one, sources))],
    problems: [],
  };
}

function key(finding: ClientProblem['finding']): ClientProblem {
  return { about: 'key', finding };
}
