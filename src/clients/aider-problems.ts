import { type ClientFinding, clientFinding, ofClient } from '../errors/clients/index.ts';
import type { AiderModel } from './aider-model.ts';
import { settingsFor, unknownOptions } from './aider-options.ts';
import { filesOf, option } from './aider-values.ts';
import type { ClientProblem, ClientSources, ClientValue } from './client.ts';
import { at, originAt } from './values.ts';

/** What was found for the provider of the model, and for `openai/…`, whose base URL people set. */
export interface AiderFound {
  readonly url: boolean;
  readonly key: boolean;
  /** A settings file could not be read, so it may say more. */
  readonly isUnread: boolean;
  readonly ofOpenai: readonly ClientValue[];
}

/** What only aider has wrong. */
export function aiderProblems(
  sources: ClientSources,
  model: AiderModel | undefined,
  found: AiderFound,
): readonly ClientProblem[] {
  const missing = (['url', 'key'] as const).filter((about) => !found[about]);
  const noModel = found.isUnread ? [] : [agreement(clientFinding('aider/no-model', {}))];
  return [
    ...unknownOptions(sources, missing),
    ...envFile(sources, missing),
    ...onlyInYaml(sources, missing),
    ...(model === undefined ? noModel : ofModel(model, found, missing)),
  ];
}

function ofModel(
  { provider, by, at: { value: model, origin } }: AiderModel,
  { url, ofOpenai }: AiderFound,
  missing: readonly ('url' | 'key')[],
): readonly ClientProblem[] {
  const from = origin.name;
  const isJudged = provider === 'openai' || provider === 'anthropic';
  if (provider === undefined || (!isJudged && url)) {
    const goesOn = ofOpenai.length > 0 || url;
    return goesOn
      ? [{ about: 'url', finding: clientFinding('aider/provider-not-known', { from, model }) }]
      : [];
  }
  // With a base URL of its own the model is where the person wants it.
  const isElsewhere = !url && (provider === 'anthropic' ? ofOpenai.length > 0 : !isJudged);
  if (isElsewhere) {
    const to = by === 'bare' ? `openai/${model}` : 'openai/<an id of the list>';
    const finding = clientFinding('aider/other-provider', { from, model, provider, to });
    return (['url', 'key'] as const)
      .filter((about) => missing.includes(about))
      .map((about) => ({ about, finding }));
  }
  return by === 'bare' ? [agreement(clientFinding('aider/no-prefix', { from, model }))] : [];
}

/** Settings in a file of an ending that aider does not read: the cause of what is missed. */
function onlyInYaml(sources: ClientSources, missing: readonly ('url' | 'key')[]): readonly ClientProblem[] {
  const [file] = filesOf(sources, 'not-read').files.filter(({ trust }) => trust === 'user');
  if (file === undefined) return [];
  return missing.flatMap((about) => {
    const name = settingsFor[about].find((one) => at(file.data, [one]) !== undefined);
    if (name === undefined) return [];
    const params = { from: originAt(file, [name]).name, setting: name, file: file.file };
    return [{ about, finding: clientFinding('aider/only-in-yaml', params) }];
  });
}

/** A file that a file names is not opened; it may hold what is missed. */
function envFile(sources: ClientSources, missing: readonly ('url' | 'key')[]): readonly ClientProblem[] {
  const [named] = option(sources, 'env-file').filter(({ origin }) => origin.kind !== 'project-file');
  const isOpened = named?.origin.kind === 'env' && /^(?:[/\\]|[a-z]:)/i.test(named.value);
  if (named === undefined || isOpened) return [];
  const finding = ofClient('aider', 'settings-not-opened', {
    file: `the file that env-file names (${named.origin.name})`,
    why: 'only files at the usual places are',
  });
  return (['files', ...missing] as const).map((about) => ({ about, finding }));
}

function agreement(finding: ClientFinding): ClientProblem {
  return { about: 'agreement', finding };
}
