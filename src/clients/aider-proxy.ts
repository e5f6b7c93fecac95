import type { ProxySettings } from '../settings/settings.ts';
import { exported, pairs } from './aider-values.ts';
import type { ClientSources, ClientValue } from './client.ts';

/** In both spellings, as httpx reads them, on which LiteLLM stands. */
const variables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [
  name.toLowerCase(),
  name,
]);

/**
 * The proxy variables that aider sets for itself, over those of the shell; undefined where it sets none. A stranger's
 * count for nothing.
 */
export function aiderProxy(sources: ClientSources): ProxySettings | undefined {
  const listed = pairs(sources, 'set-env');
  const found = variables.flatMap((name) => {
    const [value] = [...listed.filter((pair) => pair.name === name), ...exported(sources, name)].filter(
      ({ origin }) => origin.kind !== 'project-file',
    );
    return value === undefined ? [] : [{ name, value }];
  });
  if (found.every(({ name, value }) => isOfShell(name, value))) return undefined;
  return { env: Object.fromEntries(found.map(({ name, value }) => [name, value.value])) };
}

function isOfShell(name: string, { origin }: ClientValue): boolean {
  return origin.name === `env ${name}`;
}
