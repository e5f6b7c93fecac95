import type { WireFacts } from '../errors/answer.ts';
import type { Where } from '../errors/diagnose.ts';
import { pathBefore } from '../gateway/gateway-client.ts';
import { builtInProfiles } from '../providers/index.ts';
import { ownerOf } from '../settings/own-host.ts';
import { hasVersion, routeBelow } from '../settings/route-path.ts';
import type { CheckContext } from './check.ts';

/** What a sentence about a request to `path` needs to know. */
export function whereOf({ settings }: CheckContext, path: string, proxy?: string): Where {
  const url = URL.parse(settings.baseUrl.value.used ?? '');
  const baseUrl = settings.baseUrl.value.used;
  const below =
    url === null || baseUrl === undefined || path === ''
      ? ''
      : pathBefore(path, { baseUrl, profile: settings.profile.value });
  const isWhole = hasVersion(below);
  const isDocumented = ownerOf(settings.baseUrl.value, builtInProfiles) !== undefined;
  return {
    route: `GET ${below}${routeBelow(below, path)}`,
    ...(below === '' ? {} : { below }),
    ...(!isWhole && /\/v1\/?$/.test(settings.baseUrl.value.typed) ? { withVersion: true as const } : {}),
    host: url?.hostname ?? settings.baseUrl.value.typed,
    port: portOf(url),
    timeoutSeconds: settings.timeoutMs.value / 1000,
    ...(proxy === undefined ? {} : { proxy }),
    ...(isDocumented ? { isDocumentedHost: true as const } : {}),
  };
}

/** The same for another free route. */
export function at(where: Where, path: string): Where {
  const { below = '' } = where;
  return { ...where, route: `GET ${below}${routeBelow(below, path)}` };
}

/** The same, where it is known what the route says without a key. */
export function atBeside(where: Where, path: string, none: WireFacts): Where {
  const here = at(where, path);
  return none.kind === 'api-error' ? { ...here, answersStrangers: true } : here;
}

function portOf(url: URL | null): number {
  if (url === null) return 0;
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}
