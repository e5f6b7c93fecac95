import type { Secret } from '../settings/secret.ts';

/**
 * The one place where a key becomes part of a request. Messages routes take Anthropic's headers, all
 * others a bearer token; never both on one request.
 * Source: https://docs.anthropic.com/en/api/overview, https://docs.weavist.online/auth-and-base-urls/
 */
export function authHeaders(path: string, key: Secret | undefined): Readonly<Record<string, string>> {
  if (/\/messages(\/|$)/.test(path)) return apiKeyHeaders(key);
  return key === undefined ? {} : { authorization: `Bearer ${key.reveal()}` };
}

/** Anthropic's way to carry a key. */
export function apiKeyHeaders(key: Secret | undefined): Readonly<Record<string, string>> {
  return { 'anthropic-version': '2023-06-01', ...(key === undefined ? {} : { 'x-api-key': key.reveal() }) };
}

/** Azure's way, which https://docs.weavist.online/auth-and-base-urls/ takes too. */
export function bareKeyHeader(key: Secret | undefined): Readonly<Record<string, string>> {
  return key === undefined ? {} : { 'api-key': key.reveal() };
}
