import type { CappedBody } from '../dialects/output-limit.ts';
import { type KeyHeader, keyHeaderOf } from '../providers/key-header.ts';
import type { BaseUrlVariant, ProviderProfile, Route } from '../providers/profile.ts';
import { routeBelow, routeUrl } from '../settings/route-path.ts';
import type { Secret } from '../settings/secret.ts';
import type { HttpClient, HttpRequest, HttpResult, Patience, System } from '../system/system.ts';
import { toolName, toolVersion } from '../version.ts';
import { authHeaders } from './auth-headers.ts';
import type { SpendingPermit } from './spending-permit.ts';
import { wrongKeyLike } from './wrong-key.ts';

/**
 * `wrong`: a random key of the same prefix and length. `beside`: the second key of a program that sends two. Without a
 * header in its name a key goes in that of the program whose set-up this is, else in the usual one of the route.
 */
export type CredentialUsed = 'none' | 'wrong' | 'real' | `${'wrong' | 'real' | 'beside'}-in-${KeyHeader}`;

/** In which header a program sends its key, where that is known, and what goes out beside it. */
export interface Sending {
  readonly header: KeyHeader;
  readonly beside?: { readonly key: Secret; readonly header: KeyHeader } | undefined;
}

/** One request and what came back: facts, no opinion. */
export interface Exchange extends HttpResult {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly url: string;
  readonly credential: CredentialUsed;
  /** The `x-request-id` that we sent. */
  readonly clientRequestId: string;
  /** UTC ISO-8601. */
  readonly sentAt: string;
}

/** Talks to one base URL. Every request is sent at most once in a run, whoever asks for it. */
export interface GatewayClient {
  /** A free GET below the base URL. `real` is refused (an error) where the key may not go. */
  ask(path: string, credential: CredentialUsed): Promise<Exchange>;
  /** A GET of another URL of the same origin, to look at another base path or, without a key, at a redirect. */
  look(url: string, credential?: 'none' | 'real'): Promise<Exchange>;
  /** One billable call; undefined, and nothing is sent, when the permit is used up. It is never sent twice. */
  post(path: string, body: CappedBody, options: PostOptions): Promise<Exchange | undefined>;
  readonly freeRoutes: readonly Route[];
  /** Whether `ask(…, 'real')` is possible. */
  readonly carriesKey: boolean;
  /** The header of a second key that may be asked with too: `beside-in-…`. */
  readonly besideIn?: KeyHeader | undefined;
  close(): Promise<void>;
}

export interface PostOptions {
  readonly permit: SpendingPermit;
  /** Absent: as the program sends it whose set-up this is, else in the usual one of the route. */
  readonly keyHeader?: KeyHeader | undefined;
  /** Told the id of the request before it leaves; the send waits, so that what is sent is never forgotten. */
  readonly beforeSend?: ((clientRequestId: string) => Promise<void>) | undefined;
  readonly accept: string;
  readonly encoding: string;
  readonly maxBodyBytes: number;
  readonly onChunk?: NonNullable<HttpRequest['onChunk']>;
}

export interface GatewayTarget {
  readonly profile: ProviderProfile;
  /** As the settings use it: `BaseUrl.used`. */
  readonly baseUrl: string;
  /** Only when the key may go to this base URL: the key policy of the settings decides. */
  readonly key: Secret | undefined;
  /** Absent where each route gets the key in its usual header. */
  readonly sending?: Sending | undefined;
  readonly timeoutMs: number;
  /** For calls that make an answer. */
  readonly answerPatience: Patience & { readonly totalMs: number };
}

/** A list of 100,000 models is about 20 MB. */
const maxListBytes = 32 * 1024 * 1024;
/** A balance or the state of a key. */
const maxFactBytes = 1024 * 1024;

/** Creates the client; nothing is opened before the first question. */
export function createGatewayClient(
  target: GatewayTarget,
  http: HttpClient,
  system: Pick<System, 'clock' | 'random'>,
  signal: AbortSignal,
): GatewayClient {
  const sent = new Map<string, Promise<Exchange>>();
  const { profile, key, sending } = target;
  const listsAt = listsBaseUrl(target);
  const wrongKey = wrongKeyLike(key, profile, system.random);
  const freeRoutes = profile.routes.filter(
    ({ method, speaks }) =>
      method === 'GET' && (speaks === 'model-list' || speaks === 'balance' || speaks === 'key-status'),
  );

  const factPaths = new Set(
    freeRoutes.flatMap(({ path, speaks }) => (speaks === 'model-list' ? [] : [path])),
  );

  function once(name: string, send: () => Promise<Exchange>): Promise<Exchange> {
    const known = sent.get(name);
    if (known !== undefined) return known;
    const exchange = send();
    sent.set(name, exchange);
    return exchange;
  }

  function secretFor(credential: CredentialUsed): Secret | undefined {
    if (credential === 'none') return undefined;
    if (credential.startsWith('wrong')) return wrongKey;
    return credential.startsWith('beside') ? sending?.beside?.key : key;
  }

  async function get(url: string, path: string, credential: CredentialUsed): Promise<Exchange> {
    const secret = secretFor(credential);
    if (secret === undefined && /^(?:real|beside)/.test(credential))
      throw new Error('the key may not be sent to this base URL');
    const clientRequestId = system.random.uuid();
    const sentAt = new Date(system.clock.now()).toISOString();
    const result = await http.send({
      method: 'GET',
      url,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'gzip, deflate, br',
        'user-agent': `${toolName}/${toolVersion}`,
        'x-request-id': clientRequestId,
        ...headersFor(credential, path, secret, sending),
      },
      timeoutMs: target.timeoutMs,
      maxBodyBytes: factPaths.has(path) ? maxFactBytes : maxListBytes,
      signal,
    });
    return { method: 'GET', path, url, credential, clientRequestId, sentAt, ...result };
  }

  async function post(path: string, body: CappedBody, options: PostOptions): Promise<Exchange | undefined> {
    if (key === undefined) throw new Error('the key may not be sent to this base URL');
    const { permit, beforeSend, accept, encoding, maxBodyBytes: limit, onChunk } = options;
    if (!permit.take()) return undefined;
    const clientRequestId = system.random.uuid();
    await beforeSend?.(clientRequestId);
    const sentAt = new Date(system.clock.now()).toISOString();
    const url = routeUrl(target.baseUrl, path);
    const { totalMs, ...patience } = target.answerPatience;
    const result = await http.send({
      method: 'POST',
      url,
      headers: {
        accept,
        'accept-encoding': encoding,
        'content-type': 'application/json',
        'user-agent': `${toolName}/${toolVersion}`,
        'x-request-id': clientRequestId,
        ...headersFor(
          options.keyHeader === undefined ? 'real' : `real-in-${options.keyHeader}`,
          path,
          key,
          sending,
        ),
      },
      body: JSON.stringify(body),
      timeoutMs: totalMs,
      patience,
      maxBodyBytes: limit,
      signal,
      ...(onChunk === undefined ? {} : { onChunk }),
    });
    return { method: 'POST', path, url, credential: 'real', clientRequestId, sentAt, ...result };
  }

  return {
    post,
    ask: (path, credential) =>
      once(`${credential} ${path}`, () => get(routeUrl(listsAt, path), path, credential)),
    look: (url, credential = 'none') => {
      if (credential === 'real' && new URL(url).origin !== new URL(target.baseUrl).origin) {
        throw new Error('the key is bound to another origin');
      }
      return once(`look ${credential} ${url}`, () => get(url, new URL(url).pathname, credential));
    },
    freeRoutes,
    carriesKey: key !== undefined,
    besideIn: sending?.beside?.header,
    close: () => http.close(),
  };
}

/** What stands before a free route in the paths that are asked: empty at the root of the host. */
export function pathBefore(path: string, target: Pick<GatewayTarget, 'baseUrl' | 'profile'>): string {
  const base = listsBaseUrl(target);
  const asked = new URL(routeUrl(base, path)).pathname;
  const { pathname } = new URL(base);
  const below = routeBelow(pathname, path);
  return asked === pathname + below ? pathname : asked.slice(0, -path.length);
}

/** Where the free routes are: below the base URL, unless the provider documents another place for this variant. */
function listsBaseUrl({ baseUrl, profile }: Pick<GatewayTarget, 'baseUrl' | 'profile'>): string {
  const elsewhere = variantOf(baseUrl, profile)?.listsAt;
  return elsewhere === undefined ? baseUrl : new URL(baseUrl).origin + elsewhere;
}

/** The documented variant whose path the base URL has. */
export function variantOf(baseUrl: string, profile: ProviderProfile): BaseUrlVariant | undefined {
  const path = URL.parse(baseUrl)?.pathname;
  return profile.baseUrlVariants.find((variant) => variant.path === path);
}

function headersFor(
  credential: CredentialUsed,
  path: string,
  secret: Secret | undefined,
  sending: Sending | undefined,
): Readonly<Record<string, string>> {
  const [, named] = credential.split('-in-');
  const header = (named === undefined ? undefined : keyHeaderOf(named)) ?? sending?.header;
  return authHeaders(path, secret, header);
}
