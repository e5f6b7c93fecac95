import { type ClientErrorId, clientFinding } from '../errors/clients/index.ts';
import type { ParamsOf } from '../errors/finding.ts';
import type { PlainObject } from '../settings/plain-data.ts';
import type { ClientFile, ClientProblem, ClientSources, ClientValue } from './client.ts';
import { at, namedObjects, originAt } from './values.ts';

/** Providers that Codex brings itself. Source: its documentation and openai/codex#11698. */
export const reserved = ['openai', 'ollama', 'lmstudio'];

/** What is wrong with the file of Codex, whatever the gateway is. Without a provider there is neither address nor key. */
export function configProblems(
  config: ClientFile,
  chosen: ClientValue | undefined,
  id: string,
): readonly ClientProblem[] {
  const { file } = config;
  const found: ClientProblem[] = [];
  const defined = namedObjects(config.data, ['model_providers']);
  const isDefined = defined.some(([name]) => name === id);
  if (isDefined && reserved.includes(id)) {
    const from = originAt(config, ['model_providers', id]).name;
    const isUsed = at(config.data, ['openai_base_url']) === undefined;
    // What was meant to be the address and the key of the gateway stands there.
    const about = isUsed ? (['url', 'key'] as const) : (['agreement'] as const);
    found.push(...about.map((one) => codexProblem(one, 'codex/reserved-provider', { from, provider: id })));
  }
  const usable = defined.filter(
    ([name, table]) => !reserved.includes(name) && typeof table.base_url === 'string',
  );
  if (chosen !== undefined && !isDefined && !reserved.includes(id)) {
    const params = { from: chosen.origin.name, provider: id, file, defined: defined.map(([name]) => name) };
    found.push(codexProblem('url', 'codex/provider-undefined', params));
    found.push(codexProblem('key', 'codex/provider-undefined', params));
  }
  const [first] = usable;
  const inside = insideTables(config, chosen);
  if (chosen === undefined && inside.length === 0 && first !== undefined) {
    const from = originAt(config, ['model_providers', first[0]]).name;
    const params = { from, provider: first[0], file };
    found.push(codexProblem('url', 'codex/provider-not-chosen', params));
    found.push(codexProblem('key', 'codex/provider-not-chosen', params));
  }
  if (at(config.data, ['model_providers', id, 'wire_api']) === 'chat') {
    const from = originAt(config, ['model_providers', id, 'wire_api']).name;
    found.push(codexProblem('wire', 'codex/wire-api-chat', { from }));
  }
  const legacy = ['profile', 'profiles'].find((name) => at(config.data, [name]) !== undefined);
  if (legacy !== undefined) {
    found.push(codexProblem('agreement', 'codex/legacy-profile', { from: originAt(config, [legacy]).name }));
  }
  return [...inside, ...found];
}

/** Settings of the whole file that stand below a table's name: the cause of it all where the file itself has none. */
function insideTables(config: ClientFile, chosen: ClientValue | undefined): readonly ClientProblem[] {
  const places = tablesBelow(config.data, []).filter(([first]) => first !== 'profiles');
  const isLeftOver = chosen !== undefined || at(config.data, ['openai_base_url']) !== undefined;
  return ['model_provider', 'openai_base_url'].flatMap((setting) => {
    const found = places.filter((path) => typeof at(config.data, [...path, setting]) === 'string');
    return found.flatMap((path) => {
      const params = { from: originAt(config, [...path, setting]).name, setting };
      if (isLeftOver) return [codexProblem('agreement', 'codex/inside-table', params)];
      const about = setting === 'model_provider' ? (['url', 'key'] as const) : (['url'] as const);
      return about.map((one) => codexProblem(one, 'codex/only-inside-table', params));
    });
  });
}

/** Every table of the file, however deep. Settings are never deeper than this. */
function tablesBelow(data: PlainObject, path: readonly string[]): readonly (readonly string[])[] {
  if (path.length >= deepestTable) return [];
  return namedObjects(data, []).flatMap(([name, inner]) => {
    const below = [...path, name];
    return [below, ...tablesBelow(inner, below)];
  });
}

const deepestTable = 5;

const ofProviders = ['model_provider', 'model_providers', 'openai_base_url'];

/** A file of the folder that sets up a provider: told, never followed. */
export function projectProblems({ files }: ClientSources): readonly ClientProblem[] {
  return files
    .filter(({ role }) => role === 'project')
    .flatMap((file) =>
      ofProviders
        .filter((setting) => at(file.data, [setting]) !== undefined)
        .slice(0, 1)
        .map((setting) =>
          codexProblem('agreement', 'codex/project-provider', {
            from: originAt(file, [setting]).name,
            setting,
          }),
        ),
    );
}

/** One of Codex’s own problems. */
export function codexProblem<Id extends Extract<ClientErrorId, `codex/${string}`>>(
  about: ClientProblem['about'],
  id: Id,
  params: ParamsOf<Id>,
): ClientProblem {
  return { about, finding: clientFinding(id, params) };
}
