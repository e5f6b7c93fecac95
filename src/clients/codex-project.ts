import type { PlainData } from '../settings/plain-data.ts';
import type { ClientFile, ClientProblem, ClientSources, ClientValue } from './client.ts';
import { type Layers, tablesOf } from './codex-layers.ts';
import { codexProblem } from './codex-problems.ts';
import { at, originAt, textAt } from './values.ts';

/** What the files of the project come to: their model counts where Codex trusts the folder. */
export interface OfProject {
  /** The nearest one first. */
  readonly models: readonly ClientValue[];
  readonly problems: readonly ClientProblem[];
}

/** Source: the loader of Codex. It asks the folder of a file first, then the root of the repository. */
export function ofProject({ files, projectRoot }: ClientSources, layers: Layers): OfProject {
  const own = files.filter(({ role }) => role === 'project');
  const named = own.flatMap((file) => {
    const model = textAt(file, ['model']);
    const trust = trustOf(layers, [folderOf(file), projectRoot]);
    return model === undefined ? [] : [{ model, trust, file }];
  });
  const open = named.filter(({ trust }) => trust === undefined).slice(0, 1);
  return {
    models: named.filter(({ trust }) => trust === 'trusted').map(({ model }) => model),
    problems: [
      ...own.flatMap(providerIn),
      ...open.map(({ model }) =>
        codexProblem('agreement', 'codex/project-not-trusted', {
          from: model.origin.name,
          model: model.value,
        }),
      ),
    ],
  };
}

/** A file of the folder that sets up a provider: told, never followed. Codex leaves these out even of trusted folders. */
function providerIn(file: ClientFile): readonly ClientProblem[] {
  return ['model_provider', 'model_providers', 'openai_base_url']
    .filter((setting) => at(file.data, [setting]) !== undefined)
    .slice(0, 1)
    .map((setting) => {
      const from = originAt(file, [setting]).name;
      return codexProblem('agreement', 'codex/project-provider', { from, setting });
    });
}

function trustOf(layers: Layers, folders: readonly (string | undefined)[]): PlainData | undefined {
  const known = tablesOf(layers, ['projects']);
  const levels = folders.flatMap((folder) => {
    const [, table] = known.find(([name]) => folder !== undefined && isSameFolder(name, folder)) ?? [];
    return table?.trust_level ?? [];
  });
  return levels[0];
}

/** Windows has one name in several spellings. */
function isSameFolder(one: string, other: string): boolean {
  return /^[a-z]:/i.test(other) ? one.toLowerCase() === other.toLowerCase() : one === other;
}

/** The folder that `.codex/config.toml` stands in. */
function folderOf({ path }: ClientFile): string | undefined {
  return path?.replace(/[\\/]\.codex[\\/]config\.toml$/, '');
}
