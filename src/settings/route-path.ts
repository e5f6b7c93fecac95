/** A route without anything that a URL parser would take for a host or a step upwards. */
export const routePathPattern = /^(?:\/[\w][\w.-]*){1,16}$/;

/** A typed route as a path: `messages`, `/messages` and `/v1/messages` are the same one. Undefined for what is none. */
export function routePathFrom(typed: string): string | undefined {
  const path = typed.trim().replace(/\/+$/, '');
  const isWhole = /^\/(?:.*\/)?v\d+\//.test(path);
  const route = isWhole ? path : `/v1/${path.replace(/^\//, '').replace(/^v1\//, '')}`;
  return routePathPattern.test(route) ? route : undefined;
}
