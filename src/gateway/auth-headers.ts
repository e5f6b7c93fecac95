import type { KeyHeader } from '../providers/key-header.ts';
import type { Secret } from '../settings/secret.ts';

const anthropicVersion = { 'anthropic-version': '2023-06-01' } as const;

/**
 * The header in which clients of a route send the key: Anthropic's on messages routes, a bearer token on all others.
 * Source: https://docs.anthropic.com/en/api/overview, https://docs.weavist.online/auth-and-base-urls/
 */
export function usualHeader(path: string): KeyHeader {
  return /\/messages(\/|$)/.test(path) ? 'x-api-key' : 'authorization';
}

/** The key in that header, for this route; absent: in the usual one. Never two of them on one request. */
export function authHeaders(
  path: string,
  key: Secret | undefined,
  header: KeyHeader = usualHeader(path),
): Readonly<Record<string, string>> {
  // What speaks Anthropic's format asks for its version, whatever carries the key.
  const version = usualHeader(path) === 'x-api-key' ? anthropicVersion : {};
  return { ...version, ...keyHeaders(header, key) };
}

/** The one place where a key becomes part of a request. */
export function keyHeaders(header: KeyHeader, key: Secret | undefined): Readonly<Record<string, string>> {
  switch (header) {
    case 'x-api-key':
      return apiKeyHeaders(key);
    case 'api-key':
      return bareKeyHeader(key);
    case 'authorization':
      return key === undefined ? {} : { authorization: `Bearer ${key.reveal()}` };
  }
}

/** Anthropic's way to carry a key. */
export function apiKeyHeaders(key: Secret | undefined): Readonly<Record<string, string>> {
  return { ...anthropicVersion, ...(key === undefined ? {} : { 'x-api-key': key.reveal() }) };
}

/** Azure's way, which https://docs.weavist.online/auth-and-base-urls/ takes too. */
export function bareKeyHeader(key: Secret | undefined): Readonly<Record<string, string>> {
  return key === undefined ? {} : { 'api-key': key.reveal() };
}
