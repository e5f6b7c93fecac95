import { type ClientErrorId, clientFinding } from '../errors/clients/index.ts';
import type { ParamsOf } from '../errors/finding.ts';
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
    found.push(codexProblem('agreement', 'codex/reserved-provider', { from, provider: id }));
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
  if (chosen === undefined && first !== undefined) {
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
  return [...found, ...insideTables(config)];
}

/** Settings of the whole file that stand below a table's name. A profile may have its own provider. */
function insideTables(config: ClientFile): readonly ClientProblem[] {
  const tables = ['model_providers', 'profiles'];
  const places = [
    ...namedObjects(config.data, [])
      .filter(([name]) => !tables.includes(name))
      .map(([name]) => [name]),
    ...namedObjects(config.data, ['model_providers']).map(([name]) => ['model_providers', name]),
  ];
  return places.flatMap((path) =>
    ['model_provider', 'openai_base_url'].flatMap((setting) => {
      if (at(config.data, [...path, setting]) === undefined) return [];
      const from = originAt(config, [...path, setting]).name;
      return [codexProblem('agreement', 'codex/inside-table', { from, setting })];
    }),
  );
}

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
