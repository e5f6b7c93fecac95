import { type ClientFinding, ofClient } from '../errors/clients/index.ts';
import { additionsAt } from './additions.ts';
import type { ClientFile, ClientProblem, ClientReading, ClientSources, ClientValue } from './client.ts';
import { asksResponses, type ContinueModel, providers, settingOf } from './continue-models.ts';
import { otherName } from './continue-problems.ts';
import { continueProxy } from './continue-proxy.ts';
import { type FilledValue, withSecrets } from './continue-secrets.ts';
import { headerCredentials } from './header-credentials.ts';
import { at, entryOf } from './values.ts';

/** What Continue sends for the model that is chatted with, and the ids of all that stand at the same place. */
export function readModel(
  model: ContinueModel,
  all: readonly ContinueModel[],
  config: ClientFile,
  sources: ClientSources,
): ClientReading {
  const { file, place } = model;
  const provider = settingOf(model, 'provider')?.value ?? '';
  const known = entryOf(providers, provider);
  const url = settingOf(model, 'apiBase');
  const key = settingOf(model, 'apiKey');
  // Only in the new file secrets are put in.
  const put = (value: ClientValue) =>
    config.role === 'config' ? withSecrets(value, sources) : { values: [value] };
  const [baseUrl, apiKey]: (FilledValue | undefined)[] = [url && put(url), key && put(key)];
  const unset = baseUrl?.unset;
  // The headers of a request are set last. Source: packages/fetch/src/fetch.ts.
  const headers = [file, config].flatMap((one) => headerCredentials(one, ['requestOptions', 'headers']));
  const credentials = [...headers, ...(apiKey?.values ?? [])];
  const named = { apiBase: otherName(model, 'apiBase'), apiKey: otherName(model, 'apiKey') };
  const name = settingOf(model, 'model');
  const proxy = continueProxy(model, config, sources);
  const responds = asksResponses(model, provider, name?.value ?? '');
  return {
    baseUrls:
      baseUrl === undefined || url === undefined || unset !== undefined ? [] : orRaw(baseUrl.values, url),
    credentials,
    models: idsBeside(model, all),
    additions: [file, config].flatMap((one) => additionsAt(one, ['requestOptions', 'headers'], 'header')),
    wire: {
      dialects: responds ? ['responses'] : known === undefined ? [] : [known.dialect],
      from: responds
        ? `the name of ${place} asks for it, unless useResponsesApi is false`
        : `the provider of ${place}`,
    },
    ...(at(file.data, ['defaultCompletionOptions', 'stream']) === false ? { streams: 'as-asked' } : {}),
    ...(proxy === undefined ? {} : { proxy }),
    ...(known?.vendorUrl === undefined ? {} : { vendorUrl: known.vendorUrl }),
    missing: {
      urlSetting: `${place}.apiBase in ${config.file}`,
      keySetting: `${place}.apiKey in ${config.file}`,
      urlLooked: [`${place}.apiBase in ${config.file}`],
      keyLooked: [`${place}.apiKey in ${config.file}`],
    },
    problems: [
      ...problemsOf('url', named.apiBase?.finding),
      ...problemsOf(
        'url',
        unset === undefined || url === undefined
          ? undefined
          : ofClient('continue', 'url-variable-unset', { from: url.origin.name, variable: unset }),
      ),
      ...problemsOf('key', apiKey?.problem),
      ...problemsOf('key', credentials.length > 0 ? undefined : named.apiKey?.finding),
    ],
    secrets: [
      ...all.flatMap((one) => settingOf(one, 'apiKey')?.value ?? []),
      ...[named.apiKey?.value, apiKey?.secret].flatMap((secret) => secret ?? []),
    ],
  };
}

/** A secret that is nowhere stays in the address as it is written, which then shows. */
function orRaw(values: readonly ClientValue[], raw: ClientValue): readonly ClientValue[] {
  return values.length > 0 ? values.map((one) => ({ ...one, setting: raw.setting })) : [raw];
}

function problemsOf(about: 'url' | 'key', finding: ClientFinding | undefined): readonly ClientProblem[] {
  return finding === undefined ? [] : [{ about, finding }];
}

/** A model of another role at the same address with the same key is in the same list. */
function idsBeside(model: ContinueModel, all: readonly ContinueModel[]): readonly ClientValue[] {
  const isSame = (one: ContinueModel) =>
    ['apiBase', 'apiKey'].every((name) => settingOf(one, name)?.value === settingOf(model, name)?.value);
  const others = all.filter((one) => one.place !== model.place && isSame(one));
  return (
    [model, ...others]
      .flatMap((one) => settingOf(one, 'model') ?? [])
      // Continue then asks for the list itself.
      .filter(({ value }) => value !== 'AUTODETECT')
  );
}
