import { type NetworkReach, networkOf } from '../addresses/network-of.ts';
import { maskUrl } from './mask-url.ts';
import { hasVersion } from './route-path.ts';

/** A base URL as it was typed and as it will be used. JSON values only, so that it can be evidence. */
export type BaseUrl = {
  /** Without user name, password and query: they can hold a key. */
  readonly typed: string;
  /**
   * Without a slash at its end, and without a final `/v1` unless another version stands before it: what holds a version
   * besides is used as it is. Absent when requests can't be built from it.
   */
  readonly used?: string;
  /** Scheme, host and port as the URL parser understands them. */
  readonly origin?: string;
  /** Without the port; an IPv6 address without brackets. */
  readonly host?: string;
  /** The same without scheme, host and port, empty for none. */
  readonly path?: string;
  readonly problem?: BaseUrlProblem;
  /** What was probably meant. */
  readonly suggestion?: string;
  readonly network: NetworkReach;
};

export type BaseUrlProblem =
  | 'empty'
  | 'not-a-url'
  | 'no-scheme'
  | 'wrong-scheme'
  | 'quoted'
  | 'has-space'
  | 'has-userinfo'
  | 'has-query'
  | 'doubled-version'
  | 'is-endpoint'
  | 'http-to-public-host';

/** Reads a base URL in its root or `/v1` form. Never throws. */
export function baseUrlFrom(raw: string): BaseUrl {
  const text = raw.trim();
  const typed = maskUrl(text);
  if (text === '') return { typed, problem: 'empty', network: 'public' };
  // The URL parser would drop tabs and line breaks silently and so join two halves to a new host.
  if (controlCharacter.test(text)) return { typed, problem: 'not-a-url', network: 'public' };
  const bare = text.replace(/^["'`\u2018\u201c\u00ab]+|["'`\u2019\u201d\u00bb]+$/g, '');
  if (bare !== text) return { typed, problem: 'quoted', ...meant(bare), network: 'public' };
  const [first = ''] = text.split(/\s/);
  if (first !== text) return { typed, problem: 'has-space', ...meant(first), network: 'public' };
  const url = schemeIsHttp.test(text) ? hostUrl(text) : undefined;
  if (url === undefined) return { typed, ...unparsed(text), network: 'public' };
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const network = networkOf(host);
  const whole = url.pathname.replace(/\/+$/, '');
  const above = whole.replace(/\/v1$/, '').replace(/\/+$/, '');
  const path = hasVersion(above) && !doubledVersion.test(whole) ? whole : above;
  // Typed again it would be one of the quotation marks around an address. All others the parser has encoded.
  if (path.endsWith("'")) {
    return { typed, problem: 'quoted', ...meant(url.origin + path.replace(/'+$/, '')), network: 'public' };
  }
  return { typed, ...judged(url, network, path), origin: url.origin, host, path, network };
}

const controlCharacter = /\p{Cc}/u;
const schemeIsHttp = /^https?:/i;

/** The address, when its host is one that can exist. A dot at the end of the host is dropped: same name. */
function hostUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  const labels = url.hostname.split('.');
  const isPossible =
    url.hostname.length <= 253 && labels.every((label) => label !== '' && label.length <= 63);
  return isPossible ? url : undefined;
}

/** What a part of the text may have been meant to be; nothing where it is no address either. */
function meant(part: string): Pick<BaseUrl, 'suggestion'> {
  const { typed, used, suggestion } = baseUrlFrom(part);
  const suggested = used === undefined ? suggestion : (suggestion ?? typed);
  return suggested === undefined ? {} : { suggestion: suggested };
}

type Unparsed = Pick<BaseUrl, 'problem' | 'suggestion'>;

function unparsed(text: string): Unparsed {
  if (schemeIsHttp.test(text)) return { problem: 'not-a-url' };
  const otherScheme = /^[a-z][a-z0-9+.-]*:[\\/]{2}(.*)$/i.exec(text);
  if (otherScheme !== null) return { problem: 'wrong-scheme', ...suggestionFor(otherScheme[1] ?? '') };
  // "https//host" and "https;//host" lost their colon.
  const rest = text.replace(/^https?;?\/\//i, '');
  const found = suggestionFor(rest);
  return found.suggestion === undefined ? { problem: 'not-a-url' } : { problem: 'no-scheme', ...found };
}

function suggestionFor(rest: string): { suggestion?: string } {
  const url = hostUrl(`https://${rest}`);
  // Without a dot it is rather a word than a host.
  if (url === undefined || rest.includes('@') || !/[.:]|^localhost$/.test(url.hostname)) return {};
  if (networkOf(url.hostname) === 'loopback') url.protocol = 'http:';
  return { suggestion: withoutEnd(url) };
}

type Judged = Pick<BaseUrl, 'problem' | 'suggestion' | 'used'>;

function judged(url: URL, network: NetworkReach, path: string): Judged {
  const whole = url.pathname.replace(/\/+$/, '');
  if (url.username !== '' || url.password !== '') {
    return { problem: 'has-userinfo', ...meant(url.origin + whole) };
  }
  if (url.search !== '' || url.hash !== '') return { problem: 'has-query', ...meant(url.origin + whole) };
  const endpoint = endpoints.find((end) => whole.endsWith(end));
  if (endpoint !== undefined) {
    const base = whole.slice(0, -endpoint.length).replace(doubledVersion, '/v1');
    return { problem: 'is-endpoint', suggestion: url.origin + base };
  }
  if (doubledVersion.test(whole)) {
    return { problem: 'doubled-version', suggestion: url.origin + whole.replace(doubledVersion, '/v1') };
  }
  const used = url.origin + path;
  if (url.protocol === 'https:' || network !== 'public') return { used };
  const safe = new URL(url);
  safe.protocol = 'https:';
  return { used, problem: 'http-to-public-host', suggestion: withoutEnd(safe) };
}

const doubledVersion = /(?:\/v1){2,}$/;

/** Ends of addresses that people copy from a curl example; a longer one stands before its own ending. */
const endpoints = [
  '/chat/completions',
  '/completions',
  '/responses/compact',
  '/responses',
  '/messages/count_tokens',
  '/messages',
  '/models',
  '/embeddings',
  '/balance',
  '/auth/key',
];

function withoutEnd(url: URL): string {
  return url.origin + url.pathname.replace(/\/+$/, '');
}
