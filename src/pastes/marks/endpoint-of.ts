import { profiles } from '../../providers/index.ts';

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

/** Base paths that a gateway documents beside its main one: below another one, another key may be right. */
const variants = Object.values(profiles).flatMap(({ baseUrlVariants }) =>
  baseUrlVariants.map(({ path }) => `${path}/`),
);
const ownHosts = new Set(Object.values(profiles).map(({ baseUrl }) => URL.parse(baseUrl)?.host));

/** Where the version of an address begins, or the base path before it: at a host that is known every part of it counts. */
function startOf(path: string, version: number, host: string | undefined): number {
  if (ownHosts.has(host)) return 0;
  const bases = variants.map((base) => path.lastIndexOf(base, version)).filter((at) => at !== -1);
  return Math.min(version, ...bases);
}

/** The path of a documented route, or what begins with the version; undefined for the address of something else. */
export function targetOf(address: string): Target | undefined {
  const match = /^(?:https?:\/\/([^/?#\s"'<>]{1,255}))?(\/[^?#\s"'<>()`]{0,300})/i.exec(address);
  const [, authority, found] = match ?? [];
  const path = found?.replace(/[.,;:)\]]+$/, '');
  if (path === undefined) return undefined;
  const route = documented.find((one) => path === one || path.endsWith(one));
  const version = path.search(/\/v\d{1,2}(?:beta\d?)?\//);
  const { host } = hostOf(authority);
  const shown =
    version === -1 ? (knownEnds.test(path) ? path : undefined) : path.slice(startOf(path, version, host));
  // A doubled version is the very mistake that somebody wants to see.
  const chosen = route !== undefined && (shown === undefined || route.length > shown.length) ? route : shown;
  if (chosen === undefined) return undefined;
  return { path: chosen.replace(/(.)\/$/, '$1'), ...(host === undefined ? {} : { host }) };
}

/** Host and port without the user part; undefined where it is no name of a host. */
export function hostOf(authority: string | undefined): { readonly host?: string } {
  const host = authority
    ?.replace(/^.*@/, '')
    .replace(/:(?:443|80)$/, '')
    .toLowerCase();
  return host !== undefined && /^[\w.[\]:-]{1,255}$/.test(host) ? { host } : {};
}
