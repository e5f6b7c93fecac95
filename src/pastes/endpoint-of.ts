import { profiles } from '../providers/index.ts';

/** Where a request went, from an address or a path. */
export interface Target {
  readonly path: string;
  readonly host?: string;
}

const documented = Object.values(profiles)
  .flatMap((profile) => profile.routes.map(({ path }) => path))
  .toSorted((one, other) => other.length - one.length);

/** Ends of the paths that model APIs have, for an address without a version in it. */
const knownEnds =
  /\/(?:chat\/completions|completions|responses(?:\/compact)?|messages(?:\/count_tokens)?|models|balance|embeddings)\/?$/;

/** The path of a documented route, or what begins with the version; undefined for the address of something else. */
export function targetOf(address: string): Target | undefined {
  const match = /^(?:https?:\/\/([^/?#\s"'<>]{1,255}))?(\/[^?#\s"'<>()`]{0,300})/i.exec(address);
  const [, authority, found] = match ?? [];
  const path = found?.replace(/[.,;:)\]]+$/, '');
  if (path === undefined) return undefined;
  const route = documented.find((one) => path === one || path.endsWith(one));
  const version = path.search(/\/v\d{1,2}(?:beta\d?)?\//);
  const shown = version === -1 ? (knownEnds.test(path) ? path : undefined) : path.slice(version);
  // A doubled version is the very mistake that somebody wants to see.
  const chosen = route !== undefined && (shown === undefined || route.length > shown.length) ? route : shown;
  if (chosen === undefined) return undefined;
  return { path: chosen.replace(/(.)\/$/, '$1'), ...hostOf(authority) };
}

/** Host and port without the user part; undefined where it is no name of a host. */
export function hostOf(authority: string | undefined): { readonly host?: string } {
  const host = authority
    ?.replace(/^.*@/, '')
    .replace(/:(?:443|80)$/, '')
    .toLowerCase();
  return host !== undefined && /^[\w.[\]:-]{1,255}$/.test(host) ? { host } : {};
}
