import { clientFinding } from '../errors/clients/index.ts';
import type { ClientProblem, ClientSources } from './client.ts';
import { at, originAt } from './values.ts';

/**
 * A provider that the lists leave out, whatever else stands there. The list that switches off wins over the one that
 * allows. Source: provider.ts of opencode; of several files the strongest gives the whole list.
 */
export function leftOut(id: string, sources: ClientSources): readonly ClientProblem[] {
  const disabled = listAt('disabled_providers', sources);
  if (disabled?.names.includes(id)) {
    const finding = clientFinding('opencode/provider-disabled', { from: disabled.from, provider: id });
    return [{ about: 'agreement', finding }];
  }
  const enabled = listAt('enabled_providers', sources);
  if (enabled === undefined || enabled.names.includes(id)) return [];
  const finding = clientFinding('opencode/provider-not-enabled', { from: enabled.from, provider: id });
  return [{ about: 'agreement', finding }];
}

function listAt(name: string, { files }: ClientSources) {
  const file = files.find(({ data }) => Array.isArray(at(data, [name])));
  const names = at(file?.data, [name]);
  if (file === undefined || !Array.isArray(names)) return undefined;
  return { from: originAt(file, [name]).name, names };
}
