/** A route without anything that a URL parser would take for a host or a step upwards. */
export const routePathPattern = /^(?:\/[\w][\w.-]*){1,16}$/;

/** A typed route as a path: `messages`, `/messages` and `/v1/messages` are the same one. Undefined for what is none. */
export function routePathFrom(typed: string): string | undefined {
  const path = typed.trim().replace(/\/+$/, '');
  const isWhole = /^\/(?:.*\/)?v\d+\//.test(path);
  const route = isWhole ? path : `/v1/${path.replace(/^\//, '').replace(/^v1\//, '')}`;
  return routePathPattern.test(route) ? route : undefined;
}

/**
 * Whether the path of a base URL names a version, as `/api/v3` and `/v1beta/openai` do. Such a base URL is complete: the
 * SDKs of OpenAI put `/models` behind it as it is.
 */
export function hasVersion(path: string): boolean {
  return path.split('/').some((step) => /^v\d+(?:(?:alpha|beta)\d*)?$/i.test(step));
}

/** A route as it is asked below this path: behind a version without the `/v1` of its own. */
export function routeBelow(basePath: string, path: string): string {
  return hasVersion(basePath) ? path.replace(/^\/v1(?=\/)/, '') : path;
}

/**
 * The URL of a route below a base URL without a slash at its end. A path that begins with the base URL's own path, or
 * with the end of it, was copied whole, and is not put behind it a second time.
 */
export function routeUrl(baseUrl: string, path: string): string {
  const { origin, pathname } = new URL(baseUrl);
  // Two slashes in a row stay two: this is the address that is shown, and a server may tell it from another one.
  const steps = pathname.replace(/\/+$/, '').split('/').slice(1);
  const repeated = steps.findIndex((_, first) => path.startsWith(`/${steps.slice(first).join('/')}/`));
  const before = repeated === -1 ? steps : steps.slice(0, repeated);
  const behind = repeated === -1 ? routeBelow(pathname, path) : path;
  return origin + before.map((step) => `/${step}`).join('') + behind;
}
