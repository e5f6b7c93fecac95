import type { Where } from '../errors/diagnose.ts';
import type { CheckContext } from './check.ts';

/** What a sentence about a request to `path` needs to know. */
export function whereOf({ settings }: CheckContext, path: string, proxy?: string): Where {
  const url = URL.parse(settings.baseUrl.value.used ?? '');
  return {
    route: `GET ${path}`,
    host: url?.hostname ?? settings.baseUrl.value.typed,
    port: portOf(url),
    timeoutSeconds: settings.timeoutMs.value / 1000,
    ...(proxy === undefined ? {} : { proxy }),
  };
}

function portOf(url: URL | null): number {
  if (url === null) return 0;
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}
