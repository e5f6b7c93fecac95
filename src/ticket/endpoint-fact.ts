import type { ProviderProfile } from '../providers/profile.ts';
import { hostFrom } from './fact-shape.ts';

const line = /^(?:(GET|POST|PUT|PATCH|DELETE)\s+)?(\S{1,2000})(?:\s+\((streaming|plain)\))?$/i;

/**
 * `POST /v1/responses` out of what a person or a program wrote: a path or a whole URL, with or without its method. A
 * query never gets through. A method that is missing is taken from the documented routes.
 */
export function endpointFrom(text: string, profiles: readonly ProviderProfile[]): string | undefined {
  const [, method, place = '', mode] = line.exec(text.trim()) ?? [];
  const path = pathOf(place);
  if (path === undefined) return undefined;
  const known = method?.toUpperCase() ?? methodOf(path, profiles);
  const call = known === undefined ? path : `${known} ${path}`;
  return withMode(call, mode?.toLowerCase() === 'streaming');
}

/** Adds that the answer was to come as a stream, where that is known. */
export function withMode(endpoint: string, stream: boolean | null | undefined): string {
  return stream === true && !endpoint.endsWith(streaming) ? endpoint + streaming : endpoint;
}

const streaming = ' (streaming)';

/** The host with its port of a whole URL; undefined where a path stands alone. */
export function endpointHost(text: string): string | undefined {
  const [, , place = ''] = line.exec(text.trim()) ?? [];
  const host = place.startsWith('/') ? undefined : URL.parse(place)?.host;
  return hostFrom(host) ?? undefined;
}

function pathOf(place: string): string | undefined {
  const path = place.startsWith('/') ? place.replace(/[?#].*$/s, '') : URL.parse(place)?.pathname;
  const isPlain = path !== undefined && /^\/[\w./:~%-]{0,200}$/.test(path) && !/\/\.{1,2}(?:\/|$)/.test(path);
  return isPlain ? path : undefined;
}

function methodOf(path: string, profiles: readonly ProviderProfile[]): string | undefined {
  return profiles.flatMap(({ routes }) => routes).find((route) => route.path === path)?.method;
}
