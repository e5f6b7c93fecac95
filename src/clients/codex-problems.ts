import { type ClientErrorId, clientFinding } from '../errors/clients/index.ts';
import type { ParamsOf } from '../errors/finding.ts';
import { nearestNames } from '../providers/nearest-names.ts';
import { baseUrlFrom } from '../settings/base-url.ts';
import type { PlainObject } from '../settings/plain-data.ts';
import type { ClientFile, ClientProblem, ClientValue } from './client.ts';
import { dataOf, type Layers, originOf, tablesOf } from './codex-layers.ts';
import { isVendorUrl, rightUrl } from './fitting-url.ts';
import { at, namedObjects, originAt } from './values.ts';

/** Providers that Codex brings itself. Source: its documentation and openai/codex#11698. */
export const reserved = ['openai', 'ollama', 'lmstudio'];

/** What is wrong with the files of Codex, whatever the gateway is. Without a provider there is neither address nor key. */
export function configProblems(
  layers: Layers,
  chosen: ClientValue | undefined,
  id: string,
): readonly ClientProblem[] {
  const [{ file } = { file: '~/.codex/config.toml' }] = layers;
  const found: ClientProblem[] = [];
  const defined = tablesOf(layers, ['model_providers']);
  const isDefined = defined.some(([name]) => name === id);
  if (isDefined && reserved.includes(id)) {
    const from = nameOf(layers, ['model_providers', id]);
    const isUsed = dataOf(layers, ['openai_base_url']) === undefined;
    // What was meant to be the address and the key of the gateway stands there.
    const about = isUsed ? (['url', 'key'] as const) : (['agreement'] as const);
    found.push(...about.map((one) => codexProblem(one, 'codex/reserved-provider', { from, provider: id })));
  }
  const usable = defined.filter(
    ([name, table]) => !reserved.includes(name) && typeof table.base_url === 'string',
  );
  if (chosen !== undefined && !isDefined && !reserved.includes(id)) {
    const names = defined.map(([name]) => name);
    const [nearest] = names.length === 1 ? names : nearestNames(id, names);
    const params = {
      from: chosen.origin.name,
      provider: id,
      file,
      defined: names,
      ...(nearest === undefined ? {} : { nearest }),
    };
    found.push(codexProblem('url', 'codex/provider-undefined', params));
    found.push(codexProblem('key', 'codex/provider-undefined', params));
  }
  found.push(...otherNames(layers, id));
  const unnamed = defined.find(([name, table]) => !reserved.includes(name) && !isNamed(table));
  if (unnamed !== undefined) {
    const [provider] = unnamed;
    const from = nameOf(layers, ['model_providers', provider]);
    found.push(codexProblem('agreement', 'codex/provider-unnamed', { from, provider }));
  }
  const [first] = usable;
  const inside = layers.flatMap((layer) => insideTables(layer, layers, chosen));
  if (chosen === undefined && inside.length === 0 && first !== undefined) {
    const from = nameOf(layers, ['model_providers', first[0]]);
    const params = { from, provider: first[0], file };
    found.push(codexProblem('url', 'codex/provider-not-chosen', params));
    found.push(codexProblem('key', 'codex/provider-not-chosen', params));
  }
  if (dataOf(layers, ['model_providers', id, 'wire_api']) === 'chat') {
    const from = nameOf(layers, ['model_providers', id, 'wire_api']);
    found.push(codexProblem('wire', 'codex/wire-api-chat', { from }));
  }
  return [...inside, ...found];
}

const otherNamesOf = {
  base_url: ['url', 'apibase', 'apiurl', 'endpoint'],
  env_key: ['envvar', 'keyenv', 'apikeyenv', 'envapikey'],
} as const;

/** The two settings that lead to a gateway, where they stand under another spelling alone. */
function otherNames(layers: Layers, id: string): readonly ClientProblem[] {
  const path = ['model_providers', id];
  const [, table = {}] = tablesOf(layers, ['model_providers']).find(([name]) => name === id) ?? [];
  return (['base_url', 'env_key'] as const).flatMap((wanted) => {
    const spellings: readonly string[] = [plain(wanted), ...otherNamesOf[wanted]];
    const name = Object.keys(table).find((one) => spellings.includes(plain(one)));
    if (table[wanted] !== undefined || name === undefined) return [];
    const params = { from: nameOf(layers, [...path, name]), name, wanted };
    return [codexProblem(wanted === 'base_url' ? 'url' : 'key', 'codex/other-name', params)];
  });
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}

function isNamed({ name }: PlainObject): boolean {
  return typeof name === 'string' && name.trim() !== '';
}

function nameOf(layers: Layers, path: readonly string[]): string {
  return originOf(layers, path)?.name ?? '~/.codex/config.toml';
}

/** Settings of the whole file that stand below a table's name: the cause of it all where the file itself has none. */
function insideTables(
  config: ClientFile,
  layers: Layers,
  chosen: ClientValue | undefined,
): readonly ClientProblem[] {
  const places = tablesBelow(config.data, []).filter(([first]) => first !== 'profiles');
  const isLeftOver = chosen !== undefined || dataOf(layers, ['openai_base_url']) !== undefined;
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

/**
 * Nothing names a gateway. A key comes second: in the place where Codex keeps its own, it would go to OpenAI. What the
 * person exported for other programs is the address that they mean.
 */
export function noProvider(
  file: string,
  exported: ClientValue | undefined,
  right: string,
): readonly ClientProblem[] {
  const meant = exported === undefined || isVendorUrl(exported.value) ? undefined : exported.value;
  const { used } = baseUrlFrom(meant ?? '');
  const params = {
    file,
    right: used === undefined ? right : rightUrl(used, 'with-v1'),
    ...(exported === undefined ? {} : { ignored: exported.setting }),
  };
  return (['url', 'key'] as const).map((about) => codexProblem(about, 'codex/no-provider', params));
}

/** One of Codex’s own problems. */
export function codexProblem<Id extends Extract<ClientErrorId, `codex/${string}`>>(
  about: ClientProblem['about'],
  id: Id,
  params: ParamsOf<Id>,
): ClientProblem {
  return { about, finding: clientFinding(id, params) };
}
