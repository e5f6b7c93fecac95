import { type ClientFinding, clientFinding, ofClient } from '../errors/clients/index.ts';
import type { ClientSources, ClientValue } from './client.ts';
import { textsAt, variable } from './values.ts';
import { isDollarVariable, isVariableName } from './variable-name.ts';

export interface FilledValue {
  /** Strongest first: every place that gives the secret. */
  readonly values: readonly ClientValue[];
  readonly problem?: ClientFinding;
  /** The name of the secret that nothing gives. */
  readonly unset?: string;
  /** Taken for a key that stands where a name belongs. */
  readonly secret?: string;
}

/**
 * Puts in what `${{ secrets.NAME }}` names: ~/.continue/.env, then .continue/.env and .env of the workspace, then the
 * environment. A stranger's value makes the whole a stranger's. Source: core/config/yaml/LocalPlatformClient.ts.
 */
export function withSecrets(value: ClientValue, sources: ClientSources): FilledValue {
  const [first] = value.value.matchAll(/\$\{\{\s*secrets\.([^}\s]+)\s*\}\}/g);
  if (first === undefined) {
    if (!isDollarVariable(value.value)) return { values: [value] };
    return { values: [], problem: clientFinding('continue/dollar-variable', { from: value.origin.name }) };
  }
  const [template, reference = ''] = first;
  // Of an address in the hub the last part is the name.
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  const from = value.origin.name;
  if (!isVariableName(name)) {
    const params = { from, setting: value.setting, form: 'the name of a secret' };
    return { values: [], problem: ofClient('continue', 'not-a-variable', params), secret: name };
  }
  const files = sources.files.filter(({ role }) => role === 'login');
  const given = [...textsAt({ ...sources, files }, [name]), ...variable(sources, name)];
  if (given.length === 0) {
    // A file that stays closed may give it, and is told of.
    if (sources.closed.includes('login')) return { values: [] };
    return {
      values: [],
      unset: name,
      problem: ofClient('continue', 'variable-unset', { from, variable: name }),
    };
  }
  return {
    values: given.map((secret) => ({
      ...secret,
      value: value.value.replace(template, () => secret.value),
    })),
  };
}
