import type { ProxySettings } from '../settings/settings.ts';
import type { ClientFile, ClientSources } from './client.ts';
import type { ContinueModel } from './continue-models.ts';
import { at, textAt } from './values.ts';

/**
 * The proxy that Continue is told to use, over the variables of its environment; undefined where it is told of none.
 * Source: https://github.com/continuedev/continue/blob/main/packages/fetch/src/util.ts, `getProxy` and `shouldBypassProxy`.
 */
export function continueProxy(
  model: ContinueModel,
  config: ClientFile,
  { env }: ClientSources,
): ProxySettings | undefined {
  const places = [
    { file: model.file, place: `${model.place}.` },
    { file: config, place: '' },
  ];
  const [named] = places.flatMap(({ file, place }) => {
    const proxy = textAt(file, [...path, 'proxy'])?.value;
    return proxy === undefined ? [] : [{ proxy, place }];
  });
  if (named === undefined) return undefined;
  const listed = places.flatMap(({ file }) => {
    const hosts = at(file.data, [...path, 'noProxy']);
    return Array.isArray(hosts) ? hosts.filter((host): host is string => typeof host === 'string') : [];
  });
  const exceptions = [env.NO_PROXY ?? env.no_proxy ?? '', ...listed].filter((entry) => entry !== '');
  const { proxy, place } = named;
  return {
    env: {
      https_proxy: proxy,
      http_proxy: proxy,
      ...(exceptions.length === 0 ? {} : { no_proxy: exceptions.join(',') }),
    },
    variable: `${place}requestOptions.proxy in ${config.file}`,
  };
}

const path = ['requestOptions'];
