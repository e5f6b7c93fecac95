import { BlockList, isIP } from 'node:net';
import { isIn, isLoopbackHost } from './private-address.ts';

/** Which proxy the environment names for one URL, and why it is used or not. Empty when it names none. */
export interface ProxyChoice {
  /** With its credentials: for the connector only. */
  readonly proxy?: string;
  /** The same without credentials. */
  readonly shown?: string;
  /** The variable that decided, as it is spelled. */
  readonly variable?: string;
  readonly bypass?: 'loopback' | 'no-proxy';
  /** Set, but nothing that a tunnel can be asked of. */
  readonly unsupported?: 'socks' | 'unparseable';
  /** A variable whose lower-case form says something else: that one counts, as in curl. */
  readonly conflict?: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Reads HTTPS_PROXY or HTTP_PROXY, ALL_PROXY and NO_PROXY in both cases. An empty variable counts as unset. */
export function proxyFor(url: string, env: Env): ProxyChoice {
  const target = new URL(url);
  const host = bare(target.hostname);
  const port = target.port === '' ? (target.protocol === 'https:' ? 443 : 80) : Number(target.port);
  const own = variablePair(target.protocol === 'https:' ? 'https_proxy' : 'http_proxy', env);
  const named = own ?? variablePair('all_proxy', env);
  if (named === undefined) return {};

  const exceptions = variablePair('no_proxy', env);
  const differs = named.conflict ?? exceptions?.conflict;
  const conflict = differs === undefined ? {} : { conflict: differs };
  const { use, ...server } = serverOf(named.value);
  const known = { variable: named.variable, ...server, ...conflict };

  if (isLoopbackHost(host)) return { ...known, bypass: 'loopback' };
  if (exceptions !== undefined && isListed(host, port, exceptions.value))
    return { ...known, bypass: 'no-proxy' };
  return use === undefined ? known : { ...known, proxy: use };
}

function variablePair(
  name: string,
  env: Env,
): { variable: string; value: string; conflict?: string } | undefined {
  const upperName = name.toUpperCase();
  const lower = env[name] ?? '';
  const upper = env[upperName] ?? '';
  if (lower === '' && upper === '') return undefined;
  if (lower === '') return { variable: upperName, value: upper };
  const differs = upper !== '' && lower !== upper;
  return { variable: name, value: lower, ...(differs ? { conflict: upperName } : {}) };
}

interface ProxyServer {
  readonly use?: string;
  readonly shown?: string;
  readonly unsupported?: 'socks' | 'unparseable';
}

function serverOf(value: string): ProxyServer {
  const text = value.trim();
  // `proxy.example:3128` is usual, and means an http proxy.
  const withScheme = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(withScheme)) return { unsupported: 'unparseable' };
  const { protocol, host, href } = new URL(withScheme);
  if (host === '') return { unsupported: 'unparseable' };
  const shown = `${protocol}//${host}`;
  if (protocol.startsWith('socks')) return { unsupported: 'socks', shown };
  if (protocol !== 'http:' && protocol !== 'https:') return { unsupported: 'unparseable', shown };
  return { use: href, shown };
}

/** Entries are hosts with or without subdomains, `host:port`, addresses, CIDR ranges, or `*` for everything. */
function isListed(host: string, port: number, noProxy: string): boolean {
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => entry === '*' || matches(entry, host, port));
}

function matches(entry: string, host: string, port: number): boolean {
  if (entry.includes('/')) return isInRange(host, entry);
  // An address with several colons and no brackets has no port.
  const withPort = isIP(entry) === 6 ? null : /^(.+):(\d+)$/.exec(entry);
  if (withPort !== null && Number(withPort[2]) !== port) return false;
  const name = bare((withPort?.[1] ?? entry).replace(/^\*?\./, ''));
  if (isIP(name) !== 0) return isInRange(host, `${name}/${isIP(name) === 6 ? 128 : 32}`);
  return host === name || host.endsWith(`.${name}`);
}

function isInRange(host: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const family = isIP(bare(network));
  const size = Number(bits);
  if (
    family === 0 ||
    bits === '' ||
    !Number.isInteger(size) ||
    size < 0 ||
    size > (family === 6 ? 128 : 32)
  ) {
    return false;
  }
  // BlockList takes every IPv4 address for one of `::ffff:0:0/96`.
  if (family === 6 && isIP(host) === 4) return false;
  const list = new BlockList();
  list.addSubnet(bare(network), size, family === 6 ? 'ipv6' : 'ipv4');
  return isIn(list, host);
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^\[|\]$|\.$/g, '');
}
