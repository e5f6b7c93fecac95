import type { ProxySettings } from '../settings/settings.ts';
import type { ClientValue } from './client.ts';

/** In the order in which Claude Code looks, for addresses of both schemes. Source: its documentation of proxies. */
const proxyVariables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

/**
 * The proxy of Claude Code, which reads no ALL_PROXY, and of a settings file more than of the shell. A stranger's counts
 * for nothing. `of`: the values of one variable, strongest first.
 */
export function claudeCodeProxy(of: (name: string) => readonly ClientValue[]): ProxySettings {
  const [proxy] = proxyVariables.flatMap((name) => own(of(name)));
  const [exceptions] = ['no_proxy', 'NO_PROXY'].flatMap((name) => own(of(name)));
  return {
    env: {
      ...(proxy === undefined ? {} : { https_proxy: proxy.value, http_proxy: proxy.value }),
      ...(exceptions === undefined ? {} : { no_proxy: exceptions.value }),
    },
    ...(proxy === undefined ? {} : { variable: proxy.setting }),
  };
}

function own(values: readonly ClientValue[]): readonly ClientValue[] {
  return values.filter(({ origin }) => origin.kind !== 'project-file').slice(0, 1);
}
